import type { FulfillmentOrderId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { ContributedFact } from "../risks/domain/public.ts";

/** Pickups that are to be ready, and those that wait for their customer. */
export async function pickupsOf(tx: ShopTx, orderIds: readonly OrderId[]): Promise<ContributedFact[]> {
  const rows = await tx.rows<{
    order_id: OrderId;
    id: FulfillmentOrderId;
    ready_by: Date;
    ready_at: Date | null;
    keep_until: Date | null;
  }>(
    `select order_id, fulfillment_order_id as id, ready_by, ready_at, keep_until from pickup
      where shop_id = $1 and order_id = any($2::bigint[]) and state in ('preparing', 'ready', 'no_show')`,
    [tx.shopId, orderIds],
  );
  return rows.flatMap(
    ({ order_id: orderId, id, ready_by: readyBy, ready_at: readyAt, keep_until: collectBy }): ContributedFact[] => {
      const of = { orderId, fulfillmentOrderId: id };
      if (readyAt === null) return [{ fact: "pickupPromised", ...of, readyBy }];
      return collectBy === null ? [] : [{ fact: "awaitsPickup", ...of, readyAt, collectBy }];
    },
  );
}
