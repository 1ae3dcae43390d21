import { cutPage } from "../../core/cut-page.ts";
import { countSome } from "../../platform/db/count-some.server.ts";
import type { LocationId, OrderId, RiskId } from "../../core/ids.ts";
import type { SomeCount } from "../../core/some-count.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { RiskKind } from "./domain/kinds.ts";
import type { PageKey, RiskFilter, RiskView, Sort } from "./domain/list-filter.ts";
import type { Evidence } from "./domain/risks-of.ts";

const PAGE_SIZE = 50;

/** A risk as it goes to the browser; times are ISO 8601. */
export interface ListedRisk {
  readonly riskId: RiskId;
  readonly orderId: OrderId;
  readonly order: string;
  readonly part: string;
  readonly kind: RiskKind;
  readonly locationId: LocationId | null;
  readonly location: string | null;
  readonly carrier: string;
  readonly openedAt: string;
  readonly resolvedAt: string | null;
  readonly times: number;
  readonly deadline: string;
  readonly evidence: Evidence;
  readonly costMinor: number;
  readonly currency: string;
  readonly owner: string;
  readonly snooze: "" | "date" | "fact";
  readonly snoozedUntil: string | null;
}

export interface RiskPage {
  readonly risks: readonly ListedRisk[];
  readonly count: SomeCount;
  readonly before: string | null;
  readonly after: string | null;
}

/** SQL over `r`; $2 is now. */
const AWAKE = "(r.snooze = '' or r.snooze = 'date' and r.snoozed_until <= $2)";
export const OPEN = `r.resolved_at is null and ${AWAKE}`;
const VIEW: Readonly<Record<RiskView, string>> = {
  open: OPEN,
  silent: `${OPEN} and r.kind in ('silent', 'unscanned')`,
  late: `${OPEN} and r.kind = 'pastPromise'`,
  snoozed: `r.resolved_at is null and not ${AWAKE}`,
  resolved: "r.resolved_at is not null and $2::timestamptz is not null",
};
const COLUMN: Readonly<Record<Sort, string>> = { deadline: "r.deadline", cost: "r.cost_minor", opened: "r.opened_at" };
const DUE = {
  over: "r.deadline <= $2",
  today: "r.deadline <= $2 + interval '1 day'",
  week: "r.deadline <= $2 + interval '7 days'",
} as const;

const FROM = `from risk r join shop_order o on o.shop_id = r.shop_id and o.order_id = r.order_id
  left join location p on p.shop_id = r.shop_id and p.location_id = r.location_id`;
const COLUMNS = `r.risk_id as "riskId", r.order_id as "orderId", o.name as "order", r.part, r.kind, r.location_id as "locationId", p.name as location,
  r.carrier, r.opened_at as "openedAt", r.resolved_at as "resolvedAt", r.times, r.deadline, r.evidence, r.cost_minor::float8 as "costMinor", r.currency,
  r.owner, r.snooze, r.snoozed_until as "snoozedUntil"`;

/** One page of risks, with their count. */
export async function listRisks(tx: ShopTx, filter: RiskFilter, key: PageKey | null, now: Date): Promise<RiskPage> {
  const found = await risksFrom(tx, filter, key, PAGE_SIZE + 1, now);
  const { rows, before, after } = cutPage(found, PAGE_SIZE, key?.side ?? null, (row) => placeOf(row, filter));
  const { where, values } = conditionsOf(tx, filter, now);
  return { risks: rows, count: await countSome(tx, `${FROM} where ${where}`, values), before, after };
}

/** Rows after a place (before it: nearest first), as many as wanted. */
export async function risksFrom(
  tx: ShopTx,
  filter: RiskFilter,
  key: PageKey | null,
  count: number,
  now: Date,
): Promise<ListedRisk[]> {
  const { where, values } = conditionsOf(tx, filter, now);
  const column = COLUMN[filter.sort];
  const down = filter.descending !== (key?.side === "before");
  const direction = down ? "desc" : "asc";
  const place = key && `and (${column}, r.risk_id) ${down ? "<" : ">"} ($${values.length + 1}, $${values.length + 2})`;
  const rows = await tx.rows<RiskRow>(
    `select ${COLUMNS} ${FROM} where ${where} ${place ?? ""} order by ${column} ${direction}, r.risk_id ${direction} limit ${count}`,
    [...values, ...(key ? [key.value, key.riskId] : [])],
  );
  return rows.map(shown);
}

/** The risks of an order: what is open, and what is over. */
export async function risksOfOrder(tx: ShopTx, orderId: OrderId): Promise<ListedRisk[]> {
  const rows = await tx.rows<RiskRow>(
    `select ${COLUMNS} ${FROM} where r.shop_id = $1 and r.order_id = $2 order by r.resolved_at desc nulls first, r.deadline, r.risk_id`,
    [tx.shopId, orderId],
  );
  return rows.map(shown);
}

type Moment = "openedAt" | "resolvedAt" | "deadline" | "snoozedUntil";
type RiskRow = Omit<ListedRisk, Moment> & {
  readonly openedAt: Date;
  readonly resolvedAt: Date | null;
  readonly deadline: Date;
  readonly snoozedUntil: Date | null;
  readonly [column: string]: unknown;
};

const shown = (row: RiskRow): ListedRisk => ({
  ...row,
  openedAt: row.openedAt.toISOString(),
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
  deadline: row.deadline.toISOString(),
  snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
});

/** The place of a row in the list: the value of `after` or `before`. */
export function placeOf({ riskId, deadline, costMinor, openedAt }: ListedRisk, { sort }: RiskFilter): string {
  return `${riskId}_${{ deadline, cost: String(costMinor), opened: openedAt }[sort]}`;
}

function conditionsOf(tx: ShopTx, filter: RiskFilter, now: Date) {
  const values: unknown[] = [tx.shopId, now];
  const parts = ["r.shop_id = $1", VIEW[filter.view]];
  if (filter.kind !== null) parts.push(`r.kind = $${values.push(filter.kind)}`);
  if (filter.location !== null) parts.push(`r.location_id = $${values.push(filter.location)}`);
  if (filter.carrier !== "") parts.push(`r.carrier = $${values.push(filter.carrier)}`);
  if (filter.owner !== "") parts.push(`r.owner = $${values.push(filter.owner)}`);
  if (filter.deadline !== null) parts.push(DUE[filter.deadline]);
  if (filter.search !== "") parts.push(`starts_with(o.name, $${values.push(filter.search)})`);
  return { where: parts.join(" and "), values };
}
