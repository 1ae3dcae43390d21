import type { InventoryItemId, LocationId, ShopId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { inLease, keepLease, type Lease } from "../../platform/lanes.server.ts";
import {
  CsvBroken,
  guessDelimiter,
  guessEncoding,
  readCsv,
  type CsvLine,
  type Encoding,
} from "../../platform/read-csv.server.ts";
import { itemsByCode } from "../counts/public.server.ts";
import { readLocations } from "../inventory/public.server.ts";
import { unitsOf } from "./domain/feed.ts";
import { rowReader, type FeedRow, type RowError } from "./domain/read-row.ts";
import type { Feed } from "./feeds.server.ts";
import type { FeedRun, FileFormat } from "./runs.server.ts";
import { piecesOf } from "./take-file.server.ts";

/** Rows matched in one transaction. */
const BATCH = 1_000;
/** Shown of a file before its columns are confirmed. */
const SAMPLE = 5;
/** More are counted, and not listed. */
const MOST_ERRORS = 10_000;

/** What stands in a file, in numbers. */
export interface ReadCounts {
  rows: number;
  skipped: number;
  unmatched: number;
  invalid: number;
}

export type ReadFile =
  /** A person has to say which column is which. */
  | { readonly status: "mapping"; readonly format: FileFormat }
  | { readonly status: "failed"; readonly problem: "broken" | "empty"; readonly line: number }
  | { readonly status: "read"; readonly format: FileFormat; readonly counts: ReadCounts };

/**
 * Reads the file of a run into targets (what each level is to be) and errors, batch by batch, each in a transaction of the lease: begun again after a
 * crash, it begins from nothing. A level that two lines name is not written.
 */
export async function readRunFile(lease: Lease, feed: Feed, run: FeedRun): Promise<ReadFile> {
  const { shopId } = lease;
  await inLease(lease, async (tx) => {
    await tx.run("delete from stock_feed_target where shop_id = $1 and run_id = $2", [tx.shopId, run.runId]);
    await tx.run("delete from stock_feed_error where shop_id = $1 and run_id = $2", [tx.shopId, run.runId]);
  });
  const encoding = await encodingOf(shopId, run.fileIds);
  const text = textOf(shopId, run.fileIds, encoding);
  const first = await text.next();
  if (first.done) return { status: "failed", problem: "empty", line: 0 };
  const delimiter = guessDelimiter(first.value);
  const lines = readCsv(chained(first.value, text), delimiter);
  try {
    const heading = await lines.next();
    if (heading.done) return { status: "failed", problem: "empty", line: 0 };
    const headings = heading.value.cells.slice(0, 200).map((cell) => cell.slice(0, 100));
    const format = { encoding, delimiter, headings, sample: [] };
    const read = feed.columns ? rowReader(headings, feed.columns) : undefined;
    if (!read) return { status: "mapping", format: { ...format, sample: await sampleOf(lines) } };
    const locations = await inLease(lease, locationsOf(feed));
    const counts: ReadCounts = { rows: 0, skipped: 0, unmatched: 0, invalid: 0 };
    let batch: (FeedRow | RowError)[] = [];
    const flush = async () => {
      const rows = batch;
      batch = [];
      await keepLease(lease);
      await inLease(lease, (tx) => takeBatch(tx, { feed, run, locations }, rows, counts));
    };
    for await (const { line, cells } of lines) {
      counts.rows += 1;
      const row = read(line, cells);
      if (row === "skipped") counts.skipped += 1;
      else batch.push(row);
      if (batch.length === BATCH) await flush();
    }
    await flush();
    return { status: "read", format, counts };
  } catch (error) {
    if (error instanceof CsvBroken) return { status: "failed", problem: "broken", line: error.line };
    throw error;
  }
}

/** What can be read as UTF-8 to its end is UTF-8. */
async function encodingOf(shopId: ShopId, fileIds: readonly string[]): Promise<Encoding> {
  const strict = new TextDecoder("utf-8", { fatal: true });
  let begun = false;
  for await (const piece of piecesOf(shopId, fileIds)) {
    const marked = begun ? "utf-8" : guessEncoding(piece.subarray(0, 2));
    begun = true;
    if (marked === "utf-16le" || marked === "utf-16be") return marked;
    try {
      strict.decode(piece, { stream: true });
    } catch {
      return "windows-1252";
    }
  }
  return "utf-8";
}

async function* textOf(shopId: ShopId, fileIds: readonly string[], encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of piecesOf(shopId, fileIds)) yield decoder.decode(piece, { stream: true });
}

async function* chained(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

async function sampleOf(lines: AsyncGenerator<CsvLine>): Promise<string[][]> {
  const sample: string[][] = [];
  for await (const { cells } of lines) {
    sample.push(cells.slice(0, 200).map((cell) => cell.slice(0, 100)));
    if (sample.length === SAMPLE) break;
  }
  return sample;
}

type Locations = (name: string) => LocationId | undefined;

const locationsOf =
  (feed: Feed) =>
  async (tx: ShopTx): Promise<Locations> => {
    const names = new Map((await readLocations(tx)).map(({ id, name }) => [name.trim().toLowerCase(), id]));
    return (name) => feed.locationId ?? names.get(name.toLowerCase());
  };

interface Context {
  readonly feed: Feed;
  readonly run: FeedRun;
  readonly locations: Locations;
}

async function takeBatch(
  tx: ShopTx,
  { feed, run, locations }: Context,
  rows: readonly (FeedRow | RowError)[],
  counts: ReadCounts,
): Promise<void> {
  if (rows.length === 0) return;
  const errors: Omit<RowError, "named" | "location">[] = [];
  const placed = rows.map((row) => ({
    row,
    locationId: locations(row.location),
    name: "named" in row ? row.named : row.code,
  }));
  const items = new Map<string, InventoryItemId>();
  for (const [locationId, of] of Map.groupBy(placed, (each) => each.locationId)) {
    if (locationId === undefined) continue;
    const known = await itemsByCode(
      tx,
      of.flatMap(({ name }) => (name === "" ? [] : [name])),
      locationId,
    );
    for (const [code, itemId] of known) items.set(`${locationId} ${code}`, itemId);
  }
  const found = placed.map((each) => ({ ...each, itemId: items.get(`${each.locationId ?? ""} ${each.name}`) }));
  const levels = await levelsOf(tx, found);
  const targets = found.flatMap(({ row, locationId, itemId, name }) => {
    const level = levels.get(`${itemId ?? ""} ${locationId ?? ""}`);
    if ("named" in row) {
      counts.invalid += 1;
      errors.push(row);
      // Named, and so not absent.
      return level ? [{ ...level, line: row.line, to: level.from, status: "dropped" }] : [];
    }
    const { line } = row;
    const wrong = (field: string, code: RowError["code"], text: string) => {
      if (code === "unmatched") counts.unmatched += 1;
      else counts.invalid += 1;
      errors.push({ line, field, code, text });
      return [];
    };
    if (locationId === undefined) return wrong(feed.columns?.location ?? "", "unknown_location", row.location);
    if (itemId === undefined) return wrong(feed.columns?.code ?? "", "unmatched", name);
    if (!level?.active) return wrong(feed.columns?.code ?? "", "inactive", name);
    if (!level.tracked) return wrong(feed.columns?.code ?? "", "untracked", name);
    const to = unitsOf(row.stated, feed);
    return [{ ...level, line, to, status: to === level.from ? "same" : "planned" }];
  });
  await storeTargets(tx, run, targets);
  await storeErrors(tx, run, errors);
}

interface Level {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly active: boolean;
  readonly tracked: boolean;
  readonly from: number;
}

async function levelsOf(
  tx: ShopTx,
  places: readonly { readonly itemId: InventoryItemId | undefined; readonly locationId: LocationId | undefined }[],
): Promise<Map<string, Level>> {
  const known = places.filter(({ itemId, locationId }) => itemId !== undefined && locationId !== undefined);
  const rows = await tx.rows<Level & Record<string, unknown>>(
    `select l.item_id as "itemId", l.location_id as "locationId", l.active, i.tracked, l.available as "from"
       from unnest($2::bigint[], $3::bigint[]) as x(item_id, location_id)
       join inventory_level l on l.shop_id = $1 and l.item_id = x.item_id and l.location_id = x.location_id
       join inventory_item i on i.shop_id = $1 and i.item_id = x.item_id`,
    [tx.shopId, known.map(({ itemId }) => itemId), known.map(({ locationId }) => locationId)],
  );
  return new Map(rows.map((level) => [`${level.itemId} ${level.locationId}`, level]));
}

/** A level that is there already is named twice; the first of two in one batch is taken as the one that was there. */
async function storeTargets(
  tx: ShopTx,
  { runId }: FeedRun,
  targets: readonly (Level & { readonly line: number; readonly to: number; readonly status: string })[],
): Promise<void> {
  const sql = `insert into stock_feed_target as t (shop_id, run_id, item_id, location_id, line, from_units, to_units, status)
     select $1, $2, x."itemId", x."locationId", x.line, x."from", x."to", x.status
       from jsonb_to_recordset($3::jsonb) as x("itemId" bigint, "locationId" bigint, line int, "from" int, "to" int, status text)
      order by x."itemId", x."locationId"
     on conflict (shop_id, run_id, item_id, location_id) do update set doubled = excluded.line, status = 'dropped'`;
  const once = new Map<string, (typeof targets)[number]>();
  const again: (typeof targets)[number][] = [];
  for (const target of targets) {
    const key = `${target.itemId} ${target.locationId}`;
    if (once.has(key)) again.push(target);
    else once.set(key, target);
  }
  await tx.run(sql, [tx.shopId, runId, JSON.stringify([...once.values()])]);
  // One by one: a statement may touch a row once, and few are named thrice.
  for (const target of again) await tx.run(sql, [tx.shopId, runId, JSON.stringify([target])]);
}

async function storeErrors(
  tx: ShopTx,
  { runId }: FeedRun,
  errors: readonly Omit<RowError, "named" | "location">[],
): Promise<void> {
  await tx.run(
    `insert into stock_feed_error (shop_id, run_id, line, field, code, text)
     select $1, $2, x.line, x.field, x.code, x.text from jsonb_to_recordset($3::jsonb) as x(line int, field text, code text, text text)
      where (select count(*) from stock_feed_error e where e.shop_id = $1 and e.run_id = $2) < $4
     on conflict do nothing`,
    [tx.shopId, runId, JSON.stringify(errors), MOST_ERRORS],
  );
}
