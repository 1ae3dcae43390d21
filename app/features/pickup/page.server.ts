import type { FulfillmentOrderId, OrderId, ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { open } from "../../platform/seal.server.ts";
import { readPerson } from "../orders/public.server.ts";
import { transfersConnected } from "../transfers/public.server.ts";
import { collectorPlace } from "./acts.server.ts";
import { pickupLines, readPickups } from "./store.server.ts";
import { sourcesOf } from "./transfer.server.ts";

/** What the page of one pickup shows; undefined when the shop has none of this number. Its code is the customer's: nobody reads it here. */
export async function pickupPage(tx: ShopTx, id: FulfillmentOrderId, now: Date) {
  const [pickup] = await readPickups(tx, [id]);
  if (!pickup) return undefined;
  const [named] = await tx.rows<{ order: string | null; location: string | null }>(
    `select (select name from shop_order where shop_id = $1 and order_id = $2) as "order",
            (select name from location where shop_id = $1 and location_id = $3) as location`,
    [tx.shopId, pickup.orderId, pickup.locationId],
  );
  const { code: _code, sealed, acts: _acts, ...shown } = pickup;
  const text = (at: Date | null) => at?.toISOString() ?? null;
  const isPreparing = pickup.state === "preparing";
  return {
    pickup: {
      ...shown,
      placedAt: pickup.placedAt.toISOString(),
      readyBy: pickup.readyBy.toISOString(),
      readyAt: text(pickup.readyAt),
      keepUntil: text(pickup.keepUntil),
      remindAt: text(pickup.remindAt),
      settledAt: text(pickup.settledAt),
      hasCollector: sealed !== null,
      overdue: isPreparing && pickup.readyBy < now,
    },
    order: named?.order ?? "",
    location: named?.location ?? "",
    lines: await pickupLines(tx, id),
    sources: isPreparing ? await sourcesOf(tx, pickup) : [],
    connected: await transfersConnected(tx),
  };
}

/** Who ordered and, if somebody else came, who collected; the reading is written down. */
export async function pickupPersons(
  shopId: ShopId,
  id: FulfillmentOrderId,
  who: string,
  now: Date,
): Promise<
  { readonly customer: string | null; readonly phone: string | null; readonly collector: string | null } | undefined
> {
  const found = await inShop(shopId, async (tx) => {
    const [pickup] = await readPickups(tx, [id]);
    if (!pickup) return undefined;
    const { sealed, orderId } = pickup;
    return { orderId, collector: sealed && open(sealed, collectorPlace(tx, pickup)).toString() };
  });
  if (!found) return undefined;
  const person = await readPerson(shopId, found.orderId satisfies OrderId, who, "pickup_desk", now);
  return { customer: person?.name ?? null, phone: person?.phone ?? null, collector: found.collector };
}
