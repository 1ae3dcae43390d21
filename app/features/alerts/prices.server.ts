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
    `select i.item_id, o.price::float8 as price
       from inventory_item i
       cross join lateral (
         select n.unit_price_minor as price from stock_entry e
           join order_line n on n.shop_id = $1 and n.order_id = e.document_id and n.variant_id = i.variant_id
          where e.shop_id = $1 and e.item_id = i.item_id and e.cause = 'sold' and e.document_kind = 'order' and e.occurred_at > $3
          order by e.seq desc limit 1) o
      where i.shop_id = $1 and i.item_id = any($2::bigint[])`,
    [tx.shopId, [...new Set(items)], new Date(now.getTime() - WINDOW_MS)],
  );
  return new Map(rows.map(({ item_id: itemId, price }) => [itemId, price]));
}
