import type { InventoryItemId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { WINDOW_MS } from "../demand/public.server.ts";

/**
 * What a unit of these items was last sold for, in the smallest unit of the shop's currency; without those that were not sold in the time demand is
 * read of. The mirror has no prices: orders do.
 */
export async function readPrices(
  tx: ShopTx,
  items: readonly InventoryItemId[],
  now: Date,
): Promise<ReadonlyMap<InventoryItemId, number>> {
  const rows = await tx.rows<{ item_id: InventoryItemId; price: number }>(
    `with sold as materialized (
       select distinct on (l.item_id) l.item_id, s.document_id
         from inventory_level l
         cross join lateral (
           select e.document_id, e.occurred_at from stock_entry e
            where e.shop_id = $1 and e.item_id = l.item_id and e.location_id = l.location_id and e.occurred_at > $3 and e.available <> 0
              and e.cause = 'sold'
            order by e.occurred_at desc limit 1) s
        where l.shop_id = $1 and l.item_id = any($2::bigint[])
        order by l.item_id, s.occurred_at desc)
     select s.item_id, max(n.unit_price_minor)::float8 as price
       from sold s
       join inventory_item i on i.shop_id = $1 and i.item_id = s.item_id
       join order_line n on n.shop_id = $1 and n.order_id = s.document_id and n.variant_id = i.variant_id
      group by s.item_id`,
    [tx.shopId, [...new Set(items)], new Date(now.getTime() - WINDOW_MS)],
  );
  return new Map(rows.map(({ item_id: itemId, price }) => [itemId, price]));
}
