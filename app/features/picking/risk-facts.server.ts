import type { FulfillmentOrderId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { ContributedFact } from "../risks/domain/public.ts";

/** What was picked in whole, and is on its way to the packing table. */
export async function pickedOf(tx: ShopTx, orderIds: readonly OrderId[]): Promise<ContributedFact[]> {
  const rows = await tx.rows<{ order_id: OrderId; id: FulfillmentOrderId; at: Date }>(
    `select t.order_id, t.fulfillment_order_id as id, t.picked_at as at from pick_task t
      where t.shop_id = $1 and t.order_id = any($2::bigint[]) and t.status = 'picked' and t.picked_at is not null
        and not exists (select 1 from pick_line l where l.shop_id = t.shop_id and l.task_id = t.task_id and l.short > 0)`,
    [tx.shopId, orderIds],
  );
  return rows.map(({ order_id: orderId, id, at }) => ({ fact: "picked", orderId, fulfillmentOrderId: id, at }));
}
