import { KINDS } from "../../core/kinds.ts";
import { now } from "../../platform/clock.server.ts";
import { lanesWaiting } from "../../platform/lanes-waiting.server.ts";
import { log } from "../../platform/log.server.ts";
import { counter, gauge, metrics } from "../../platform/metrics.server.ts";
import { readWork, type Work } from "./store.server.ts";

/** However many ask, and however often, the database is counted this often at most. */
const FRESH_MS = 10_000;

const gauges = {
  laneLag: gauge({
    name: "entrega_lane_lag_seconds",
    help: "How long the lane that waits longest has been ready, over all shops",
    labelNames: ["lane"] as const,
  }),
  lanesReady: gauge({
    name: "entrega_lanes_ready",
    help: "Lanes of shops that are ready and nobody runs",
    labelNames: ["lane"] as const,
  }),
  lanesFailing: gauge({
    name: "entrega_lanes_failing",
    help: "Lanes of shops whose last run failed",
    labelNames: ["lane"] as const,
  }),
  marks: gauge({
    name: "entrega_marks",
    help: "Things that are marked as changed, over all shops; set_aside: their reading failed",
    labelNames: ["kind", "state"] as const,
  }),
  markAge: gauge({
    name: "entrega_oldest_mark_seconds",
    help: "Age of the oldest mark",
    labelNames: ["kind", "state"] as const,
  }),
  intents: gauge({
    name: "entrega_intents",
    help: "Intents that are not settled, over all shops; asks: a person must look",
    labelNames: ["status"] as const,
  }),
  intentAge: gauge({
    name: "entrega_oldest_intent_seconds",
    help: "How long the oldest of them has been due (asks: since it was decided)",
    labelNames: ["status"] as const,
  }),
  privacy: gauge({ name: "entrega_privacy_requests", help: "Requests about personal data that are not done" }),
  privacyLeft: gauge({
    name: "entrega_privacy_left_seconds",
    help: "Until the first of them is due; 0 when there is none",
  }),
  shops: gauge({ name: "entrega_shops", help: "Shops that have the app installed" }),
  bytes: gauge({ name: "entrega_database_bytes", help: "Size of the database" }),
  archiveFailing: gauge({ name: "entrega_log_archive_failing", help: "1: the last try to archive the log failed" }),
};
const countsFailed = counter({
  name: "entrega_counts_failed_total",
  help: "Scrapes for which the database could not be counted: the gauges of work are missing then",
});

let lastAt = Number.NEGATIVE_INFINITY;
let counting: Promise<void> | undefined;

/** Everything Prometheus may know, as text. With the database away, what the process itself knows. */
export async function metricsText(nowMs = performance.now()): Promise<string> {
  if (nowMs - lastAt >= FRESH_MS)
    counting ??= countWork().finally(() => {
      lastAt = nowMs;
      counting = undefined;
    });
  await counting;
  return metrics.metrics();
}

async function countWork(): Promise<void> {
  let work: Work | undefined;
  let lanes: Awaited<ReturnType<typeof lanesWaiting>> | undefined;
  try {
    [work, lanes] = [await readWork(now()), await lanesWaiting()];
  } catch (error) {
    countsFailed.inc();
    log.warn({ event: "metrics.not_counted", message: error instanceof Error ? error.message : String(error) });
  }
  // What was true a moment ago may be no more: better no figure than an old one.
  for (const each of Object.values(gauges)) each.reset();
  if (work) tellWork(work);
  for (const [lane, { lag, ready, failing }] of Object.entries(lanes ?? {})) {
    gauges.laneLag.set({ lane }, lag);
    gauges.lanesReady.set({ lane }, ready);
    gauges.lanesFailing.set({ lane }, failing);
  }
}

function tellWork(work: Work): void {
  for (const [kind, number] of Object.entries(KINDS))
    for (const state of ["waiting", "resting", "set_aside"]) {
      const found = work.marks.find((each) => each.kind === number && each.state === state);
      gauges.marks.set({ kind, state }, found?.n ?? 0);
      gauges.markAge.set({ kind, state }, Math.max(0, found?.age ?? 0));
    }
  for (const status of ["waiting", "sending", "unsure", "asks"]) {
    const found = work.intents.find((each) => each.status === status);
    gauges.intents.set({ status }, found?.n ?? 0);
    gauges.intentAge.set({ status }, found?.age ?? 0);
  }
  gauges.privacy.set(work.privacy.n);
  gauges.privacyLeft.set(work.privacy.left);
  gauges.shops.set(work.shops);
  gauges.bytes.set(work.databaseBytes);
  gauges.archiveFailing.set(work.archive.failing ? 1 : 0);
}
