import { cutPage } from "../../core/cut-page.ts";
import { countSome } from "../../platform/db/count-some.server.ts";
import type { AlertId, InventoryItemId, LocationId } from "../../core/ids.ts";
import type { SomeCount } from "../../core/some-count.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { searchedWords } from "../inventory/public.server.ts";
import type { ClosedWhy } from "./domain/judge.ts";
import { writePageKey, type AlertFilter, type AlertState, type PageKey, type Sort } from "./domain/list-filter.ts";

const PAGE_SIZE = 50;

/** An alert as it goes to the browser. */
export interface ListedAlert {
  readonly alertId: AlertId;
  readonly itemId: InventoryItemId;
  /** Null: all locations that sell online together. */
  readonly locationId: LocationId | null;
  readonly title: string;
  readonly variant: string | null;
  readonly sku: string | null;
  readonly location: string | null;
  readonly kind: "out" | "low";
  readonly available: number;
  readonly perDay: number | null;
  readonly days: number | null;
  readonly sureDays: number | null;
  readonly lostMinor: number;
  readonly ruleId: string;
  readonly openedAt: string;
  readonly outSince: string | null;
  readonly closedAt: string | null;
  readonly closedWhy: ClosedWhy | "";
  readonly snooze: "" | "date" | "restock";
  readonly snoozedUntil: string | null;
  readonly runsOutAt: string;
}

export interface AlertPage {
  readonly alerts: readonly ListedAlert[];
  readonly count: SomeCount;
  readonly before: string | null;
  readonly after: string | null;
}

/** SQL over `a`; $2 is now. */
const STATE: Readonly<Record<AlertState, string>> = {
  open: "a.closed_at is null and (a.snooze = '' or a.snooze = 'date' and a.snoozed_until <= $2)",
  snoozed: "a.closed_at is null and (a.snooze = 'restock' or a.snooze = 'date' and a.snoozed_until > $2)",
  closed: "a.closed_at is not null and $2::timestamptz is not null",
};

const COLUMN: Readonly<Record<Sort, string>> = { soon: "a.runs_out_at", lost: "a.lost_minor", opened: "a.opened_at" };

const FROM = `from stock_alert a
  join inventory_item i on i.shop_id = a.shop_id and i.item_id = a.item_id
  left join location p on p.shop_id = a.shop_id and p.location_id = a.location_id`;

/** One page of alerts, with their count. */
export async function listAlerts(tx: ShopTx, filter: AlertFilter, key: PageKey | null, now: Date): Promise<AlertPage> {
  const found = await alertsFrom(tx, filter, key, PAGE_SIZE + 1, now);
  const { rows, before, after } = cutPage(found, PAGE_SIZE, key?.side ?? null, (row) => placeOf(row, filter));
  const { where, values } = conditionsOf(tx, filter, now);
  return { alerts: rows, count: await countSome(tx, `${FROM} where ${where}`, values), before, after };
}

/** Rows after a place (before it: nearest first), as many as wanted. */
export async function alertsFrom(
  tx: ShopTx,
  filter: AlertFilter,
  key: PageKey | null,
  count: number,
  now: Date,
): Promise<ListedAlert[]> {
  const { where, values } = conditionsOf(tx, filter, now);
  const column = COLUMN[filter.sort];
  const down = filter.descending !== (key?.side === "before");
  const direction = down ? "desc" : "asc";
  const after = key
    ? `and (${column}, a.alert_id) ${down ? "<" : ">"} ($${values.length + 1}, $${values.length + 2})`
    : "";
  const rows = await tx.rows<AlertRow>(
    `select a.alert_id as "alertId", a.item_id as "itemId", a.location_id as "locationId", i.title, i.variant_title as variant, i.sku, p.name as location,
            a.kind, a.available, a.per_day as "perDay", a.days, a.sure_days as "sureDays", a.lost_minor::float8 as "lostMinor", a.rule_id as "ruleId",
            a.opened_at as "openedAt", a.out_since as "outSince", a.closed_at as "closedAt", a.closed_why as "closedWhy", a.snooze,
            a.snoozed_until as "snoozedUntil", a.runs_out_at as "runsOutAt" ${FROM}
      where ${where} ${after} order by ${column} ${direction}, a.alert_id ${direction} limit ${count}`,
    [...values, ...(key ? [key.value, key.alertId] : [])],
  );
  return rows.map((row) => ({
    ...row,
    openedAt: row.openedAt.toISOString(),
    outSince: row.outSince?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
    runsOutAt: row.runsOutAt.toISOString(),
  }));
}

type Moment = "openedAt" | "outSince" | "closedAt" | "snoozedUntil" | "runsOutAt";

interface AlertRow extends Omit<ListedAlert, Moment> {
  readonly openedAt: Date;
  readonly outSince: Date | null;
  readonly closedAt: Date | null;
  readonly snoozedUntil: Date | null;
  readonly runsOutAt: Date;
  readonly [column: string]: unknown;
}

/** The place of a row in the list. */
export function placeOf({ alertId, runsOutAt, lostMinor, openedAt }: ListedAlert, { sort }: AlertFilter): string {
  const value = { soon: runsOutAt, lost: String(lostMinor), opened: openedAt }[sort];
  return writePageKey({ alertId, value });
}

function conditionsOf(tx: ShopTx, { state, kind, location, vendor, search }: AlertFilter, now: Date) {
  const values: unknown[] = [tx.shopId, now];
  const parts = ["a.shop_id = $1", STATE[state]];
  if (kind !== null) parts.push(`a.kind = $${values.push(kind)}`);
  if (location === "together") parts.push("a.location_id is null");
  else if (location !== null) parts.push(`a.location_id = $${values.push(location)}`);
  if (vendor !== "") parts.push(`i.vendor = $${values.push(vendor)}`);
  for (const word of searchedWords(search))
    parts.push(
      `exists (select 1 from item_word w where w.shop_id = a.shop_id and w.item_id = a.item_id and starts_with(w.word, $${values.push(word)}))`,
    );
  return { where: parts.join(" and "), values };
}
