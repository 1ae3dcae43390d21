/**
 * A day of webhooks one after the other, with the worker behind them: does it get slower, does memory grow, do tables swell? Ten parts of the same
 * length, each with orders of its own; what is new in a part is told ten times over, as Shopify tells the same change again and again.
 */
import { readFileSync } from "node:fs";
import type pg from "pg";
import { parseId, type ShopId } from "../../../app/core/ids.ts";
import type { BenchDatabase, BenchOptions } from "../bench-database.ts";
import { ratioText, type Report } from "../report.ts";
import { endPart, processorSeconds, processorText, startPart, type Part } from "./processes.ts";
import { startPipeline } from "./pipeline.ts";
import { makeOpenShops } from "./shops.ts";
import { raise } from "./storm.ts";

const SHOPS = 100;
const PARTS = 10;
/** What two slow cores take all day beside the generator: with 3,500 they could do 2,200 and fell behind. 10 million take under two hours. */
const PER_SECOND = 1_500;
/** So many times each order's ten webhooks come. */
const TELLINGS = 10;
/** So many parts stand for the two days a delivery is kept. */
const KEPT_PARTS = 2;
/** The app prunes every quarter of an hour, which is a 192nd of two days; pruned once a part, a table would be as large as three. */
const PRUNED_EACH_PART = 10;
const KEPT_MS = 48 * 3_600_000;
/** The design's bound for what is written and cleared all the time (marks and lanes). */
const MOST_CHURNED_MB = 64;
const CHURNED = ["mark", "shop_lane"];
/** PostgreSQL looks once a minute what to vacuum: of shorter parts neither sizes nor a p99 can be judged, only told. */
const JUDGED_SECONDS = 300;
/** Pages that a vacuum leaves standing at the end of a small table. */
const SLACK_MB = 1;
const MOST_SWOLLEN = 1.2;
const MOST_SLOWER = 1.2;
const WARM_SECONDS = 10;

/** `webhooks` in all (by `--webhooks`, 10 million in the long form). */
export async function benchSoak({ owner, postmaster }: BenchDatabase, { webhooks }: BenchOptions): Promise<Report> {
  const shops = (await makeOpenShops(owner, "soak", SHOPS)).map((id) => parseId<ShopId>(id));
  // Observed, as a shop is on its first days: nothing would carry out what is decided.
  await owner.query("delete from effect_switch where shop_id = any($1::bigint[])", [shops]);
  const { pruneDeliveries } = await import("../../../app/features/intake/public.server.ts");
  const webs = [await startPart("edge.ts", ["app"]), await startPart("edge.ts", ["app"])];
  const { parts, close } = await startPipeline(["refresh", "stock"]);
  const all: Record<string, Part> = { ...Object.fromEntries(webs.map((web, n) => [`web ${n + 1}`, web])), ...parts };
  const storm = { ports: webs.map(({ port }) => port), prefix: "soak", shops: SHOPS, tellings: TELLINGS };
  const rows: (string | number)[][] = [];
  const faults: string[] = [];
  const times: number[] = [];
  const memory: number[] = [];
  const seconds = webhooks / PARTS / PER_SECOND;
  let from = 1;
  const prune = async () => {
    for (let time = 0; time < PRUNED_EACH_PART; time += 1) {
      await new Promise((resolve) => setTimeout(resolve, (seconds * 1_000) / PRUNED_EACH_PART));
      const at = new Date(Date.now() - KEPT_PARTS * seconds * 1_000 + KEPT_MS);
      for (const shopId of shops) await pruneDeliveries(shopId, at);
    }
  };
  const send = async (lasting: number, meanwhile?: () => Promise<void>) => {
    const sent = await raise({ ...storm, perSecond: PER_SECOND, seconds: lasting, from }, meanwhile);
    from += Math.ceil((PER_SECOND * lasting) / 10);
    return sent;
  };
  try {
    await send(WARM_SECONDS);
    await owner.query("analyze");
    for (let part = 1; part <= PARTS; part += 1) {
      const gone = Object.entries(all).filter(
        ([
          ,
          {
            process: { exitCode },
          },
        ]) => exitCode !== null,
      );
      if (gone.length > 0) throw new Error(`no longer there: ${gone.map(([name]) => name).join(", ")}`);
      const before = processorSeconds(all, postmaster());
      const { answers, lostIn } = await send(seconds, prune);
      const processor = processorText(before, processorSeconds(all, postmaster()), answers.seconds);
      const lost = await lostIn(owner);
      if (lost > 0) faults.push(`part ${part}: ${lost} acknowledged webhooks are not stored`);
      if (answers.refused > 0) faults.push(`part ${part}: ${answers.refused} webhooks were refused`);
      const megabytes = [...webs, parts["worker"]].map((each) => memoryOf(each));
      times.push(answers.p99);
      memory.push(megabytes.reduce((sum, each) => sum + each, 0));
      const row = [
        `part ${part}`,
        answers.acknowledged / answers.seconds,
        answers.p50,
        answers.p99,
        lost,
        await waiting(owner),
        megabytes.map((each) => Math.round(each)).join(", "),
        await sizeOf(owner, CHURNED),
        await sizeOf(owner, ["delivery"]),
        processor,
      ];
      rows.push(row);
      console.log(row.join("  "));
    }
    await untilWorkedOff(owner);
  } finally {
    await close();
    for (const web of webs) await endPart(web, "SIGKILL");
  }
  const notes = [
    `Orders known: ${(await count(owner, "select count(*)::int as n from shop_order")).toLocaleString("en")} (${TELLINGS} times told each).`,
  ];
  const [first = 0] = times;
  const last = times.at(-1) ?? 0;
  notes.push(`p99 of the last part: ${ratioText(last, first)} of the first's.`);
  const isJudged = seconds >= JUDGED_SECONDS;
  if (isJudged && last > first * MOST_SLOWER)
    faults.push(`the last part's p99 is ${ratioText(last, first)} of the first's`);
  notes.push(`Memory after the last part: ${ratioText(memory.at(-1) ?? 0, memory[1] ?? 0)} of that after the second.`);
  await owner.query("vacuum");
  const churned = await sizeOf(owner, CHURNED);
  if (churned > MOST_CHURNED_MB) faults.push(`marks and lanes take ${Math.round(churned)} MB`);
  for (const { table, updates, hot } of await rewritten(owner)) {
    const vacuumed = await heapOf(owner, table);
    await owner.query(`vacuum full ${table}`);
    const live = await heapOf(owner, table);
    const isSwollen = vacuumed > live * MOST_SWOLLEN + SLACK_MB;
    const is = `${table}: ${vacuumed.toFixed(1)} MB after a vacuum, ${live.toFixed(1)} live; ${updates.toLocaleString("en")} updates (${hot} % in place)`;
    if (isSwollen || vacuumed > SLACK_MB) notes.push(is);
    if (isJudged && isSwollen) faults.push(is);
  }
  return {
    title: `Soak: ${webhooks.toLocaleString("en")} webhooks of ${SHOPS} shops at ${PER_SECOND.toLocaleString("en")}/s, worker behind them`,
    columns: [
      "",
      "acknowledged/s",
      "p50 ms",
      "p99 ms",
      "lost",
      "marks waiting",
      "MB: web, web, worker",
      "marks and lanes MB",
      "deliveries MB",
      "processor, of one core",
    ],
    rows,
    notes,
    faults,
  };
}

const PER_MB = 2 ** 20;

/** Megabytes a process has in memory; NaN where there is no /proc. */
function memoryOf(part: Part | undefined): number {
  try {
    const status = readFileSync(`/proc/${part?.pid ?? 0}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

async function count(owner: pg.Pool, sql: string, values: readonly unknown[] = []): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(sql, [...values]);
  return rows[0]?.n ?? Number.NaN;
}

const waiting = (owner: pg.Pool) => count(owner, "select count(*)::int as n from mark");

/** Megabytes with indexes. */
const sizeOf = (owner: pg.Pool, tables: readonly string[]) =>
  count(owner, `select sum(pg_total_relation_size(t::regclass)) / ${PER_MB}::float as n from unnest($1::text[]) t`, [
    tables,
  ]);

/** Megabytes of the rows alone. */
const heapOf = (owner: pg.Pool, table: string) =>
  count(owner, `select pg_relation_size($1::regclass) / ${PER_MB}::float as n`, [table]);

/** Tables whose rows were changed or deleted, the most changed first; partitions, not what they are parts of. */
async function rewritten(owner: pg.Pool) {
  const { rows } = await owner.query<{ table: string; updates: number; hot: number }>(
    `select relname as table, n_tup_upd::float as updates, round(100.0 * n_tup_hot_upd / greatest(n_tup_upd, 1))::int as hot
       from pg_stat_user_tables where schemaname = 'public' and n_tup_upd + n_tup_del > 0 order by n_tup_upd + n_tup_del desc`,
  );
  return rows;
}

/** Waits until the worker has nothing to do; throws Error when it has after five minutes. */
async function untilWorkedOff(owner: pg.Pool): Promise<void> {
  const deadline = performance.now() + 300_000;
  while ((await waiting(owner)) > 0) {
    if (performance.now() > deadline) throw new Error("marks are left five minutes after the last webhook");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
