import type { SearchHit } from "../../core/search.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { searchedWords, sortKey } from "./domain/search-words.ts";
import { readLocations } from "./stock.server.ts";

/** A word that fits more items than this says too little: the other words choose among so many of them. */
const MOST_LOOKED_AT = 1_000;

/** Items by words of title, SKU, barcode and vendor, each of which may be a beginning; by title. */
export async function searchItems(tx: ShopTx, text: string, limit: number): Promise<SearchHit[]> {
  // The longest word is the rarest.
  const [first, ...others] = searchedWords(text).toSorted((a, b) => b.length - a.length);
  if (first === undefined) return [];
  const values: unknown[] = [tx.shopId, first, limit];
  const fits = others.map(
    (word) =>
      ` and exists (select 1 from item_word w where w.shop_id = $1 and w.item_id = i.item_id and starts_with(w.word, $${values.push(word)}))`,
  );
  const rows = await tx.rows<{ item_id: string; title: string; sku: string | null }>(
    `with found as materialized (
       select distinct item_id from item_word where shop_id = $1 and starts_with(word, $2) limit ${MOST_LOOKED_AT})
     select i.item_id, concat_ws(' · ', i.title, i.variant_title) as title, i.sku
       from found join inventory_item i on i.shop_id = $1 and i.item_id = found.item_id
      where i.deleted_at is null${fits.join("")} order by i.title_key, i.item_id limit $3`,
    values,
  );
  return rows.map(({ item_id: id, title, sku }) => ({
    ...{ id, title, detail: sku ?? "", to: `/app/inventory/${id}` },
  }));
}

/** Locations by a part of their name; a shop has at most a thousand. */
export async function searchLocations(tx: ShopTx, text: string, limit: number): Promise<SearchHit[]> {
  const wanted = sortKey(text);
  if (wanted === "") return [];
  const found = (await readLocations(tx)).filter(({ name }) => sortKey(name).includes(wanted));
  return found
    .slice(0, limit)
    .map(({ id, name, country }) => ({ id, title: name, detail: country ?? "", to: `/app/settings/locations/${id}` }));
}
