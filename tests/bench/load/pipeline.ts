/**
 * The order pipeline without HTTP at the front: mark → refetch from a canned Admin API → mirror → ledger → decide → intent, by one worker process. Two
 * cores are shared by worker, PostgreSQL (fsync on) and the Admin API.
 */
import type { LaneName } from "../../../app/core/lanes.ts";
import type { BenchDatabase, BenchOptions } from "../bench-database.ts";
import { ratioText, type Report } from "../report.ts";
import { decidedOf, feed, markOrders, untilDecided } from "./feeder.ts";
import { makeLiveRules } from "./live-rules.ts";
import { endPart, processorSeconds, processorPerThing, startPart, type Part } from "./processes.ts";
import { makeOpenShops } from "./shops.ts";
import { storeOrders } from "./stored.ts";

/** Shopify's public peak of 2025: $5.1 M a minute at an average cart of $114.70. */
export const PEAK_ORDERS = 741;
/** As much as piles up in seconds when more comes than is decided: a run takes what waits, and costs less an order. */
const BACKLOG = 6_000;
const PATIENCE_MS = 120_000;
/** From when an order was due until it is decided. */
const MOST_P99_MS = 2_000;
/** Orders that come one by one cost more each than a backlog: below this share of its rate nobody looks for a steady one. */
const LEAST_SHARE = 0.15;
const WARM = { all: 500, each: 20 };

interface Spread {
  readonly shops: number;
  /** Orders these shops have stored already. */
  readonly stored: number;
  /** The stock lane runs beside: what it costs the orders is the difference to the line without. */
  readonly stock?: boolean;
  /** So many rules are live in each. */
  readonly rules?: number;
}

/** Its warm-up is small: without stored orders its plans would be those of empty tables, which a database of many shops never has. */
const ONE = { shops: 1, stored: 10_000 };
/** Over how many shops the orders are spread. */
const SHORT: readonly Spread[] = [
  ONE,
  { shops: 100, stored: 0 },
  { shops: 100, stored: 0, stock: true },
  { shops: 1_000, stored: 0 },
  { shops: 100, stored: 1_000_000 },
];
const LONG: readonly Spread[] = [
  ONE,
  { shops: 10, stored: 0 },
  { shops: 100, stored: 0 },
  { shops: 100, stored: 0, stock: true },
  { shops: 1_000, stored: 0 },
  { shops: 10_000, stored: 0 },
  { shops: 100, stored: 1_000_000 },
  { shops: 100, stored: 10_000_000 },
];

/** The same shops with more and more rules; the first line is what the others are compared with. */
const withRules = (counts: readonly number[]): Spread[] => counts.map((rules) => ({ shops: 100, stored: 0, rules }));

/** Canned Admin API and worker. */
export async function startPipeline(
  lanes: readonly LaneName[] = ["refresh"],
): Promise<{ readonly parts: Record<string, Part>; close: () => Promise<void> }> {
  const admin = await startPart("load/canned-admin.ts");
  const worker = await startPart("load/worker.ts", lanes, {
    DEVSHOP_URL: `http://127.0.0.1:${admin.port}`,
    LOG_LEVEL: "warn",
  });
  return {
    parts: { worker, "Admin API": admin },
    async close() {
      await endPart(worker, "SIGKILL");
      await endPart(admin);
    },
  };
}

/**
 * How many orders a second are decided, and what processor time each takes, by how many shops they are spread over and what is stored, or by how many rules are
 * live.
 */
export async function benchPipeline(
  { owner, postmaster }: BenchDatabase,
  { seconds, rules: counts }: BenchOptions,
): Promise<Report> {
  const rows = [];
  let first: number | undefined;
  const spreads = counts.length > 0 ? withRules(counts) : seconds > 60 ? LONG : SHORT;
  const faults: string[] = [];
  let next = 0;
  for (const { shops: count, stored, stock = false, rules = 0 } of spreads) {
    const shops = await makeOpenShops(owner, `pipeline-${count}-${stored}-${stock}-${rules}`, count);
    await makeLiveRules(owner, shops, rules);
    await storeOrders(owner, shops, 0, stored);
    const { parts, close } = await startPipeline(stock ? ["refresh", "stock"] : ["refresh"]);
    try {
      const mark = async (orders: number) => {
        const fed = { from: next, to: (next += orders), startedAt: Date.now(), perSecond: Infinity };
        await markOrders(owner, shops, fed.from, orders);
        if (!(await untilDecided(owner, fed, PATIENCE_MS)))
          faults.push(`${count} shops, ${stored} stored: ${orders} orders were not all decided`);
        return fed;
      };
      await mark(Math.min(WARM.all, WARM.each * count));
      // As autovacuum does within a minute: plans made for empty tables say nothing.
      await owner.query("analyze");
      const before = processorSeconds(parts, postmaster());
      const began = performance.now();
      await mark(BACKLOG);
      const took = (performance.now() - began) / 1000;
      const cpu = processorPerThing(before, processorSeconds(parts, postmaster()), BACKLOG);
      const atRate = async (perSecond: number) => {
        const fed = await feed(owner, shops, { from: next, perSecond, seconds: seconds / 10 });
        next = fed.to;
        if (!(await untilDecided(owner, fed, PATIENCE_MS)))
          faults.push(`${count} shops, ${stored} stored: not all were decided at ${perSecond}/s`);
        return { offered: perSecond, ...(await decidedOf(owner, fed)) };
      };
      const most = BACKLOG / took;
      first ??= took;
      const fast = await atRate(most * 0.8);
      let steady = fast;
      while (steady.p99 > MOST_P99_MS && steady.offered > most * LEAST_SHARE)
        steady = await atRate(steady.offered * 0.75);
      const asked = counts.length > 0 ? [`${rules} rules`, ratioText(took, first)] : [];
      const row = [count, stored, stock ? "yes" : "", ...asked, most, cpu, fast.offered, fast.p50, fast.p99];
      rows.push([...row, steady.p99 > MOST_P99_MS ? "none" : steady.offered, steady.p50, steady.p99]);
      console.log(rows.at(-1)?.join("  "));
    } finally {
      await close();
    }
  }
  return {
    title: `Order pipeline: mark → read → mirror → ledger → decide → intent, ${BACKLOG} orders at once, then at 80 % of that rate and down to a steady one`,
    columns: [
      "shops",
      "stored",
      "stock lane",
      ...(counts.length > 0 ? ["live", "time of the first line's"] : []),
      "orders per second",
      "processor ms each",
      "then at 80 %",
      "p50 ms",
      "p99 ms",
      `steady, p99 ≤ ${MOST_P99_MS / 1_000} s`,
      "p50 ms",
      "p99 ms",
    ],
    rows,
    notes: [],
    faults,
  };
}
