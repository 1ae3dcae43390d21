import { readId, type InventoryItemId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";

export interface NamedItem {
  readonly itemId: InventoryItemId;
  readonly title: string;
  readonly variant: string | null;
  readonly sku: string | null;
  readonly tracked: boolean;
}

const COLUMNS = `i.item_id as "itemId", i.title, i.variant_title as variant, i.sku, i.tracked`;

/** Items by their ids. */
export async function itemsById(tx: ShopTx, ids: readonly InventoryItemId[]): Promise<Map<InventoryItemId, NamedItem>> {
  const rows = await tx.rows<NamedItem & Record<string, unknown>>(
    `select ${COLUMNS} from inventory_item i where i.shop_id = $1 and i.item_id = any($2::bigint[])`,
    [tx.shopId, ids],
  );
  return new Map(rows.map((row) => [row.itemId, row]));
}

/** The items that somebody means with a SKU, a barcode, or Shopify's number of the item (`#123`); the first three. */
export async function itemsMeant(tx: ShopTx, text: string): Promise<NamedItem[]> {
  const meant = text.trim();
  if (meant === "") return [];
  const id = meant.startsWith("#") ? readId<InventoryItemId>(meant.slice(1)) : undefined;
  const where = id === undefined ? "(i.sku = $2 or i.barcode = $2)" : "i.item_id = $2::bigint";
  return tx.rows<NamedItem & Record<string, unknown>>(
    `select ${COLUMNS} from inventory_item i where i.shop_id = $1 and ${where} and i.deleted_at is null order by i.item_id limit 3`,
    [tx.shopId, id ?? meant],
  );
}

export interface Suggestion {
  /** What they have in common. */
  readonly by: "sku" | "barcode";
  readonly code: string;
  /** The one with the most stock comes first: it is offered as the base. */
  readonly items: readonly (NamedItem & { readonly available: number })[];
}

/** Items of several products with one SKU or barcode, of which none follows another yet; a person decides. */
export async function suggestions(tx: ShopTx, count: number): Promise<Suggestion[]> {
  const rows = await tx.rows<Suggestion & Record<string, unknown>>(
    `with free as materialized (
       select i.* from inventory_item i
        where i.shop_id = $1 and i.deleted_at is null and i.tracked
          and not exists (select 1 from shared_item s where s.shop_id = i.shop_id and s.item_id = i.item_id)),
     codes as (
       select 'sku' as by, sku as code, item_id from free where sku <> ''
       union all select 'barcode', barcode, item_id from free where barcode <> ''),
     twice as (
       select by, code, array_agg(item_id order by item_id) as ids from codes group by by, code having count(*) between 2 and 20 order by by desc, code),
     -- The same items with one SKU and one barcode are one suggestion.
     once as (select distinct on (ids) by, code, ids from twice order by ids, by desc)
     select by, code,
            (select jsonb_agg(to_jsonb(x) order by x.available desc, x."itemId") from (
               select i.item_id::text as "itemId", i.title, i.variant_title as variant, i.sku, i.tracked,
                      coalesce((select sum(l.available) from inventory_level l where l.shop_id = i.shop_id and l.item_id = i.item_id and l.active), 0)::int as available
                 from inventory_item i where i.shop_id = $1 and i.item_id = any(once.ids)) x) as items
       from once order by by desc, code limit $2`,
    [tx.shopId, count],
  );
  return rows;
}
