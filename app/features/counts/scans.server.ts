import { z } from "zod";
import { readId, type CountId, type InventoryItemId, type LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { tellOnce } from "../audit/public.server.ts";
import { tally } from "./domain/tally.ts";
import { itemsByCode } from "./items-by-code.server.ts";

const MOST_AT_ONCE = 500;
/** A page that was without network for longer was put aside, and its clock may have stood still. */
const OLDEST_MS = 24 * 3_600_000;

const common = { id: z.uuid(), ageMs: z.number().min(0) };
const units = z.number().int().min(0).max(1_000_000);
const code = z.string().min(1).max(255);
const itemId = z.string().refine((text) => readId(text) !== undefined);

/**
 * What the counting page sends: one more of a code; so many in all of a code or an item; something taken back. `ageMs`: how long ago, by the page's own
 * steady clock; phones' clocks are wrong.
 */
export const scansSchema = z
  .array(
    z.discriminatedUnion("kind", [
      z.object({ ...common, kind: z.literal("add"), code }),
      z.object({ ...common, kind: z.literal("set"), code, itemId: itemId.optional(), units }),
      z.object({ ...common, kind: z.literal("undo"), of: z.uuid() }),
    ]),
  )
  .max(MOST_AT_ONCE);
export type Scans = z.infer<typeof scansSchema>;

/** What the page shows of an item that was just counted. */
export interface CountedItem {
  readonly itemId: InventoryItemId;
  readonly title: string;
  readonly variant: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly counted: number | null;
  readonly extra: boolean;
  readonly tracked: boolean;
  /** Stocked at this location. */
  readonly stocked: boolean;
}

/** `codes`: the item of each code that was sent, null for an unknown one. `closed`: the count no longer takes scans; nothing was stored. */
export type Scanned =
  | {
      readonly status: "taken";
      readonly codes: Readonly<Record<string, InventoryItemId | null>>;
      readonly items: readonly CountedItem[];
    }
  | { readonly status: "closed" };

/**
 * Takes scans into a count that is being counted or reviewed. Each has its page's own number, so that what is sent again is not counted again; an
 * unknown code is kept. An item that is not on the list is added to it. A line that was accepted and is counted again has to be accepted again.
 */
export async function takeScans(tx: ShopTx, countId: CountId, scans: Scans, now: Date): Promise<Scanned> {
  // A shared lock: counters do not wait for each other, and the numbers are not written before this is stored.
  const [count] = await tx.rows<{ location_id: LocationId; status: string }>(
    "select location_id, status from stock_count where shop_id = $1 and count_id = $2 for share",
    [tx.shopId, countId],
  );
  if (count?.status !== "counting" && count?.status !== "review") return { status: "closed" };
  const made = scans.flatMap((scan) => (scan.kind === "undo" ? [] : [scan]));
  const known = await itemsByCode(
    tx,
    made.map((scan) => scan.code),
    count.location_id,
  );
  const itemOf = (scan: (typeof made)[number]) =>
    (scan.kind === "set" ? readId<InventoryItemId>(scan.itemId) : undefined) ?? known.get(scan.code) ?? null;
  const stored = await tx.rows<{ item_id: InventoryItemId | null }>(
    `insert into stock_count_scan (shop_id, count_id, scan_id, code, item_id, kind, units, at)
     select $1, $2, x.id, x.code, i.item_id, x.kind, x.units, x.at
       from jsonb_to_recordset($3::jsonb) as x(n int, id uuid, code text, item_id bigint, kind text, units int, at timestamptz)
       left join inventory_item i on i.shop_id = $1 and i.item_id = x.item_id
      order by x.n on conflict do nothing returning item_id`,
    [
      tx.shopId,
      countId,
      JSON.stringify(
        made.map((scan, n) => ({
          n,
          id: scan.id,
          code: scan.code.replaceAll("\0", ""),
          item_id: itemOf(scan),
          kind: scan.kind,
          units: scan.kind === "set" ? scan.units : 1,
          at: new Date(now.getTime() - Math.min(scan.ageMs, OLDEST_MS)),
        })),
      ),
    ],
  );
  const undone = await tx.rows<{ item_id: InventoryItemId | null }>(
    `update stock_count_scan set undone = true
      where shop_id = $1 and count_id = $2 and scan_id = any($3::uuid[]) and not undone returning item_id`,
    [tx.shopId, countId, scans.flatMap((scan) => (scan.kind === "undo" ? [scan.of] : []))],
  );
  const changed = [...stored, ...undone].flatMap(({ item_id }) => (item_id === null ? [] : [item_id]));
  await countLines(tx, countId, [...new Set(changed)]);
  if (stored.length + undone.length > 0)
    await tellOnce(tx, { code: "counts.counted", subject: `count:${countId}` }, now);
  const asked = made.flatMap((scan) => itemOf(scan) ?? []);
  return {
    status: "taken",
    codes: Object.fromEntries(made.map((scan) => [scan.code, itemOf(scan)])),
    items: await countedItems(tx, countId, count.location_id, [...new Set([...changed, ...asked])]),
  };
}

/** Adds up the scans of these items anew; those that are not on the list yet come on it. */
export async function countLines(tx: ShopTx, countId: CountId, items: readonly InventoryItemId[]): Promise<void> {
  if (items.length === 0) return;
  await tx.run(
    `insert into stock_count_line (shop_id, count_id, item_id, extra)
     select $1, $2, id, true from unnest($3::bigint[]) id order by id on conflict do nothing`,
    [tx.shopId, countId, items],
  );
  const lines = await tx.rows<{ item_id: InventoryItemId; recount_at: Date | null }>(
    "select item_id, recount_at from stock_count_line where shop_id = $1 and count_id = $2 and item_id = any($3::bigint[]) order by item_id for update",
    [tx.shopId, countId, items],
  );
  const scans = Map.groupBy(
    await tx.rows<{ item_id: InventoryItemId; kind: "add" | "set"; units: number; at: Date; undone: boolean }>(
      `select item_id, kind, units, at, undone from stock_count_scan
        where shop_id = $1 and count_id = $2 and item_id = any($3::bigint[]) order by at, seq`,
      [tx.shopId, countId, items],
    ),
    (scan) => scan.item_id,
  );
  await tx.run(
    `update stock_count_line n set counted = x.counted, first_at = x.first_at, counted_at = x.counted_at, sure = false, problem = '',
            status = case when x.counted is null then 'open' else 'counted' end
       from jsonb_to_recordset($3::jsonb) as x(item_id bigint, counted int, first_at timestamptz, counted_at timestamptz)
      where n.shop_id = $1 and n.count_id = $2 and n.item_id = x.item_id`,
    [
      tx.shopId,
      countId,
      JSON.stringify(
        lines.map(({ item_id, recount_at }) => {
          const sum = tally(scans.get(item_id) ?? [], recount_at);
          return { item_id, counted: sum?.counted, first_at: sum?.firstAt, counted_at: sum?.countedAt };
        }),
      ),
    ],
  );
}

function countedItems(
  tx: ShopTx,
  countId: CountId,
  locationId: LocationId,
  items: readonly InventoryItemId[],
): Promise<CountedItem[]> {
  return tx.rows<CountedItem & Record<string, unknown>>(
    `select i.item_id as "itemId", i.title, i.variant_title as variant, i.sku, i.barcode, n.counted, n.extra, i.tracked, coalesce(l.active, false) as stocked
       from stock_count_line n join inventory_item i on i.shop_id = $1 and i.item_id = n.item_id
       left join inventory_level l on l.shop_id = $1 and l.item_id = n.item_id and l.location_id = $3
      where n.shop_id = $1 and n.count_id = $2 and n.item_id = any($4::bigint[])`,
    [tx.shopId, countId, locationId, items],
  );
}
