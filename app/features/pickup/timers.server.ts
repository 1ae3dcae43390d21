import type { FulfillmentOrderId, OrderId, ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { appendOrderEvents } from "../orders/public.server.ts";
import { giveBack } from "./acts.server.ts";
import { lookAtPickups } from "./look.server.ts";
import { remind } from "./remind.server.ts";
import { readPickupSettings } from "./settings.server.ts";
import { changePickup, readPickups } from "./store.server.ts";

/** What is due at once; the next look takes the rest. */
const BATCH = 100;

/**
 * Every fifteen minutes: reminders that are due, and what was not collected in time. That is offered to people to be put back and refunded; by itself it is
 * only where the merchant set it. Returns how many pickups changed.
 */
export async function lookAtPickupTimers(shopId: ShopId, now: Date): Promise<number> {
  return inShop(shopId, async (tx) => {
    await lookAtPickups(tx, await lookable(tx), now);
    const due = await dueIds(tx, now);
    const settings = await readPickupSettings(tx);
    for (const pickup of await readPickups(tx, due, { lock: true })) {
      const { fulfillmentOrderId, orderId, keepUntil, asked } = pickup;
      if (keepUntil === null || keepUntil > now) {
        await remind(tx, pickup, "timer", now);
        continue;
      }
      const data = { until: keepUntil.toISOString() };
      const ref = `${fulfillmentOrderId} ${keepUntil.toISOString()}`;
      await changePickup(tx, fulfillmentOrderId, { state: "no_show", remindAt: null });
      await appendOrderEvents(tx, [{ orderId, code: "pickup.no_show", ref, occurredAt: now, data }], now);
      if (settings.get(pickup.locationId)?.autoRefund === true && asked === "")
        await giveBack(tx, { ...pickup, state: "no_show" }, "setting", now);
    }
    return due.length;
  });
}

/** Ready ones whose reminder or end has come. */
async function dueIds(tx: ShopTx, now: Date): Promise<FulfillmentOrderId[]> {
  const rows = await tx.rows<{ id: FulfillmentOrderId }>(
    `select fulfillment_order_id as id from pickup
      where shop_id = $1 and state = 'ready' and (keep_until <= $2 or remind_at <= $2)
      order by keep_until, fulfillment_order_id limit $3`,
    [tx.shopId, now, BATCH],
  );
  return rows.map(({ id }) => id);
}

/** Orders to be collected that have no pickup yet: read before there was a desk. */
async function lookable(tx: ShopTx): Promise<OrderId[]> {
  const rows = await tx.rows<{ id: OrderId }>(
    `select distinct f.order_id as id from fulfillment_order f
      where f.shop_id = $1 and f.status in ('OPEN', 'IN_PROGRESS') and f.delivery_method = 'PICK_UP'
        and not exists (select 1 from pickup p where p.shop_id = f.shop_id and p.fulfillment_order_id = f.fulfillment_order_id)
      limit ${BATCH}`,
    [tx.shopId],
  );
  return rows.map(({ id }) => id);
}
