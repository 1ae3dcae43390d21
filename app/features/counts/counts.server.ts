import { cutPage, sideOf } from "../../core/cut-page.ts";
import { readId, type CountId, type LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { CountReason, CountScope, CountStatus, LineStatus } from "./domain/count.ts";
import type { CountFilter } from "./domain/count-filter.ts";

/** A count as lists and pages show it. */
export interface CountSummary {
  readonly countId: CountId;
  readonly locationId: LocationId;
  readonly location: string;
  readonly name: string;
  readonly scope: CountScope;
  readonly scopeValue: string;
  readonly blind: boolean;
  readonly assignee: string;
  readonly reason: CountReason;
  readonly status: CountStatus;
  readonly createdAt: string;
  readonly closedAt: string | null;
  /** Lines by status. */
  readonly lines: Readonly<Partial<Record<LineStatus, number>>>;
  readonly total: number;
}

const PAGE_SIZE = 50;

const SUMMARY = `select c.count_id as "countId", c.location_id as "locationId", coalesce(p.name, '') as location, c.name, c.scope, c.scope_value as "scopeValue", c.blind,
  c.assignee, c.reason, c.status, c.created_at, c.closed_at,
  coalesce((select jsonb_object_agg(s.status, s.lines) from (select n.status, count(*)::int as lines from stock_count_line n
     where n.shop_id = $1 and n.count_id = c.count_id group by n.status) s), '{}') as lines
  from stock_count c left join location p on p.shop_id = $1 and p.location_id = c.location_id`;

type Row = Omit<CountSummary, "createdAt" | "closedAt" | "total"> & {
  readonly created_at: Date;
  readonly closed_at: Date | null;
  readonly [column: string]: unknown;
};

const summaryOf = ({ created_at, closed_at, ...row }: Row): CountSummary => ({
  ...row,
  createdAt: created_at.toISOString(),
  closedAt: closed_at?.toISOString() ?? null,
  total: Object.values(row.lines).reduce((sum, lines) => sum + lines, 0),
});

/** One count; undefined when the shop has none of this number. */
export async function readCount(tx: ShopTx, countId: CountId): Promise<CountSummary | undefined> {
  const [row] = await tx.rows<Row>(`${SUMMARY} where c.shop_id = $1 and c.count_id = $2`, [tx.shopId, countId]);
  return row && summaryOf(row);
}

export interface CountsPage {
  readonly counts: readonly CountSummary[];
  /** Number of the count the next (or previous) page begins after (or ends before). */
  readonly before: string | null;
  readonly after: string | null;
}

/** A page of the shop's counts, the newest first. */
export async function listCounts(
  tx: ShopTx,
  { status, locationId, search, after, before }: CountFilter,
): Promise<CountsPage> {
  const backwards = before !== null;
  const rows = await tx.rows<Row>(
    `${SUMMARY} where c.shop_id = $1
        and ($2::text is null or case $2 when 'open' then c.status in ('draft', 'counting', 'review', 'writing') else c.status = $2 end)
        and ($3::bigint is null or c.location_id = $3)
        and ($4 = '' or position(lower($4) in lower(c.name || ' ' || c.assignee)) > 0)
        and ($5::bigint is null or c.count_id ${backwards ? ">" : "<"} $5)
      order by c.count_id ${backwards ? "asc" : "desc"} limit $6`,
    [tx.shopId, status, locationId, search, readId(before ?? after) ?? null, PAGE_SIZE + 1],
  );
  const page = cutPage(rows.map(summaryOf), PAGE_SIZE, sideOf({ after, before }), ({ countId }) => countId);
  return { counts: page.rows, before: page.before, after: page.after };
}
