import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BenchDatabase, BenchOptions } from "../bench-database.ts";
import type { Report } from "../report.ts";
import { barChart, shareChart } from "./charts.ts";
import { readFigures, type MonthFigures } from "./figures.ts";
import { MONTH_BEGINS, openMonth, playMonth } from "./play-month.ts";

/** Where the charts are left. */
const FOLDER = ".data/month";

/**
 * A month of a shop with a carrier that drifts, loses and falls silent: were dates kept, did those predicted hold, was somebody warned in time, and how much did
 * shoppers hear. The baseline of each week is what the carrier itself did.
 */
export async function benchMonth({ owner }: BenchDatabase, { orders }: BenchOptions): Promise<Report> {
  // Nobody crashes in this month, and nothing of it is about speed: it need not wait for the disk.
  await owner.query("alter role entrega_app set synchronous_commit = off");
  const { openWorld } = await import("../../setup/world.ts");
  const world = await openWorld({ start: MONTH_BEGINS.toISOString() });
  const installed = await openMonth(world);
  const started = performance.now();
  const placed = await playMonth(world, installed, orders, (line) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${line}  `);
  });
  const figures = await readFigures(world, installed.shopId, MONTH_BEGINS);
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, chart] of Object.entries(chartsOf(figures))) writeFileSync(join(FOLDER, `${name}.svg`), chart);
  return reportOf(figures, placed, (performance.now() - started) / 1_000, world.devshop.problems);
}

const share = (part: number, whole: number): string => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`);
const percent = (value: number | null): string => (value === null ? "–" : `${(100 * value).toFixed(1)} %`);

function reportOf(figures: MonthFigures, placed: number, seconds: number, problems: readonly string[]): Report {
  const { orders, late, warned, lateWarned, weeks, risks, messages } = figures;
  const decided = messages.reduce((sum, { count }) => sum + count, 0);
  return {
    title: `A month: ${placed.toLocaleString("en")} orders, ${late.toLocaleString("en")} late or not there`,
    columns: ["", "arrived", "in time (bought)", "in time (last shown)", "predicted", "by p50", "by p90"],
    rows: weeks.map((week) => [
      `week ${week.week}`,
      String(week.arrived),
      percent(week.onTimeBought),
      percent(week.onTimeLast),
      String(week.predicted),
      percent(week.byP50),
      percent(week.byP90),
    ]),
    notes: [
      `warned before the promised day was over: precision ${share(lateWarned, warned)} (${lateWarned} of ${warned}), recall ${share(lateWarned, late)} (of ${late} late)`,
      ...risks.map(
        ({ kind, raised, right, hoursAhead }) =>
          `risk ${kind}: ${raised} raised, ${share(right, raised)} of them late; ${hoursAhead === null ? "never ahead" : `${hoursAhead.toFixed(0)} h ahead (median)`}`,
      ),
      `messages decided: ${(decided / Math.max(1, orders)).toFixed(2)} an order (${messages.map(({ kind, status, count }) => `${kind} ${status} ${count}`).join(", ")})`,
      `${(placed / seconds).toFixed(1)} orders a second of this machine's time, ${seconds.toFixed(0)} s; charts in ${FOLDER}`,
    ],
    faults: [
      ...problems.map((problem) => `dev shop: ${problem}`),
      ...(orders === placed ? [] : [`${placed} orders were placed and ${orders} are known`]),
    ],
  };
}

function chartsOf({ weeks, risks, messages }: MonthFigures): Readonly<Record<string, string>> {
  const places = weeks.map(({ week }) => `week ${week}`);
  const kinds = [...new Set(messages.map(({ kind }) => kind))];
  return {
    "on-time": shareChart("In time, against what the shopper was shown", places, [
      { name: "promised when bought", values: weeks.map(({ onTimeBought }) => onTimeBought) },
      { name: "shown last", values: weeks.map(({ onTimeLast }) => onTimeLast) },
    ]),
    calibration: shareChart(
      "Predicted dates: how many arrived by then",
      places,
      [
        { name: "by p50", values: weeks.map(({ byP50 }) => byP50) },
        { name: "by p90", values: weeks.map(({ byP90 }) => byP90) },
      ],
      [
        { name: "50 %", share: 0.5 },
        { name: "90 %", share: 0.9 },
      ],
    ),
    risks: barChart(
      "Risks raised",
      ["late in the end", "in time after all"],
      risks.map(({ kind, raised, right }) => ({ name: kind, parts: [right, raised - right] })),
    ),
    messages: barChart(
      "Messages",
      ["all outcomes"],
      kinds.map((kind) => ({
        name: kind,
        parts: [messages.filter((each) => each.kind === kind).reduce((sum, { count }) => sum + count, 0)],
      })),
    ),
  };
}
