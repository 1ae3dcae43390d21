import type { ProductId, VariantId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";

/**
 * Units for sale online that moves under way bring to variants of these products (negative: take), as far as their levels do not show them yet. Variants
 * of which nothing is moved are left out.
 */
export async function movesUnderWay(
  tx: ShopTx,
  products: readonly ProductId[],
): Promise<ReadonlyMap<VariantId, number>> {
  const rows = await tx.rows<{ variant_id: VariantId; units: number }>(
    `select i.variant_id, -sum(b.moving)::int as units from inventory_item i
       join buffer_level b on b.shop_id = i.shop_id and b.item_id = i.item_id and b.moving <> 0
       join intent n on n.shop_id = b.shop_id and n.intent_id = b.intent_id and n.status in ('waiting', 'sending', 'unsure')
       join inventory_level l on l.shop_id = b.shop_id and l.item_id = b.item_id and l.location_id = b.location_id and l.available = b.from_available
       join location p on p.shop_id = b.shop_id and p.location_id = b.location_id and p.fulfills_online_orders
      where i.shop_id = $1 and i.product_id = any($2::bigint[]) and i.variant_id is not null
      group by i.variant_id`,
    [tx.shopId, products],
  );
  return new Map(rows.map((row) => [row.variant_id, row.units]));
}
