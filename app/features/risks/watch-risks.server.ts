import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { OrderWatcher } from "../delivery/public.server.ts";
import { fireTrigger } from "../flow/public.server.ts";
import { appendOrderEvents } from "../orders/public.server.ts";
import type { PartFacts } from "./domain/part-facts.ts";
import { factKeyOf } from "./domain/fact-key.ts";
import { nextLineAfter, risksOf, type Risk } from "./domain/risks-of.ts";
import { costOf, type RiskSettings } from "./domain/settings.ts";
import { readWatched, type WatchedOrder } from "./facts.server.ts";
import { readRiskSettings } from "./settings.server.ts";
import type { RiskSource } from "./source.server.ts";

/** Opens and resolves the risks of orders, by facts alone. `sources`: what other features know. */
export const watchRisks =
  (sources: readonly RiskSource[]): OrderWatcher =>
  async (tx, orderIds, now) => {
    const orders = await readWatched(tx, orderIds, sources, now);
    const settings = await readRiskSettings(tx);
    const found = orders.flatMap((order) =>
      order.parts.flatMap((part) => risksOf(part, now).map((risk) => toRow(order, part, risk, settings))),
    );
    await raise(tx, found, now);
    await resolve(tx, orderIds, found, now);
    return new Map(
      orders.flatMap(({ orderId, parts }) => {
        const lines = parts.flatMap((part) => nextLineAfter(part, now)?.getTime() ?? []);
        return lines.length === 0 ? [] : [[orderId, new Date(Math.min(...lines))] as const];
      }),
    );
  };

function toRow(order: WatchedOrder, facts: PartFacts, { kind, deadline, evidence }: Risk, settings: RiskSettings) {
  return {
    order_id: order.orderId,
    part: facts.part,
    kind,
    location_id: facts.locationId,
    carrier: facts.carrier,
    deadline,
    evidence,
    fact_key: factKeyOf(facts),
    cost_minor: costOf(kind, order.totalMinor, settings),
    currency: order.currency,
    owner: order.assignee || settings.kinds[kind].owner,
  };
}
type Found = ReturnType<typeof toRow>;

interface RaisedRow {
  readonly order_id: OrderId;
  readonly risk_id: string;
  readonly times: number;
  readonly kind: string;
  readonly part: string;
  readonly deadline: Date;
  readonly [column: string]: unknown;
}

/** Each is opened once, and again after it was resolved; what is open is brought up to date. */
async function raise(tx: ShopTx, found: readonly Found[], now: Date): Promise<void> {
  if (found.length === 0) return;
  const rows = await tx.rows<RaisedRow>(
    `with before as (select order_id, part, kind from risk where shop_id = $1 and resolved_at is null
                        and order_id in (select order_id from jsonb_to_recordset($2::jsonb) as b (order_id bigint))),
          raised as (
     insert into risk (shop_id, order_id, part, kind, location_id, carrier, opened_at, deadline, evidence, fact_key, cost_minor, currency, owner)
     select $1, order_id, part, kind, location_id, carrier, $3, deadline, evidence, fact_key, cost_minor, currency, owner
       from jsonb_to_recordset($2::jsonb) as x (order_id bigint, part text, kind text, location_id bigint, carrier text, deadline timestamptz,
              evidence jsonb, fact_key text, cost_minor bigint, currency text, owner text)
     on conflict (shop_id, order_id, part, kind) do update
       set location_id = excluded.location_id, carrier = excluded.carrier, deadline = excluded.deadline, evidence = excluded.evidence,
           fact_key = excluded.fact_key, cost_minor = excluded.cost_minor,
           opened_at = case when risk.resolved_at is null then risk.opened_at else excluded.opened_at end,
           times = risk.times + case when risk.resolved_at is null then 0 else 1 end,
           snooze = case when risk.resolved_at is null and (risk.snooze <> 'fact' or risk.snoozed_key = excluded.fact_key) then risk.snooze else '' end,
           resolved_at = null
     returning order_id, risk_id, times, kind, part, deadline)
     select r.* from raised r where not exists (select 1 from before b where (b.order_id, b.part, b.kind) = (r.order_id, r.part, r.kind))`,
    [tx.shopId, JSON.stringify(found), now],
  );
  await appendOrderEvents(
    tx,
    rows.map(({ order_id, risk_id, times, kind, part }) => ({
      orderId: order_id,
      code: "risk.raised",
      ref: `${risk_id} ${times}`,
      occurredAt: now,
      data: { kind, part },
    })),
    now,
  );
  const fact = ({ order_id, risk_id, times, kind, deadline }: RaisedRow) => ({
    thing: `${order_id} ${kind}`,
    fact: `${risk_id} ${times}`,
    fields: { order_id, risk: kind, deadline: deadline.toISOString() },
  });
  await fireTrigger(tx, "promise-at-risk", () => rows.map(fact), now);
}

/** What was open of these orders and is no longer found is resolved. */
async function resolve(tx: ShopTx, orderIds: readonly OrderId[], found: readonly Found[], now: Date): Promise<void> {
  const rows = await tx.rows<{ order_id: OrderId; risk_id: string; times: number; kind: string; part: string }>(
    `update risk r set resolved_at = $3, snooze = ''
      where r.shop_id = $1 and r.order_id = any($2::bigint[]) and r.resolved_at is null
        and not exists (select 1 from jsonb_to_recordset($4::jsonb) as x (order_id bigint, part text, kind text)
                         where (x.order_id, x.part, x.kind) = (r.order_id, r.part, r.kind))
     returning order_id, risk_id, times, kind, part`,
    [tx.shopId, orderIds, now, JSON.stringify(found.map(({ order_id, part, kind }) => ({ order_id, part, kind })))],
  );
  await appendOrderEvents(
    tx,
    rows.map(({ order_id, risk_id, times, kind, part }) => ({
      orderId: order_id,
      code: "risk.resolved",
      ref: `${risk_id} ${times}`,
      occurredAt: now,
      data: { kind, part },
    })),
    now,
  );
}
