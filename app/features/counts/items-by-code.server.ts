import type { InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { spellings } from "./domain/codes.ts";

/** The item of each code, as `itemsOfCodes` finds it; one that several have is left out, like an unknown one. */
export async function itemsByCode(
  tx: ShopTx,
  codes: readonly string[],
  locationId: LocationId,
): Promise<Map<string, InventoryItemId>> {
  const found = await itemsOfCodes(tx, codes, locationId);
  return new Map([...found].filter((entry): entry is [string, InventoryItemId] => entry[1] !== "several"));
}

/**
 * The item of each code: its barcode or SKU, as Shopify has it. A code that several items have belongs to the one that is stocked at this location; when
 * that is none or several it is "several". Unknown codes are left out.
 */
export async function itemsOfCodes(
  tx: ShopTx,
  codes: readonly string[],
  locationId: LocationId,
): Promise<Map<string, InventoryItemId | "several">> {
  const asked = [...new Set(codes)].flatMap((code) => spellings(code).map((spelling) => ({ code, spelling })));
  if (asked.length === 0) return new Map();
  const rows = await tx.rows<{ code: string; item_id: InventoryItemId; here: boolean }>(
    // Barcodes have no index of their own; the words an item is found by have them, in small letters.
    `with asked as materialized (select * from unnest($2::text[], $3::text[], $4::text[]) as x(code, spelling, word)),
     found as (
       select a.code, i.item_id from asked a join inventory_item i on i.shop_id = $1 and i.sku = a.spelling and i.deleted_at is null
       union
       select a.code, i.item_id from asked a join item_word w on w.shop_id = $1 and w.word = a.word
         join inventory_item i on i.shop_id = $1 and i.item_id = w.item_id and i.barcode = a.spelling and i.deleted_at is null)
     select f.code, f.item_id, coalesce(l.active, false) as here
       from found f left join inventory_level l on l.shop_id = $1 and l.item_id = f.item_id and l.location_id = $5`,
    [
      tx.shopId,
      asked.map(({ code }) => code),
      asked.map(({ spelling }) => spelling),
      asked.map(({ spelling }) => spelling.toLowerCase()),
      locationId,
    ],
  );
  const found = new Map<string, InventoryItemId | "several">();
  for (const [code, items] of Map.groupBy(rows, (row) => row.code)) {
    const here = items.filter((item) => item.here);
    const [only, ...others] = here.length > 0 ? here : items;
    if (only) found.set(code, others.length === 0 ? only.item_id : "several");
  }
  return found;
}
