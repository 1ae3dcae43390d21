import type { FeedRunId, InventoryItemId, ShopId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { realMs } from "../../platform/clock.server.ts";
import { inLease, keepLease, type Lease } from "../../platform/lanes.server.ts";
import { FetchFailed } from "../../platform/public-fetch.server.ts";
import { readSwitches } from "../intents/public.server.ts";
import { stockChanged } from "../inventory/public.server.ts";
import { isInstalled } from "../shops/public.server.ts";
import { judgeFeed, type FeedSummary } from "./domain/judge.ts";
import { readFeed, type Feed } from "./feeds.server.ts";
import { readRunFile, type ReadCounts } from "./read-run.server.ts";
import { changeRun, dropOlder, nextRun, type FeedRun } from "./runs.server.ts";
import { beginRun, keepFile } from "./take-file.server.ts";

/** The body of an address of the public Internet. */
export type FetchFile = (url: string) => AsyncIterable<Uint8Array>;

/** Files of a feed whose rows are kept; of older ones only the numbers. */
const KEPT_RUNS = 10;

/**
 * What feeds have to do in a shop's long lane: begin what is due, then one file after the other: fetch, read, judge. Crash-safe between any two statements.
 * `nextInMs`: real milliseconds until the next one is due.
 */
export async function runFeeds(lease: Lease, fetchFile: FetchFile, now: () => Date): Promise<{ nextInMs?: number }> {
  if (!(await isInstalled(lease.shopId))) return {};
  await inLease(lease, (tx) => beginDue(tx, now()));
  for (;;) {
    const run = await inLease(lease, nextRun);
    if (!run) break;
    await keepLease(lease);
    await step(lease, run, fetchFile, now());
  }
  const at = await inLease(lease, nextDue);
  return at ? { nextInMs: Math.max(0, realMs(at.getTime() - now().getTime())) } : {};
}

async function beginDue(tx: ShopTx, now: Date): Promise<void> {
  const due = await tx.rows<Pick<Feed, "feedId" | "url"> & Record<string, unknown>>(
    `update stock_feed set next_at = $2::timestamptz + every_minutes * interval '1 minute'
      where shop_id = $1 and next_at <= $2 and deleted_at is null and url <> '' and every_minutes > 0 returning feed_id as "feedId", url`,
    [tx.shopId, now],
  );
  for (const { feedId, url } of due) await beginRun(tx, feedId, { fileName: url, file: null }, now);
}

async function nextDue(tx: ShopTx): Promise<Date | undefined> {
  const [row] = await tx.rows<{ at: Date | null }>(
    "select min(next_at) as at from stock_feed where shop_id = $1 and deleted_at is null and url <> '' and every_minutes > 0",
    [tx.shopId],
  );
  return row?.at ?? undefined;
}

async function step(lease: Lease, run: FeedRun, fetchFile: FetchFile, now: Date): Promise<void> {
  const { shopId } = lease;
  const feed = await inLease(lease, (tx) => readFeed(tx, run.feedId));
  const move = (change: Parameters<typeof changeRun>[2]) =>
    inLease(lease, (tx) => changeRun(tx, run.runId, change, now));
  if (!feed) return move({ status: "dropped" });
  if (run.status === "fetching") {
    const kept = await fetched(lease, shopId, feed.url, fetchFile, now);
    return move("problem" in kept ? { status: "failed", problem: kept.problem } : { status: "reading", ...kept });
  }
  if (await inLease(lease, (tx) => isIdentical(tx, feed, run))) return move({ status: "identical" });
  await inLease(lease, (tx) => dropOlder(tx, run, now));
  const read = await readRunFile(lease, feed, run);
  if (read.status === "failed") return move({ status: "failed", problem: read.problem });
  if (read.status === "mapping") return move({ status: "mapping", format: read.format });
  await inLease(lease, async (tx) => {
    const summary = await summarize(tx, feed, run.runId, read.counts);
    const verdict = judgeFeed(summary, feed, feed.knowsMore);
    const problem = "problem" in verdict ? verdict.problem : "";
    await changeRun(tx, run.runId, { status: verdict.status, problem, format: read.format, summary }, now);
    await forgetRows(tx, run);
    if (verdict.status !== "ready" || !feed.automatic || feed.url === "") return;
    if ((await readSwitches(tx)).stock !== undefined) await beginWriting(tx, run, { clicked: false }, now);
    else await changeRun(tx, run.runId, { status: "ready", problem: "switch_off" }, now);
  });
}

async function fetched(lease: Lease, shopId: ShopId, url: string, fetchFile: FetchFile, now: Date) {
  try {
    return await keepFile(shopId, fetchFile(url), now, () => keepLease(lease));
  } catch (error) {
    if (error instanceof FetchFailed) return { problem: error.problem };
    throw error;
  }
}

/** The newest file that was written is the same one, and the feed is still read in the same way. */
async function isIdentical(tx: ShopTx, feed: Feed, { runId, feedId, digest }: FeedRun): Promise<boolean> {
  const [last] = await tx.rows<{ digest: string; started_at: Date }>(
    `select digest, started_at from stock_feed_run where shop_id = $1 and feed_id = $2 and run_id < $3 and status in ('writing', 'done')
      order by run_id desc limit 1`,
    [tx.shopId, feedId, runId],
  );
  return last?.digest === digest && last.started_at >= feed.changedAt;
}

/** Ends the reading: names doubled lines, adds what the file does not name, and counts. */
async function summarize(tx: ShopTx, feed: Feed, runId: FeedRunId, counts: ReadCounts): Promise<FeedSummary> {
  const field = feed.columns?.code ?? "";
  await tx.run(
    `insert into stock_feed_error (shop_id, run_id, line, field, code, text)
     select $1, $2, t.doubled, $3, 'doubled', t.line::text from stock_feed_target t
      where t.shop_id = $1 and t.run_id = $2 and t.doubled is not null on conflict do nothing`,
    [tx.shopId, runId, field],
  );
  const at = `l.shop_id = $1 and l.active and l.location_id in (select $3::bigint union
      select t.location_id from stock_feed_target t where t.shop_id = $1 and t.run_id = $2)
    and exists (select 1 from inventory_item i where i.shop_id = $1 and i.item_id = l.item_id and i.tracked and i.deleted_at is null)`;
  if (feed.absent === "zero")
    await tx.run(
      `insert into stock_feed_target (shop_id, run_id, item_id, location_id, from_units, to_units)
       select $1, $2, l.item_id, l.location_id, l.available, 0 from inventory_level l where ${at} and l.available > 0 on conflict do nothing`,
      [tx.shopId, runId, feed.locationId],
    );
  const [stock] = await tx.rows<{ stocked: number; units: number }>(
    `select count(*)::int as stocked, coalesce(sum(l.available), 0)::int as units from inventory_level l where ${at} and l.available > 0`,
    [tx.shopId, runId, feed.locationId],
  );
  const [wanted] = await tx.rows<Record<"changes" | "same" | "doubled" | "zeroed" | "zeroedUnits" | "shift", number>>(
    `select count(*) filter (where status = 'planned')::int as changes, count(*) filter (where status = 'same')::int as same,
            count(*) filter (where doubled is not null)::int as doubled,
            count(*) filter (where status = 'planned' and to_units = 0 and from_units > 0)::int as zeroed,
            coalesce(sum(from_units) filter (where status = 'planned' and to_units = 0 and from_units > 0), 0)::int as "zeroedUnits",
            coalesce(sum(to_units - greatest(from_units, 0)) filter (where status = 'planned'), 0)::int as shift
       from stock_feed_target where shop_id = $1 and run_id = $2 `,
    [tx.shopId, runId],
  );
  const { changes = 0, same = 0, doubled = 0, zeroed = 0, zeroedUnits = 0, shift = 0 } = wanted ?? {};
  const { stocked = 0, units = 0 } = stock ?? {};
  const [named] = await tx.rows<{ changes: number }>(
    "select count(*)::int as changes from stock_feed_target where shop_id = $1 and run_id = $2 and status = 'planned' and line is not null",
    [tx.shopId, runId],
  );
  return {
    ...counts,
    matched: (named?.changes ?? 0) + same,
    // Both lines of each.
    doubled: doubled * 2,
    changes,
    stocked,
    units,
    zeroed,
    zeroedUnits,
    unitsAfter: units + shift,
  };
}

async function forgetRows(tx: ShopTx, { feedId }: FeedRun): Promise<void> {
  const old = `run_id in (select run_id from stock_feed_run where shop_id = $1 and feed_id = $2 order by run_id desc offset ${KEPT_RUNS})`;
  await tx.run(`delete from stock_feed_target where shop_id = $1 and ${old}`, [tx.shopId, feedId]);
  await tx.run(`delete from stock_feed_error where shop_id = $1 and ${old}`, [tx.shopId, feedId]);
}

/** From here on the stock lane writes what the file wants. Returns how many levels that are. */
export async function beginWriting(
  tx: ShopTx,
  run: Pick<FeedRun, "runId" | "feedId">,
  { clicked }: { readonly clicked: boolean },
  now: Date,
): Promise<number> {
  const rows = await tx.rows<{ item_id: InventoryItemId }>(
    "select item_id from stock_feed_target where shop_id = $1 and run_id = $2 and status = 'planned'",
    [tx.shopId, run.runId],
  );
  await changeRun(tx, run.runId, { status: rows.length === 0 ? "done" : "writing", clicked }, now);
  // Also what an older file still wanted ends now.
  const older = await tx.rows<{ item_id: InventoryItemId }>(
    `select t.item_id from stock_feed_target t join stock_feed_run r on r.shop_id = $1 and r.run_id = t.run_id and r.feed_id = $2 and r.status = 'writing'
      where t.shop_id = $1 and t.run_id < $3 and t.status = 'planned'`,
    [tx.shopId, run.feedId, run.runId],
  );
  await stockChanged(
    tx,
    [...rows, ...older].map((row) => row.item_id),
  );
  return rows.length;
}
