import type { InventoryItemId, LocationId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { recordOrderStock } from "../inventory/public.server.ts";

interface Row {
  readonly order_id: OrderId;
  readonly item_id: InventoryItemId | null;
  readonly location_id: LocationId | null;
  readonly committed: number;
  readonly shipped: number;
  readonly sold_at: Date;
  readonly changed_at: Date;
  readonly [column: string]: unknown;
}

/**
 * Tells inventory what the fulfillment orders of these orders say of stock: units still to ship from a location, and units shipped from it.
 * Of a cancelled fulfillment order nothing was shipped: Shopify closes one that was shipped in part.
 */
export async function tellOrderStock(tx: ShopTx, orderIds: readonly string[], now: Date): Promise<void> {
  if (orderIds.length === 0) return;
  // A statement of its own, so that what is read below is what the one before us wrote. An order whose row is still to come only refresh knows of.
  await tx.run(
    "select 1 from shop_order where shop_id = $1 and order_id = any($2::bigint[]) order by order_id for update",
    [tx.shopId, orderIds],
  );
  const rows = await tx.rows<Row>(
    `with f as (select * from fulfillment_order where shop_id = $1 and order_id = any($2::bigint[])),
     t as (select order_id, min(created_at) as sold_at, max(updated_at) as changed_at from f group by order_id)
     select f.order_id, l.item_id, f.location_id, t.sold_at, t.changed_at,
            coalesce(sum(l.remaining) filter (where f.status not in ('CLOSED', 'CANCELLED', 'INCOMPLETE')), 0)::int as committed,
            coalesce(sum(l.total - l.remaining) filter (where f.status <> 'CANCELLED'), 0)::int as shipped
       from f join t using (order_id)
       left join fulfillment_order_line l on l.shop_id = $1 and l.fulfillment_order_id = f.fulfillment_order_id
      group by f.order_id, l.item_id, f.location_id, t.sold_at, t.changed_at`,
    [tx.shopId, orderIds],
  );
  const orders = [...Map.groupBy(rows, (row) => row.order_id)].map(([orderId, parts]) => ({
    orderId,
    soldAt: parts[0]?.sold_at ?? now,
    changedAt: parts[0]?.changed_at ?? now,
    rows: parts.flatMap(({ item_id: itemId, location_id: locationId, committed, shipped }) =>
      itemId === null || locationId === null ? [] : [{ orderId, itemId, locationId, committed, shipped }],
    ),
  }));
  await recordOrderStock(tx, orders, now);
}
