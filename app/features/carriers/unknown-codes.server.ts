import type { InboxSource } from "../../core/inbox.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { ScanStage } from "./domain/carrier.ts";
import type { CodeFilter } from "./domain/code-filter.ts";
import { carrierName } from "./store.server.ts";

/** A code that no table of ours knows, as a carrier sent it. Times are ISO 8601. */
export interface UnknownCode {
  readonly carrier: string;
  readonly carrierName: string;
  readonly code: string;
  readonly scans: number;
  readonly firstAt: string;
  readonly lastAt: string;
  /** What the merchant says it means; null: nothing yet. */
  readonly stage: ScanStage | null;
  readonly who: string | null;
  readonly saidAt: string | null;
  /** Orders of some of the parcels that had it, the newest first. */
  readonly examples: readonly { readonly orderId: string; readonly name: string }[];
}

/** Rows of a page; of a file all there are. */
const PAGE = 50;
const MOST = 10_000;
const EXAMPLES = 3;

/** The newest word about each code counts; one without a stage takes it back. */
const SAID = `select distinct on (carrier, code) carrier, code, stage, who, at
                from carrier_code where shop_id = $1 order by carrier, code, choice_id desc`;

/**
 * Codes that the tables do not know: those of scans that are unknown, and those the merchant said something about. Scans are few of a shop's: an
 * index has the unknown ones.
 */
const CODES = `
  with said as (${SAID}),
  seen as (
    select p.carrier, s.code, count(*)::int as scans, min(s.occurred_at) as first_at, max(s.occurred_at) as last_at
      from parcel_scan s join parcel p on p.shop_id = s.shop_id and p.parcel_id = s.parcel_id
     where s.shop_id = $1 and (s.stage = 'unknown' or exists (select 1 from said where said.carrier = p.carrier and said.code = s.code))
     group by p.carrier, s.code)
  select seen.*, said.stage, said.who, said.at as said_at
    from seen left join said on said.carrier = seen.carrier and said.code = seen.code`;

const ORDERS: Readonly<Record<CodeFilter["sort"], string>> = {
  scans: "scans desc, carrier, code",
  last: "last_at desc, carrier, code",
  code: "carrier, code",
};

interface Row {
  readonly carrier: string;
  readonly code: string;
  readonly scans: number;
  readonly first_at: Date;
  readonly last_at: Date;
  readonly stage: ScanStage | null;
  readonly who: string | null;
  readonly said_at: Date | null;
  readonly [column: string]: unknown;
}

/** One page of them, or all for a file. */
export async function listUnknownCodes(
  tx: ShopTx,
  filter: CodeFilter,
  { all = false }: { readonly all?: boolean } = {},
): Promise<{ readonly codes: UnknownCode[]; readonly more: boolean }> {
  const rows = await tx.rows<Row>(
    `select * from (${CODES}) codes
      where ($2 = '' or carrier = $2) and ($3 = '' or ($3 = 'said') = (stage is not null)) and ($4 = '' or starts_with(lower(code), lower($4)))
      order by ${ORDERS[filter.sort]} limit $5 offset $6`,
    [tx.shopId, filter.carrier, filter.state, filter.search, all ? MOST : PAGE + 1, all ? 0 : (filter.page - 1) * PAGE],
  );
  const shown = all ? rows : rows.slice(0, PAGE);
  const examples = await examplesOf(tx, shown);
  return {
    more: !all && rows.length > PAGE,
    codes: shown.map((row) => ({
      carrier: row.carrier,
      carrierName: carrierName(row.carrier),
      code: row.code,
      scans: row.scans,
      firstAt: row.first_at.toISOString(),
      lastAt: row.last_at.toISOString(),
      stage: row.stage,
      who: row.stage === null ? null : row.who,
      saidAt: row.stage === null ? null : (row.said_at?.toISOString() ?? null),
      examples: examples.get(`${row.carrier} ${row.code}`) ?? [],
    })),
  };
}

async function examplesOf(tx: ShopTx, rows: readonly Row[]) {
  const found = await tx.rows<{ carrier: string; code: string; order_id: string; name: string }>(
    `select x.carrier, x.code, e.order_id, e.name
       from unnest($2::text[], $3::text[]) as x(carrier, code)
      cross join lateral (
        select o.order_id::text, o.name, max(s.occurred_at) as at
          from parcel_scan s
          join parcel p on p.shop_id = s.shop_id and p.parcel_id = s.parcel_id and p.carrier = x.carrier
          join shop_order o on o.shop_id = p.shop_id and o.order_id = p.order_id
         where s.shop_id = $1 and s.code = x.code
         group by o.order_id, o.name order by at desc limit ${String(EXAMPLES)}) e`,
    [tx.shopId, rows.map(({ carrier }) => carrier), rows.map(({ code }) => code)],
  );
  return Map.groupBy(
    found.map(({ carrier, code, order_id: orderId, name }) => ({ key: `${carrier} ${code}`, orderId, name })),
    ({ key }) => key,
  );
}

/** Is it a code that no table knows? Only of such a one the merchant may say what it means. */
export async function isUnknownCode(tx: ShopTx, carrier: string, code: string): Promise<boolean> {
  const rows = await tx.rows(`select 1 from (${CODES}) codes where carrier = $2 and code = $3`, [
    tx.shopId,
    carrier,
    code,
  ]);
  return rows.length > 0;
}

/** How many codes nobody knows and nobody said anything about, for the way to the page. */
export async function countUnknownCodes(tx: ShopTx): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(
    `select count(*)::int as count from (${CODES}) codes where stage is null`,
    [tx.shopId],
  );
  return row?.count ?? 0;
}

/** What the merchant says a carrier's codes mean, by code; the newest word counts. */
export async function saidCodes(tx: ShopTx, carrier: string): Promise<ReadonlyMap<string, ScanStage>> {
  const rows = await tx.rows<{ code: string; stage: ScanStage | null }>(
    `select code, stage from (${SAID}) said where carrier = $2`,
    [tx.shopId, carrier],
  );
  return new Map(rows.flatMap(({ code, stage }) => (stage === null ? [] : [[code, stage] as const])));
}

/** Codes that nobody knows and nobody said anything about, as work for a person. */
export const codesInbox: InboxSource = {
  kind: "code",
  rows: `select c.carrier || ' ' || c.code as ref, 'unknown' as what, c.carrier || ' ' || c.code as name, c.scans as count, c.first_at as since,
                null::timestamptz as deadline, '' as owner, false as rests, '' as target
           from (${CODES}) c where c.stage is null and $2::timestamptz is not null`,
};
