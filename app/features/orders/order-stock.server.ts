import type { InventoryItemId, LocationId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { recordOrderStock } from "../inventory/public.server.ts";
import { withRefunds, type RefundedItem } from "./domain/refunded.ts";

interface Row {
  readonly order_id: OrderId;
  readonly item_id: InventoryItemId | null;
  readonly location_id: LocationId | null;
  readonly committed: number;
  readonly shipped: number;
  readonly cancelled: number;
  readonly sold_at: Date;
  readonly changed_at: Date;
  readonly refunded: boolean;
  readonly [column: string]: unknown;
}

/**
 * Tells inventory what the documents of these orders say of stock: units still to ship from a location, units shipped from it, and what refunds put
 * back. Of a cancelled fulfillment order nothing was shipped: Shopify closes one that was shipped in part. The orders are locked (lock-orders.server.ts).
 */
export async function tellOrderStock(tx: ShopTx, orderIds: readonly string[], now: Date): Promise<void> {
  if (orderIds.length === 0) return;
  const rows = await tx.rows<Row>(
    `with f as (select * from fulfillment_order where shop_id = $1 and order_id = any($2::bigint[])),
     t as (select order_id, min(created_at) as sold_at, max(updated_at) as changed_at,
                  exists (select 1 from order_refund_line r where r.shop_id = $1 and r.order_id = f.order_id) as refunded
             from f group by order_id)
     select f.order_id, l.item_id, f.location_id, t.sold_at, t.changed_at, t.refunded,
            coalesce(sum(l.remaining) filter (where f.status not in ('CLOSED', 'CANCELLED', 'INCOMPLETE')), 0)::int as committed,
            coalesce(sum(l.total - l.remaining) filter (where f.status <> 'CANCELLED'), 0)::int as shipped,
            coalesce(sum(l.total) filter (where f.status = 'CANCELLED'), 0)::int as cancelled
       from f join t using (order_id)
       left join fulfillment_order_line l on l.shop_id = $1 and l.fulfillment_order_id = f.fulfillment_order_id
      group by f.order_id, l.item_id, f.location_id, t.sold_at, t.changed_at, t.refunded`,
    [tx.shopId, orderIds],
  );
  const refunds = await refundedItems(tx, [...new Set(rows.filter((row) => row.refunded).map((row) => row.order_id))]);
  const orders = [...Map.groupBy(rows, (row) => row.order_id)].map(([orderId, parts]) => {
    const places = parts.flatMap(({ item_id: itemId, location_id: locationId, committed, shipped, cancelled }) =>
      itemId === null || locationId === null ? [] : [{ orderId, itemId, locationId, committed, shipped, cancelled }],
    );
    return {
      orderId,
      soldAt: parts[0]?.sold_at ?? now,
      changedAt: parts[0]?.changed_at ?? now,
      rows: withRefunds(places, refunds.get(orderId) ?? []),
    };
  });
  await recordOrderStock(tx, orders, now);
}

async function refundedItems(tx: ShopTx, orderIds: readonly OrderId[]): Promise<Map<OrderId, RefundedItem[]>> {
  if (orderIds.length === 0) return new Map();
  const rows = await tx.rows<RefundedItem & { orderId: OrderId } & Record<string, unknown>>(
    `with line as (
       select distinct f.order_id, l.order_line_id, l.item_id from fulfillment_order f
         join fulfillment_order_line l on l.shop_id = f.shop_id and l.fulfillment_order_id = f.fulfillment_order_id
        where f.shop_id = $1 and f.order_id = any($2::bigint[]) and l.item_id is not null)
     select line.order_id as "orderId", line.item_id as "itemId", sum(o.quantity)::int as ordered,
            coalesce(jsonb_agg(r.refund) filter (where r.refund is not null), '[]') as lines
       from line join order_line o on o.shop_id = $1 and o.order_id = line.order_id and o.line_id = line.order_line_id
       left join lateral (
         select jsonb_build_object('restockType', x.restock_type, 'locationId', x.location_id::text, 'quantity', x.quantity) as refund
           from order_refund_line x where x.shop_id = $1 and x.order_id = line.order_id and x.order_line_id = line.order_line_id) r on true
      group by line.order_id, line.item_id`,
    [tx.shopId, orderIds],
  );
  return Map.groupBy(rows, (row) => row.orderId);
}
