import type { PoolClient } from "pg";
import { LANES, type LaneName } from "../core/lanes.ts";
import { parseId, type ShopId } from "../core/ids.ts";
import { faultOf } from "./db/faults.server.ts";
import { sqlPool } from "./db/pool.server.ts";
import { inShopAfter, type ShopTx } from "./db/in-shop.server.ts";

/** The right to run one lane of one shop, until somebody else holds a higher fence. */
export interface Lease {
  readonly shopId: ShopId;
  readonly lane: LaneName;
  readonly fence: string;
}

/** The lease was taken over: whoever holds this one only looked dead. Nothing was written; stop. */
export class LostLease extends Error {
  override readonly name = "LostLease";
}

const LEASE = "interval '30 seconds'";
/** Long enough for a transaction and for the request to Shopify after it; prolonging each time was one statement in 20 of a busy worker. */
const FRESH = "interval '25 seconds'";
const [LEASE_MS, FRESH_MS] = [30_000, 25_000];
/** Until when, by our own steady clock, nobody else can have taken a lease over: what the database said when it was last asked. */
const heldUntil = new WeakMap<Lease, number>();
const nameOf = new Map<number, LaneName>(Object.entries(LANES).map(([name, number]) => [number, name as LaneName]));
const CLAIMABLE = Object.values(LANES).filter((lane) => lane !== LANES.token);

/**
 * Takes up to `count` lanes that are ready, oldest first; `only` narrows to one shop (tests and tools). While a lane runs without new work,
 * its ready_at equals its lease_until: so a holder that died makes it claimable again by itself, and a wake-up meanwhile is not lost.
 * Measured: 4,800 to 41,000 claims a second over 10,000 shops (docs/decisions/0003).
 */
export async function claimLanes(count: number, only?: ShopId): Promise<Lease[]> {
  const asked = performance.now();
  const { rows } = await query<{ shop_id: string; lane: number; fence: string }>(
    `with ready as materialized (
       select shop_id, lane from shop_lane
        where ready_at <= now() and lease_until <= now() and lane = any($2) and ($3::bigint is null or shop_id = $3)
        order by ready_at limit $1 for update skip locked)
     update shop_lane l set lease_until = now() + ${LEASE}, ready_at = now() + ${LEASE}, fence = fence + 1
       from ready where l.shop_id = ready.shop_id and l.lane = ready.lane
  returning l.shop_id, l.lane, l.fence`,
    [count, CLAIMABLE, only ?? null],
  );
  return rows.map((row) => held({ shopId: parseId(row.shop_id), lane: laneOf(row.lane), fence: row.fence }, asked));
}

/** Takes one given lane if nobody holds it (the token lease). Undefined when somebody does. */
export async function claimLane(shopId: ShopId, lane: LaneName): Promise<Lease | undefined> {
  const asked = performance.now();
  const { rows } = await query<{ fence: string }>(
    `insert into shop_lane as l (shop_id, lane, lease_until, fence) values ($1, $2, now() + ${LEASE}, 1)
     on conflict (shop_id, lane) do update set lease_until = now() + ${LEASE}, fence = l.fence + 1 where l.lease_until <= now()
     returning fence`,
    [shopId, LANES[lane]],
  );
  return rows[0] && held({ shopId, lane, fence: rows[0].fence }, asked);
}

/** `asked`: when the database was asked for it. */
function held(lease: Lease, asked: number, forMs = LEASE_MS): Lease {
  heldUntil.set(lease, Math.max(heldUntil.get(lease) ?? 0, asked + forMs));
  return lease;
}

/**
 * To be called right before something outside is changed, where no transaction compares the fence: throws LostLease when somebody else may hold the
 * lane by now, because this process stood still (`now`: its steady clock, in milliseconds).
 */
export function assertStillHeld(lease: Lease, now = performance.now()): void {
  if ((heldUntil.get(lease) ?? 0) <= now) throw new LostLease(`${lease.lane} of shop ${lease.shopId}`);
}

/**
 * Prolongs a lease between two steps of long work. Throws LostLease, also when the lease ran out and nobody took it yet: a wake-up since then would
 * look like none.
 */
export async function keepLease(lease: Lease): Promise<void> {
  const { shopId, lane, fence } = lease;
  const asked = performance.now();
  const { rowCount } = await query(
    `update shop_lane set lease_until = now() + ${LEASE}, ready_at = case when ready_at < lease_until then ready_at else now() + ${LEASE} end
      where shop_id = $1 and lane = $2 and fence = $3 and lease_until > now()`,
    [shopId, LANES[lane], fence],
  );
  if (!rowCount) throw new LostLease(`${lane} of shop ${shopId}`);
  held(lease, asked);
}

/**
 * The lane's work is done for now: it sleeps until something makes it ready, or until `nextInMs` (real milliseconds). Does nothing to a lease that
 * ran out or was given back.
 */
export async function finishLane({ shopId, lane, fence }: Lease, nextInMs?: number): Promise<void> {
  await query(
    `update shop_lane
        set ready_at = least(case when ready_at < lease_until then ready_at end, now() + $4 * interval '1 millisecond'),
            lease_until = '-infinity', failures = 0
      where shop_id = $1 and lane = $2 and fence = $3 and lease_until > now()`,
    [shopId, LANES[lane], fence, nextInMs ?? null],
  );
}

/** The lane failed: nobody may take it before `retryInMs`, however often it is woken meanwhile, and what still runs of it may not write. */
export async function postponeLane({ shopId, lane, fence }: Lease, retryInMs: number): Promise<void> {
  await query(
    `update shop_lane
        set ready_at = now() + $4 * interval '1 millisecond', lease_until = now() + $4 * interval '1 millisecond',
            fence = fence + 1, failures = least(failures + 1, 1000)
      where shop_id = $1 and lane = $2 and fence = $3 and lease_until > now()`,
    [shopId, LANES[lane], fence, Math.max(0, Math.round(retryInMs))],
  );
}

/** How often in a row this lane failed; the exponent of its back-off. */
export async function laneFailures({ shopId, lane }: Lease): Promise<number> {
  const { rows } = await query<{ failures: number }>(
    "select failures from shop_lane where shop_id = $1 and lane = $2",
    [shopId, LANES[lane]],
  );
  return rows[0]?.failures ?? 0;
}

/**
 * What a wake-up changes of a row that is there. Never makes a lane later. While the lane runs, only a time before the end of its lease counts as
 * news (claimLanes), so a later one is brought forward to just before that: the lane runs once too early and says itself when again.
 */
const WAKE = `do update
    set ready_at = case when l.lease_until > now() then least(excluded.ready_at, l.lease_until - interval '1 microsecond')
                        else excluded.ready_at end
  where l.ready_at is null or l.ready_at > excluded.ready_at or (l.lease_until > now() and l.ready_at >= l.lease_until)`;

/** What a transaction has to wake when it ends: the lane, and in how many milliseconds. */
const toWake = new WeakMap<ShopTx, Map<LaneName, number>>();

/**
 * Makes a lane ready in the same transaction as the work it will find; `inMs` real milliseconds from now. Never makes it later. A lane that makes
 * itself work needs no waking: it goes on until it finds none (a quarter of all runs found nothing before this). Done when the transaction ends: every webhook
 * of the shop wants these rows, and whoever held one while waiting for another could wait for ever.
 */
export function wakeLane(tx: ShopTx, lane: LaneName, inMs = 0): void {
  if (tx.lane === lane && inMs === 0) return;
  const lanes = toWake.get(tx);
  if (lanes) {
    lanes.set(lane, Math.min(inMs, lanes.get(lane) ?? inMs));
    return;
  }
  toWake.set(tx, new Map([[lane, inMs]]));
  tx.atEnd(() => wakeAll(tx));
}

/** All at once and in one order. */
async function wakeAll(tx: ShopTx): Promise<void> {
  const lanes = [...(toWake.get(tx) ?? [])].map(([lane, inMs]) => ({ lane: LANES[lane], inMs }));
  toWake.delete(tx);
  await tx.run(
    `insert into shop_lane as l (shop_id, lane, ready_at)
     select $1, x.lane, now() + x.in_ms * interval '1 millisecond' from unnest($2::smallint[], $3::float8[]) as x(lane, in_ms) order by x.lane
     on conflict (shop_id, lane) ${WAKE}`,
    [tx.shopId, lanes.map(({ lane }) => lane), lanes.map(({ inMs }) => inMs)],
  );
}

/** The same for many shops at once, on the receiver's own transaction. Ids sorted by the database, so that two receivers cannot deadlock. */
export async function wakeLanesOf(client: PoolClient, lane: LaneName, shops: readonly ShopId[]): Promise<void> {
  if (shops.length === 0) return;
  await client.query(
    `insert into shop_lane as l (shop_id, lane, ready_at) select id, $2, now() from unnest($1::bigint[]) id order by id
     on conflict (shop_id, lane) ${WAKE}`,
    [shops, LANES[lane]],
  );
}

/**
 * Compares the fence: first in each transaction that writes for a lane. A lease that is more than 5 s old is prolonged, on a connection of
 * its own, so that it outlives the transaction (which ends after 15 s at the latest, platform/db/transaction.server.ts): nobody can take the lane over
 * between this check and the commit. Holding the row instead would make every webhook of the shop wait for the commit. Throws LostLease.
 */
export async function assertLease(tx: ShopTx, lease: Lease): Promise<void> {
  await confirm(lease, performance.now(), await tx.rows<Held>(heldText(lease)));
}

/** A transaction of the lease's shop that compares the fence as it begins, in the same round trip (assertLease). */
export function inLease<T>(lease: Lease, work: (tx: ShopTx) => Promise<T>): Promise<T> {
  const asked = performance.now();
  const how = { look: heldText(lease), prepared: true, lane: lease.lane };
  return inShopAfter<T, Held>(lease.shopId, how, async (tx, found) => {
    await confirm(lease, asked, found);
    return work(tx);
  });
}

interface Held {
  readonly fresh: boolean;
  readonly [column: string]: unknown;
}

const heldText = ({ shopId, lane, fence }: Lease): string =>
  `select lease_until > now() + ${FRESH} as fresh from shop_lane where shop_id = ${BigInt(shopId)} and lane = ${LANES[lane]} and fence = ${BigInt(fence)}`;

async function confirm(lease: Lease, asked: number, [found]: readonly Held[]): Promise<void> {
  if (!found) throw new LostLease(`${lease.lane} of shop ${lease.shopId}`);
  if (found.fresh) held(lease, asked, FRESH_MS);
  else await keepLease(lease);
}

function laneOf(number: number): LaneName {
  const name = nameOf.get(number);
  if (!name) throw new RangeError(`no lane ${number}`);
  return name;
}

async function query<Row extends Record<string, unknown>>(sql: string, values: unknown[]) {
  try {
    return await sqlPool.query<Row>(sql, values);
  } catch (error) {
    throw faultOf(error);
  }
}
