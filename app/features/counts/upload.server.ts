import { randomUUID } from "node:crypto";
import type { CountId, InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readCsvFile } from "../../platform/read-csv.server.ts";
import { tell } from "../audit/public.server.ts";
import { readBinRows, readCountRows, type RowError } from "./domain/count-rows.ts";
import { itemsByCode } from "./items-by-code.server.ts";
import { countLines } from "./scans.server.ts";

/** Counts and bins come from a person's spreadsheet: 2 MB are some 100,000 rows. */
export const MOST_BYTES = 2_000_000;

/** What came of a file. Rows with errors were not taken; the others were. */
export type Uploaded =
  | { readonly status: "taken"; readonly rows: number; readonly errors: readonly RowError[] }
  | { readonly status: "refused"; readonly code: "closed" | "too_large" | "empty" };

const brokenAt = (line: number): RowError => ({ line, column: "", code: "broken", text: "" });

const sizeOf = (file: Uint8Array) => (file.length === 0 ? "empty" : file.length > MOST_BYTES ? "too_large" : undefined);

/** Takes a list of counted items into a count, as numbers typed now. A later list replaces an earlier one's numbers. */
export async function uploadCounted(tx: ShopTx, countId: CountId, file: Uint8Array, now: Date): Promise<Uploaded> {
  const size = sizeOf(file);
  if (size !== undefined) return { status: "refused", code: size };
  const [count] = await tx.rows<{ location_id: LocationId; status: string }>(
    "select location_id, status from stock_count where shop_id = $1 and count_id = $2 for share",
    [tx.shopId, countId],
  );
  if (count?.status !== "counting" && count?.status !== "review") return { status: "refused", code: "closed" };
  const lines = await readCsvFile(file);
  if (!Array.isArray(lines)) return { status: "taken", rows: 0, errors: [brokenAt(lines.brokenAt)] };
  const { rows, errors } = readCountRows(lines);
  const { taken, wrong } = await resolve(tx, rows, count.location_id);
  await tx.run(
    `insert into stock_count_scan (shop_id, count_id, scan_id, code, item_id, kind, units, at)
     select $1, $2, x.id, x.code, x.item_id, 'set', x.units, $4
       from jsonb_to_recordset($3::jsonb) as x(id uuid, code text, item_id bigint, units int)`,
    [
      tx.shopId,
      countId,
      JSON.stringify(taken.map(({ code, units, itemId }) => ({ id: randomUUID(), code, item_id: itemId, units }))),
      now,
    ],
  );
  await countLines(
    tx,
    countId,
    taken.map(({ itemId }) => itemId),
  );
  await tell(tx, { code: "counts.loaded", subject: `count:${countId}`, data: { lines: taken.length } }, now);
  return { status: "taken", rows: taken.length, errors: [...errors, ...wrong].toSorted((a, b) => a.line - b.line) };
}

/** Takes a list of items and their bins at a location. */
export async function uploadBins(tx: ShopTx, locationId: LocationId, file: Uint8Array, now: Date): Promise<Uploaded> {
  const size = sizeOf(file);
  if (size !== undefined) return { status: "refused", code: size };
  const lines = await readCsvFile(file);
  if (!Array.isArray(lines)) return { status: "taken", rows: 0, errors: [brokenAt(lines.brokenAt)] };
  const { rows, errors } = readBinRows(lines);
  const { taken, wrong } = await resolve(tx, rows, locationId);
  await tx.run("delete from item_bin where shop_id = $1 and location_id = $2 and item_id = any($3::bigint[])", [
    tx.shopId,
    locationId,
    taken.map(({ itemId }) => itemId),
  ]);
  await tx.run(
    `insert into item_bin (shop_id, location_id, item_id, bin)
     select $1, $2, x.item_id, x.bin from unnest($3::bigint[], $4::text[]) as x(item_id, bin) where x.bin <> ''`,
    [tx.shopId, locationId, taken.map(({ itemId }) => itemId), taken.map(({ bin }) => bin)],
  );
  await tell(tx, { code: "bins.loaded", subject: `location:${locationId}`, data: { lines: taken.length } }, now);
  return { status: "taken", rows: taken.length, errors: [...errors, ...wrong].toSorted((a, b) => a.line - b.line) };
}

async function resolve<Row extends { readonly line: number; readonly code: string }>(
  tx: ShopTx,
  rows: readonly Row[],
  locationId: LocationId,
) {
  const known = await itemsByCode(
    tx,
    rows.map(({ code }) => code),
    locationId,
  );
  const taken: (Row & { readonly itemId: InventoryItemId })[] = [];
  const wrong: RowError[] = [];
  const lineOf = new Map<InventoryItemId, number>();
  for (const row of rows) {
    const itemId = known.get(row.code);
    const before = itemId === undefined ? undefined : lineOf.get(itemId);
    if (itemId === undefined) wrong.push({ line: row.line, column: "", code: "unknown", text: row.code });
    // Once by its SKU and once by its barcode.
    else if (before !== undefined) wrong.push({ line: row.line, column: "", code: "twice", text: String(before) });
    else {
      lineOf.set(itemId, row.line);
      taken.push({ ...row, itemId });
    }
  }
  return { taken, wrong };
}
