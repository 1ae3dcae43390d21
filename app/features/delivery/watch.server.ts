import type { OrderId } from "../../core/ids.ts";
import { realMs } from "../../platform/clock.server.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { assertLease, keepLease, wakeLane, type Lease } from "../../platform/lanes.server.ts";

/**
 * What follows for an order from what happened to it and from time alone. Looks at all of these orders in one go; `LookAgain` tells when an order may look
 * different without anything happening.
 */
export type OrderWatcher = (tx: ShopTx, orderIds: readonly OrderId[], now: Date) => Promise<LookAgain>;
export type LookAgain = ReadonlyMap<OrderId, Date>;

const BATCH = 200;
/** Then the lane is given back, so that other shops get their turn. */
const MOST_BATCHES = 10;
/** Of older orders nothing is expected any more. */
const WATCHED_DAYS = 120;
const DAY_MS = 86_400_000;

/** Something happened to these orders: they are looked at soon. Called with the orders of a read, of scans, of a pick, in the same transaction. */
export async function watchOrders(tx: ShopTx, orderIds: readonly OrderId[], now: Date): Promise<void> {
  if (orderIds.length === 0) return;
  const due = await tx.run(
    `insert into order_watch (shop_id, order_id, look_at)
     select shop_id, order_id, $3 from shop_order
      where shop_id = $1 and order_id = any($2::bigint[]) and placed_at > $4 and deleted_at is null order by order_id
     on conflict (shop_id, order_id) do update set look_at = least(order_watch.look_at, excluded.look_at)`,
    [tx.shopId, orderIds, now, new Date(now.getTime() - WATCHED_DAYS * DAY_MS)],
  );
  if (due > 0) wakeLane(tx, "watch");
}

/** One run of the watch lane: every order whose time has come, with all that watch. Returns when to run again, in real milliseconds. */
export async function runWatch(
  lease: Lease,
  watchers: readonly OrderWatcher[],
  now: Date,
): Promise<{ nextInMs?: number }> {
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const looked = await inShop(lease.shopId, async (tx) => {
      await assertLease(tx, lease);
      return lookOnce(tx, watchers, now);
    });
    if (looked < BATCH) return inShop(lease.shopId, (tx) => nextLook(tx, now));
    await keepLease(lease);
  }
  return { nextInMs: 0 };
}

async function lookOnce(tx: ShopTx, watchers: readonly OrderWatcher[], now: Date): Promise<number> {
  // Skips what is being written now: it is due again with that, and two lanes never wait for each other.
  const due = await tx.rows<{ order_id: OrderId }>(
    `select order_id from order_watch where shop_id = $1 and look_at <= $2 order by look_at, order_id limit ${BATCH} for update skip locked`,
    [tx.shopId, now],
  );
  const ids = due.map(({ order_id }) => order_id);
  if (ids.length === 0) return 0;
  const next = new Map<OrderId, number>();
  for (const watcher of watchers) {
    for (const [orderId, at] of await watcher(tx, ids, now))
      next.set(orderId, Math.min(next.get(orderId) ?? Infinity, Math.max(at.getTime(), now.getTime() + 1)));
  }
  await tx.run(
    `with again as (select * from unnest($2::bigint[], $3::timestamptz[]) as x (order_id, look_at)),
          over as (delete from order_watch w where w.shop_id = $1 and w.order_id = any($4::bigint[])
                      and not exists (select 1 from again a where a.order_id = w.order_id))
     update order_watch w set look_at = a.look_at from again a where w.shop_id = $1 and w.order_id = a.order_id`,
    [tx.shopId, [...next.keys()], [...next.values()].map((at) => new Date(at)), ids],
  );
  return ids.length;
}

async function nextLook(tx: ShopTx, now: Date): Promise<{ nextInMs?: number }> {
  const [row] = await tx.rows<{ at: Date | null }>("select min(look_at) as at from order_watch where shop_id = $1", [
    tx.shopId,
  ]);
  return row?.at ? { nextInMs: Math.max(0, realMs(row.at.getTime() - now.getTime())) } : {};
}
