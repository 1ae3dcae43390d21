import type { AlertId, InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readUsual } from "../demand/public.server.ts";
import { fireTrigger } from "../flow/public.server.ts";
import { thingsAt, UNNAMED, type StockPlanner } from "../inventory/public.server.ts";
import { judge, type Alarm, type ClosedWhy } from "./domain/judge.ts";
import { runsOutAt } from "./domain/runs-out.ts";
import type { AlertRule } from "./domain/rule.ts";
import { readPrices } from "./prices.server.ts";
import { readRules } from "./rules.server.ts";
import { readSubjects, type Subject } from "./subjects.server.ts";

interface OpenAlert extends Alarm {
  readonly alertId: AlertId;
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId | null;
  readonly available: number;
  readonly outSince: Date | null;
  readonly perDay: number | null;
  readonly [column: string]: unknown;
}

interface Told {
  readonly subject: Subject;
  readonly alarm: Alarm;
  readonly open: OpenAlert | null;
}

/** Opens, changes and closes the alerts of items whose stock changed. */
export const planAlerts: StockPlanner = (tx, items, now) => tellOf(tx, items, now, { anew: false });

/** The same; with `anew` also the numbers of alerts whose stock is as it was, because demand changes with time. */
export async function tellOf(
  tx: ShopTx,
  items: readonly InventoryItemId[],
  now: Date,
  { anew }: { readonly anew: boolean },
): Promise<void> {
  const rules = await readRules(tx);
  const open = await readOpen(tx, items);
  if (rules.length === 0 && open.size === 0) return;
  const subjects = await readSubjects(tx, items, await readUsual(tx), now);
  const closed: { alertId: AlertId; why: ClosedWhy }[] = [];
  const told = judged(subjects, rules, open, (alert, why) => closed.push({ alertId: alert.alertId, why }));
  await close(tx, closed, now);
  await store(tx, anew ? told : told.filter((each) => !isStored(each)), now);
  await tellFlow(tx, told.filter(isNews), now);
}

/** A line that was crossed just now, or the last unit went. */
const isNews = ({ alarm, open }: Told): boolean => open === null || (open.kind === "low" && alarm.kind === "out");

/** Workflows that wait for low stock are started: once for each crossing. */
async function tellFlow(tx: ShopTx, news: readonly Told[], now: Date): Promise<void> {
  await fireTrigger(
    tx,
    "stock-low",
    async () => {
      const things = await thingsAt(
        tx,
        news.map(({ subject }) => subject),
      );
      return news.map(({ subject, alarm }, place) => ({
        thing: keyOf(subject),
        fact: `${alarm.kind} ${now.toISOString()}`,
        fields: { ...(things[place] ?? UNNAMED), state: alarm.kind, available: subject.available },
      }));
    },
    now,
  );
}

/** A hundredth more or less demand is no news: each sale would write. */
const isStored = ({ subject, alarm, open }: Told): boolean =>
  open !== null &&
  open.kind === alarm.kind &&
  open.ruleId === alarm.ruleId &&
  open.available === subject.available &&
  Math.abs((open.perDay ?? 0) - (subject.perDay ?? 0)) <= (open.perDay ?? 0) / 100;

function judged(
  subjects: readonly Subject[],
  rules: readonly AlertRule[],
  open: ReadonlyMap<string, OpenAlert>,
  close: (alert: OpenAlert, why: ClosedWhy) => void,
): Told[] {
  return subjects.flatMap((subject) => {
    const was = open.get(keyOf(subject)) ?? null;
    const verdict = judge(subject, rules, was);
    if (verdict === null) return [];
    if (!("closed" in verdict)) return [{ subject, alarm: verdict, open: was }];
    if (was) close(was, verdict.closed);
    return [];
  });
}

const keyOf = ({ itemId, locationId }: Pick<Subject, "itemId" | "locationId">) => `${itemId} ${locationId ?? ""}`;

async function readOpen(tx: ShopTx, items: readonly InventoryItemId[]): Promise<ReadonlyMap<string, OpenAlert>> {
  const rows = await tx.rows<OpenAlert>(
    `select alert_id as "alertId", item_id as "itemId", location_id as "locationId", kind, rule_id as "ruleId", available, out_since as "outSince",
            per_day as "perDay"
       from stock_alert where shop_id = $1 and item_id = any($2::bigint[]) and closed_at is null`,
    [tx.shopId, items],
  );
  return new Map(rows.map((row) => [keyOf(row), row]));
}

async function close(
  tx: ShopTx,
  closed: readonly { readonly alertId: AlertId; readonly why: ClosedWhy }[],
  now: Date,
): Promise<void> {
  if (closed.length === 0) return;
  await tx.run(
    `update stock_alert a set closed_at = $4, closed_why = x.why from unnest($2::bigint[], $3::text[]) as x(alert_id, why)
      where a.shop_id = $1 and a.alert_id = x.alert_id`,
    [tx.shopId, closed.map(({ alertId }) => alertId), closed.map(({ why }) => why), now],
  );
}

/** Of one crossing there is one row: what was told already is changed, never told again. Who took a low stock did not take the stock-out that follows. */
async function store(tx: ShopTx, told: readonly Told[], now: Date): Promise<void> {
  if (told.length === 0) return;
  const selling = told.filter(({ subject }) => subject.perDay !== null).map(({ subject }) => subject.itemId);
  const prices = await readPrices(tx, selling, now);
  const rows = told.map((each) => rowOf(each, prices.get(each.subject.itemId) ?? null, now));
  await tx.run(
    `insert into stock_alert as a (shop_id, item_id, location_id, kind, rule_id, opened_at, out_since, available, per_day, days, sure_days, runs_out_at,
                                   lost_minor)
     select $1::bigint, item_id, location_id, kind, rule_id, $3, out_since, available, per_day, days, sure_days, runs_out_at, lost_minor
       from jsonb_to_recordset($2::jsonb) as x(item_id bigint, location_id bigint, kind text, rule_id bigint, out_since timestamptz, available int,
              per_day float8, days float8, sure_days float8, runs_out_at timestamptz, lost_minor bigint)
      order by item_id, location_id
     on conflict (shop_id, item_id, location_id) where closed_at is null do update set
       kind = excluded.kind, rule_id = excluded.rule_id, out_since = excluded.out_since, available = excluded.available, per_day = excluded.per_day,
       days = excluded.days, sure_days = excluded.sure_days, runs_out_at = excluded.runs_out_at, lost_minor = excluded.lost_minor,
       snooze = case when a.kind = 'low' and excluded.kind = 'out' then '' else a.snooze end`,
    [tx.shopId, JSON.stringify(rows), now],
  );
}

/** `price` of a unit in the smallest unit of the shop's currency. */
function rowOf({ subject, alarm, open }: Told, price: number | null, now: Date) {
  const { itemId, locationId, available, cover, perDay, oversells } = subject;
  const outSince = alarm.kind === "out" ? (open?.outSince ?? subject.outSince) : null;
  return {
    item_id: itemId,
    location_id: locationId,
    kind: alarm.kind,
    rule_id: alarm.ruleId,
    out_since: outSince,
    available,
    per_day: perDay,
    days: cover?.days ?? null,
    sure_days: cover?.sureDays ?? null,
    runs_out_at: runsOutAt(alarm.kind, outSince, cover, now),
    lost_minor: perDay === null || price === null || oversells ? 0 : Math.round(perDay * price),
  };
}
