import type { InventoryItemId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readCsvFile } from "../../platform/read-csv.server.ts";
import { saveBoxes } from "./boxes.server.ts";
import { readBoxes } from "./domain/read-boxes.ts";
import type { RowError } from "./domain/read-rows.ts";
import { readSizes } from "./domain/read-sizes.ts";

export const MOST_BYTES = 2_000_000;

/** What came of a file: how many rows were taken, and what is wrong with each of the others. */
export interface Uploaded {
  readonly status: "taken";
  readonly what: "boxes" | "sizes";
  readonly rows: number;
  readonly errors: readonly RowError[];
}

/** Takes a list of boxes; those with the same name are replaced, others stay. */
export async function uploadBoxes(tx: ShopTx, file: Uint8Array, currency: string): Promise<Uploaded> {
  const lines = await readCsvFile(file);
  if (!Array.isArray(lines)) return { status: "taken", what: "boxes", rows: 0, errors: [brokenAt(lines.brokenAt)] };
  const { boxes, errors } = readBoxes(lines, currency);
  await saveBoxes(tx, boxes);
  return { status: "taken", what: "boxes", rows: boxes.length, errors };
}

/** Takes a list of sizes by SKU: all items with a SKU have its size. */
export async function uploadSizes(tx: ShopTx, file: Uint8Array): Promise<Uploaded> {
  const lines = await readCsvFile(file);
  if (!Array.isArray(lines)) return { status: "taken", what: "sizes", rows: 0, errors: [brokenAt(lines.brokenAt)] };
  const { sizes, errors } = readSizes(lines);
  const items = await tx.rows<{ item_id: InventoryItemId; sku: string }>(
    "select item_id, sku from inventory_item where shop_id = $1 and sku = any($2::text[])",
    [tx.shopId, sizes.map(({ sku }) => sku)],
  );
  const itemsOf = Map.groupBy(items, ({ sku }) => sku);
  const known = sizes.filter(({ sku }) => itemsOf.has(sku));
  const unknown = sizes
    .filter(({ sku }) => !itemsOf.has(sku))
    .map(({ line, sku }): RowError => ({ line, column: "", code: "unknown", text: sku }));
  const rows = known.flatMap(({ sku, sides }) =>
    (itemsOf.get(sku) ?? []).map(({ item_id }) => ({ item_id, ...sides })),
  );
  await tx.run("delete from item_size where shop_id = $1 and item_id = any($2::bigint[])", [
    tx.shopId,
    rows.map(({ item_id }) => item_id),
  ]);
  await tx.run(
    `insert into item_size (shop_id, item_id, length_mm, width_mm, height_mm)
     select $1, x.* from jsonb_to_recordset($2::jsonb) as x(item_id bigint, "lengthMm" int, "widthMm" int, "heightMm" int)
      where x."lengthMm" is not null`,
    [tx.shopId, JSON.stringify(rows)],
  );
  const all = [...errors, ...unknown].toSorted((a, b) => a.line - b.line);
  return { status: "taken", what: "sizes", rows: known.length, errors: all };
}

const brokenAt = (line: number): RowError => ({ line, column: "", code: "broken", text: "" });
