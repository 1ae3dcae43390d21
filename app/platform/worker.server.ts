import { setTimeout as sleep } from "node:timers/promises";
import { Retryable, Terminal } from "../core/faults.ts";
import type { LaneName } from "../core/lanes.ts";
import type { ShopId } from "../core/ids.ts";
import { claimLanes, finishLane, laneFailures, LostLease, postponeLane, type Lease } from "./lanes.server.ts";
import { log } from "./log.server.ts";
import { lanesRun, laneSeconds } from "./metrics.server.ts";
import { traced } from "./trace.server.ts";

/** Runs one lane of one shop for a while. `nextInMs`: real milliseconds until it wants to run again, if nothing wakes it before. */
export type LaneRunner = (lease: Lease) => Promise<{ readonly nextInMs?: number }>;
export type LaneRunners = Readonly<Partial<Record<LaneName, LaneRunner>>>;

/** Nothing to do: look again after this. A wake-up is seen this late at most. */
const IDLE_MS = 100;
/** The database is away: look again after this. */
const AWAY_MS = 1_000;
/** A lease lasts 30 s: after that the lane is free anyway. */
const MOST_GIVEBACKS = 30;
/** A fault that only somebody outside can mend: look again after this. */
const TERMINAL_MS = 300_000;

let turnedAt: number | undefined;

/** Milliseconds since the worker's loop last came round; undefined when it has not yet. With all places taken by long runs it may be a minute. */
export const sinceTurn = (): number | undefined => (turnedAt === undefined ? undefined : performance.now() - turnedAt);

/** The worker: claims ready lanes and runs up to `concurrency` of them side by side until `signal` aborts, then lets the running ones end. */
export async function work(lanes: LaneRunners, concurrency: number, signal: AbortSignal): Promise<void> {
  const running = new Set<Promise<void>>();
  while (!signal.aborted) {
    const free = concurrency - running.size;
    const leases = free > 0 ? await claimSafely(free) : [];
    if (leases !== undefined) turnedAt = performance.now();
    for (const lease of leases ?? []) {
      const run = runLane(lanes, lease, signal).finally(() => running.delete(run));
      running.add(run);
    }
    if (leases === undefined) await sleep(AWAY_MS);
    else if (free === 0) await Promise.race(running);
    else if (leases.length < free) await Promise.race([...running, sleep(IDLE_MS)]);
  }
  await Promise.all(running);
}

/** Runs what is ready of one shop, lane by lane, until nothing is; for tests and tools. Faults are thrown. */
export async function workOff(lanes: LaneRunners, shopId: ShopId): Promise<void> {
  for (;;) {
    const [lease] = await claimLanes(1, shopId);
    if (!lease) return;
    await traced(
      runOf(lease),
      async () => {
        const result = await lanes[lease.lane]?.(lease);
        await finishLane(lease, result?.nextInMs);
      },
      (notes) => {
        log.info({ event: "lane.ran", run: runOf(lease), shopId, lane: lease.lane, ...notes });
      },
    );
  }
}

async function claimSafely(count: number): Promise<Lease[] | undefined> {
  try {
    return await claimLanes(count);
  } catch (error) {
    log.warn({ event: "worker.claim_failed", message: messageOf(error) });
    return undefined;
  }
}

/** Never rejects: a lane that fails is postponed, and its lease runs out by itself when even that fails. One wide line in the log for each run. */
function runLane(lanes: LaneRunners, lease: Lease, signal: AbortSignal): Promise<void> {
  const { shopId, lane } = lease;
  const end = laneSeconds.startTimer({ lane });
  let result = "done";
  const run = async () => {
    try {
      const runner = lanes[lane];
      const next = await runner?.(lease);
      await finishLane(lease, next?.nextInMs);
    } catch (error) {
      result = await failed(lease, error, signal);
    }
  };
  return traced(runOf(lease), run, (notes) => {
    lanesRun.inc({ lane, result });
    log.info({ event: "lane.ran", run: runOf(lease), shopId, lane, result, ms: Math.round(end() * 1000), ...notes });
  });
}

/** Names one run of a lane: the fence is another one each time. */
const runOf = ({ shopId, lane, fence }: Lease): string => `${lane}-${shopId}-${fence}`;

async function failed(lease: Lease, error: unknown, signal: AbortSignal): Promise<string> {
  if (error instanceof LostLease) {
    log.warn({ event: "lane.lost", shopId: lease.shopId, lane: lease.lane });
    return "lost";
  }
  const kind = error instanceof Terminal ? "terminal" : error instanceof Retryable ? "retryable" : "bug";
  log[kind === "bug" ? "error" : "warn"]({
    event: "lane.failed",
    shopId: lease.shopId,
    lane: lease.lane,
    kind,
    message: messageOf(error),
    ...(kind === "bug" && error instanceof Error && { stack: error.stack }),
  });
  await giveBack(lease, error, signal);
  return kind;
}

/**
 * With the database away the lease cannot be given back at once; without another try the shop would wait for its end, long after the database is
 * back. A worker that is told to stop does not wait: the lease then runs out by itself.
 */
async function giveBack(lease: Lease, error: unknown, signal: AbortSignal): Promise<void> {
  for (let time = 1; ; time += 1) {
    try {
      // A shop that left us has nothing to do until it comes back, and that wakes its lanes.
      if (error instanceof Terminal && error.code === "not_connected") await finishLane(lease);
      else await postponeLane(lease, await delay(lease, error));
      return;
    } catch (again) {
      if (again instanceof Retryable && time < MOST_GIVEBACKS && !signal.aborted) {
        await sleep(AWAY_MS, undefined, { signal }).catch(() => undefined);
        continue;
      }
      log.warn({ event: "lane.postpone_failed", shopId: lease.shopId, lane: lease.lane, message: messageOf(again) });
      return;
    }
  }
}

async function delay(lease: Lease, error: unknown): Promise<number> {
  if (error instanceof Terminal) return TERMINAL_MS;
  const failures = await laneFailures(lease);
  const backoff = Math.min(600_000, 500 * 2 ** Math.min(failures, 12));
  return Math.max(backoff, error instanceof Retryable ? (error.afterMs ?? 0) : 0);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
