/**
 * Marks of new orders, as the receiver leaves them after `orders/create` and `order_routing_complete`, at a fixed rate whether or not they are
 * worked off (open loop); and how they were decided.
 */
import type pg from "pg";
import { KINDS } from "../../../app/core/kinds.ts";
import { LANES } from "../../../app/core/lanes.ts";
import { percentile } from "../report.ts";
import { fulfillmentOrderId, orderId, shopOf } from "./ids.ts";

const TICK_MS = 20;

export interface Fed {
  /** Number of the first order, and of the first one after the last. */
  readonly from: number;
  readonly to: number;
  /** When the first was due, epoch milliseconds. */
  readonly startedAt: number;
  readonly perSecond: number;
}

/** Marks `count` orders, beginning with number `from`, as due at once. */
export async function markOrders(owner: pg.Pool, shops: readonly string[], from: number, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, index) => from + index);
  const at = new Date();
  const shopIds = numbers.map((n) => shops[shopOf(n, shops.length) - 1]);
  await owner.query(
    `with o as (select * from unnest($1::bigint[], $2::bigint[], $3::bigint[]) as o(shop_id, order_id, part_id)),
     marks as (
       insert into mark (shop_id, kind, object_id, hinted_at, marked_at, hints_only)
       select shop_id, ${KINDS.order}, order_id, $4::timestamptz, $4, true from o
       union all
       select shop_id, ${KINDS.fulfillmentOrder}, part_id, null, $4, false from o)
     insert into shop_lane as l (shop_id, lane, ready_at) select distinct shop_id, ${LANES.refresh}, now() from o order by shop_id
     on conflict (shop_id, lane) do update
        set ready_at = case when l.lease_until > now() then least(excluded.ready_at, l.lease_until - interval '1 microsecond') else excluded.ready_at end
      where l.ready_at is null or l.ready_at > excluded.ready_at or (l.lease_until > now() and l.ready_at >= l.lease_until)`,
    [shopIds, numbers.map(orderId), numbers.map(fulfillmentOrderId), at],
  );
}

/** Feeds `perSecond` orders for so many seconds. */
export async function feed(
  owner: pg.Pool,
  shops: readonly string[],
  { from, perSecond, seconds }: { readonly from: number; readonly perSecond: number; readonly seconds: number },
): Promise<Fed> {
  const startedAt = Date.now();
  const total = Math.round(perSecond * seconds);
  for (let sent = 0; sent < total;) {
    const due = Math.min(total, Math.floor(((Date.now() - startedAt) / 1000) * perSecond));
    if (due > sent) {
      await markOrders(owner, shops, from + sent, due - sent);
      sent = due;
    } else await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  return { from, to: from + total, startedAt, perSecond };
}

export interface Decided {
  readonly decided: number;
  /** Decided before this many milliseconds after the last one was due. */
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** How the orders of a feed were decided; the time runs from when each was due. */
export async function decidedOf(owner: pg.Pool, { from, to, startedAt, perSecond }: Fed): Promise<Decided> {
  const { rows } = await owner.query<{ n: string; at: Date }>(
    "select order_id - $1::bigint as n, min(decided_at) as at from routing_decision where order_id >= $1::bigint + $2 and order_id < $1::bigint + $3 group by 1",
    [orderId(0), from, to],
  );
  const latencies = rows.map(({ n, at }) => at.getTime() - (startedAt + ((Number(n) - from) / perSecond) * 1000));
  const endsAt = startedAt + ((to - from) / perSecond) * 1000;
  const inTime = rows.filter(({ at }) => at.getTime() <= endsAt).length;
  return {
    decided: rows.length,
    perSecond: inTime / ((to - from) / perSecond),
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
  };
}

/** Waits until all orders of the feed are decided, or for so long. Returns whether they are. */
export async function untilDecided(owner: pg.Pool, { from, to }: Fed, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const { rows } = await owner.query<{ count: number }>(
      "select count(distinct order_id)::int as count from routing_decision where order_id >= $1 and order_id < $2",
      [orderId(from), orderId(to)],
    );
    if ((rows[0]?.count ?? 0) >= to - from) return true;
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
