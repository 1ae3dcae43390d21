import type { EditId, InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readCsvFile } from "../../platform/read-csv.server.ts";
import { itemsOfCodes } from "../counts/public.server.ts";
import { readLocations } from "../inventory/public.server.ts";
import { problemOf } from "./domain/edit.ts";
import { rowReader, type ColumnNames, type FileError, type FileFault, type FileRow } from "./domain/read-row.ts";
import { createDraft, type DraftLine } from "./draft.server.ts";
import { levelsNow } from "./levels-now.server.ts";

/** A list that a person changed in a spreadsheet: 2 MB are some 15,000 rows. What is larger is a feed. */
export const MOST_BYTES = 2_000_000;
/** More are counted, and not listed. */
const MOST_ERRORS = 10_000;

/** `nothing_new`: no line has a new number. `broken`: from this line on it is no CSV. */
export type Uploaded =
  | { readonly status: "drafted"; readonly editId: EditId }
  | {
      readonly status: "refused";
      readonly code: FileFault | "empty" | "too_large" | "broken" | "nothing_new";
      readonly line?: number;
    };

interface Line<Row> {
  readonly line: number;
  readonly row: Row;
}

/** Reads a file of the list into a draft: what each line changes, and what is wrong with the others. Nothing is written yet. */
export async function draftUpload(
  tx: ShopTx,
  file: { readonly name: string; readonly bytes: Uint8Array },
  names: ColumnNames,
  staffId: string,
  now: Date,
): Promise<Uploaded> {
  const lines = await readCsvFile(file.bytes);
  if (!Array.isArray(lines)) return { status: "refused", code: "broken", line: lines.brokenAt };
  const [heading, ...rest] = lines;
  if (!heading) return { status: "refused", code: "empty" };
  const read = rowReader(heading.cells, names);
  if (typeof read === "string") return { status: "refused", code: read };
  const rows = rest.map(({ line, cells }) => ({ line, row: read(cells) }));
  const named = rows.filter((each): each is Line<FileRow> => typeof each.row !== "string" && "to" in each.row);
  const errors = rows.flatMap(({ line, row }) => (typeof row !== "string" && "code" in row ? [{ line, ...row }] : []));
  const skipped = rows.filter(({ row }) => row === "untouched").length;
  if (named.length + errors.length === 0) return { status: "refused", code: "nothing_new" };
  const found = await match(tx, named);
  errors.push(...found.errors);
  const of = (...codes: string[]) => errors.filter(({ code }) => codes.includes(code)).length;
  const [unmatched, again] = [of("unmatched", "several"), of("doubled")];
  const counts = {
    rows: rows.length,
    skipped,
    unmatched,
    // Both lines of each.
    doubled: again * 2,
    invalid: errors.length - unmatched - again,
  };
  const edit = { source: "csv", reason: "correction", fileName: fileName(file.name), staffId } as const;
  const editId = await createDraft(tx, edit, found.lines, counts, now);
  await tx.run(
    `insert into stock_edit_error (shop_id, edit_id, line, field, code, text)
     select $1, $2, x.line, x.field, x.code, x.text from jsonb_to_recordset($3::jsonb) as x(line int, field text, code text, text text) on conflict do nothing`,
    [tx.shopId, editId, JSON.stringify(errors.toSorted((a, b) => a.line - b.line).slice(0, MOST_ERRORS))],
  );
  return { status: "drafted", editId };
}

const fileName = (name: string) => name.replaceAll("\0", "").slice(0, 255);

/** Finds the level of each line. A level that two lines name is not written. */
async function match(tx: ShopTx, rows: readonly Line<FileRow>[]) {
  const errors: (FileError & { readonly line: number })[] = [];
  const placeOf = await locationsByName(tx);
  const placed = rows.map((each) => ({ ...each, place: placeOf(each.row.location) }));
  const items = new Map<string, InventoryItemId | "several">();
  for (const [place, of] of Map.groupBy(placed, (each) => each.place)) {
    if (place === undefined || place === "several") continue;
    const codes = of.flatMap(({ row }) => [row.sku, row.barcode].filter((code) => code !== ""));
    for (const [code, item] of await itemsOfCodes(tx, codes, place)) items.set(`${place} ${code}`, item);
  }
  const found = placed.map((each) => ({ ...each, item: itemOf(each.row, each.place ?? "", items) }));
  const levels = await levelsNow(
    tx,
    found.flatMap(({ item }) => (item === undefined || item === "several" ? [] : [item])),
  );
  const lineOf = new Map<string, DraftLine & { readonly line: number }>();
  const doubled = new Set<string>();
  for (const { line, row, place, item } of found) {
    const wrong = (code: FileError["code"], text: string) => errors.push({ line, field: row.field, code, text });
    if (place === undefined) wrong("unknown_location", row.location);
    else if (place === "several") wrong("several_locations", row.location);
    else if (item === undefined) wrong("unmatched", row.sku || row.barcode);
    else if (item === "several") wrong("several", row.sku || row.barcode);
    else {
      const key = `${item} ${place}`;
      const level = levels.get(key);
      const change = { kind: "set", state: row.state, units: row.to } as const;
      const problem = problemOf(change, level);
      const before = lineOf.get(key);
      if (before) {
        wrong("doubled", String(before.line));
        doubled.add(key);
      } else if (!level || problem !== undefined)
        wrong(problem === "untracked" ? "untracked" : "inactive", row.sku || row.barcode);
      else {
        const seen = row.seen ?? level[row.state];
        const status = level[row.state] === row.to ? "same" : "planned";
        lineOf.set(key, { itemId: item, locationId: place, change, seen, level, line, status });
      }
    }
  }
  return { errors, lines: [...lineOf].flatMap(([key, line]) => (doubled.has(key) ? [] : [line])) };
}

/** By its SKU; by its barcode when it has none, or several items have it. */
function itemOf(
  { sku, barcode }: FileRow,
  place: string,
  items: ReadonlyMap<string, InventoryItemId | "several">,
): InventoryItemId | "several" | undefined {
  const bySku = sku === "" ? undefined : items.get(`${place} ${sku}`);
  if (bySku !== undefined && bySku !== "several") return bySku;
  if (barcode === "" || (sku !== "" && bySku === undefined)) return bySku;
  return items.get(`${place} ${barcode}`) ?? bySku;
}

async function locationsByName(tx: ShopTx): Promise<(name: string) => LocationId | "several" | undefined> {
  const places = new Map<string, LocationId | "several">();
  for (const { id, name } of await readLocations(tx)) {
    const key = name.trim().toLowerCase();
    places.set(key, places.has(key) ? "several" : id);
  }
  return (name) => places.get(name.toLowerCase());
}
