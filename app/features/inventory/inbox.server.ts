import { z } from "zod";
import { readId, type LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { HistoryEntry } from "./domain/history.ts";
import type { InboxFilter } from "./domain/inbox-filter.ts";
import { LEDGER_STATES } from "../../core/stock-states.ts";
import { tell } from "../audit/public.server.ts";
import { ENTRY_COLUMNS, entryOf, type EntryRow } from "./item-page.server.ts";

/** A change that nothing explains, with its item, and what somebody said of it. */
export interface InboxEntry extends HistoryEntry {
  readonly title: string;
  readonly variant: string | null;
  readonly sku: string | null;
  /** Null while nobody has looked at it. */
  readonly acknowledged: { readonly note: string; readonly at: string } | null;
}

export interface Inbox {
  readonly entries: readonly InboxEntry[];
  /** Where the next page begins; null on the last. */
  readonly after: string | null;
  /** By day and location, newest day first. */
  readonly days: readonly InboxDay[];
}

export interface InboxDay {
  /** "2026-11-21", in the shop's time zone. */
  readonly day: string;
  readonly locationId: LocationId;
  readonly entries: number;
  /** Units that came and that went, of those a customer could have bought. */
  readonly up: number;
  readonly down: number;
}

const PAGE = 50;
/** Days and locations are counted over this many of the newest entries. */
const COUNTED = 10_000;
const MOST_DAYS = 30;

type Row = EntryRow & {
  readonly title: string;
  readonly variant_title: string | null;
  readonly sku: string | null;
  readonly note: string | null;
  readonly acknowledged_at: Date | null;
};

/** One page of the inbox, and its summary. `timeZone`: of the shop. */
export async function readInbox(tx: ShopTx, filter: InboxFilter, timeZone: string): Promise<Inbox> {
  const found = await inboxAfter(tx, filter, PAGE + 1);
  const entries = found.slice(0, PAGE);
  return {
    entries,
    after: found.length > PAGE ? (entries.at(-1)?.seq ?? null) : null,
    days: await daysOf(tx, filter, timeZone),
  };
}

/** Entries that fit, newest first, from the filter's place on. */
export async function inboxAfter(tx: ShopTx, filter: InboxFilter, limit: number): Promise<InboxEntry[]> {
  const { where, values } = conditions(tx, filter);
  const rows = await tx.rows<Row>(
    `select ${ENTRY_COLUMNS}, i.title, i.variant_title, i.sku, a.note, a.acknowledged_at
       from (select * from stock_entry e where ${where} order by e.seq desc limit ${limit}) e
       join inventory_item i on i.shop_id = $1 and i.item_id = e.item_id
       left join stock_acknowledgement a on a.shop_id = $1 and a.seq = e.seq
      order by e.seq desc`,
    values,
  );
  return rows.map((row) => ({
    ...entryOf(row),
    title: row.title,
    variant: row.variant_title,
    sku: row.sku,
    acknowledged: row.acknowledged_at === null ? null : { note: row.note ?? "", at: row.acknowledged_at.toISOString() },
  }));
}

async function daysOf(tx: ShopTx, filter: InboxFilter, timeZone: string): Promise<InboxDay[]> {
  const { where, values } = conditions(tx, { ...filter, after: null });
  return tx.rows<InboxDay & Record<string, unknown>>(
    `select to_char(e.occurred_at at time zone $${values.length + 1}, 'YYYY-MM-DD') as day, e.location_id as "locationId", count(*)::int as entries,
            sum(greatest(e.available, 0))::int as up, sum(least(e.available, 0))::int as down
       from (select * from stock_entry e where ${where} order by e.seq desc limit ${COUNTED}) e
      group by 1, 2 order by 1 desc, entries desc, 2 limit ${MOST_DAYS}`,
    [...values, timeZone],
  );
}

function conditions(tx: ShopTx, { show, location, least, after }: InboxFilter) {
  const acknowledged = "exists (select from stock_acknowledgement a where a.shop_id = $1 and a.seq = e.seq)";
  const size = `greatest(${LEDGER_STATES.map((state) => `abs(e.${state})`).join(", ")})`;
  const where = [
    "e.shop_id = $1 and e.cause = 'outside'",
    "($2::bigint is null or e.location_id = $2)",
    `${size} >= $3`,
    "e.seq < $4",
    ...(show === "all" ? [] : [show === "done" ? acknowledged : `not ${acknowledged}`]),
  ].join(" and ");
  return { where, values: [tx.shopId, location, least, after ?? "9223372036854775807"] as unknown[] };
}

/** What staff can do in the inbox. A note of at most 500 characters; it may be empty. */
export const inboxActionSchema = z.object({
  action: z.literal("acknowledge"),
  seq: z.string().refine((text) => readId(text) !== undefined),
  note: z.string().max(500),
});

export type InboxOutcome = { readonly status: "acknowledged" } | { readonly status: "refused"; readonly code: "gone" };

/** Notes that somebody has looked at a change and what they say of it; a later note takes the place of an earlier one. */
export async function acknowledge(
  tx: ShopTx,
  { seq, note }: z.infer<typeof inboxActionSchema>,
  who: string,
  now: Date,
): Promise<InboxOutcome> {
  const rows = await tx.rows(
    `insert into stock_acknowledgement (shop_id, seq, note, who, acknowledged_at)
     select e.shop_id, e.seq, $3, $4, $5 from stock_entry e where e.shop_id = $1 and e.seq = $2 and e.cause = 'outside'
     on conflict (shop_id, seq) do update set note = excluded.note, who = excluded.who, acknowledged_at = excluded.acknowledged_at
     returning seq`,
    [tx.shopId, seq, note.replaceAll("\0", " ").trim(), who, now],
  );
  if (rows.length === 0) return { status: "refused", code: "gone" };
  await tell(tx, { code: "drift.acknowledged", subject: `entry:${seq}`, who }, now);
  return { status: "acknowledged" };
}
