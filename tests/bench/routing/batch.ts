import { optimiseBatch } from "../../../app/features/routing/domain/batch/optimise.ts";
import { TICKS_PER_MINOR } from "../../../app/features/routing/domain/cost.ts";
import { questionOf } from "../../../scripts/evaluate/routing/question.ts";
import { batchFaults } from "../../oracle/batch-rules.ts";
import { HIGHS_TICKS_OFF, highsBatch } from "../../oracle/highs-batch.ts";
import type { BenchOptions } from "../bench-database.ts";
import type { Report } from "../report.ts";
import { batchInstance, type Size } from "./batch-instances.ts";

/** The most that a plan of 1,000 orders of the given kind may be above what is proven. */
const MOST_GAP = 0.005;

const given = { everywhere: false };
const SIZES: readonly Size[] = [
  { orders: 200, locations: 5, skus: 100, slack: 1, ...given },
  { orders: 200, locations: 5, skus: 100, slack: 1.1, ...given },
  { orders: 200, locations: 5, skus: 100, slack: 0.9, ...given },
  { orders: 500, locations: 8, skus: 250, slack: 1.1, ...given },
  { orders: 1_000, locations: 8, skus: 500, slack: 1, ...given },
  { orders: 1_000, locations: 8, skus: 500, slack: 1.1, ...given },
  { orders: 1_000, locations: 8, skus: 500, slack: 0.9, ...given },
  { orders: 500, locations: 8, skus: 250, slack: 1.1, everywhere: true },
  { orders: 1_000, locations: 8, skus: 500, slack: 1.1, everywhere: true },
];

/**
 * Open orders planned together, to the end of the usual effort on one core, beside HiGHS on the same batch for half as long as the option says.
 * Costs are without the penalties of units left out, which no plan can avoid where there is less stock than demand.
 */
export function benchBatch({ seconds }: BenchOptions): Report {
  const faults: string[] = [];
  const limit = seconds / 2;
  return {
    title: "Open orders together: orders × locations, stock as a share of demand, one core",
    columns: [
      "",
      "seconds",
      "cost",
      "proven gap %",
      "without penalties",
      "left out",
      `HiGHS, ${limit} s`,
      "its gap %",
      "above HiGHS %",
    ],
    rows: SIZES.map((size) => measure(size, limit, faults)),
    notes: [
      "proven gap: how far the plan may be above the cheapest, by a bound of its own; without penalties: as a share of the shipping cost alone",
      "above HiGHS: our shipping cost beside the best plan of HiGHS, which is the optimum where its gap is 0; below 0: ours is cheaper",
      "everywhere: every SKU at all locations, not at one to four as in the instances: the bound is farther from the optimum then",
    ],
    faults,
  };
}

function measure(size: Size, limit: number, faults: string[]): (string | number)[] {
  const { orders, locations, slack, everywhere } = size;
  const name = `${orders.toLocaleString("en")} × ${locations}, ${slack}${everywhere ? ", everywhere" : ""}`;
  const question = questionOf(batchInstance(size, 1));
  const lines = question.orders.flatMap((order) => order.lines);
  const lacking = question.stock.map((units, item) => {
    const wanted = lines.reduce((sum, line) => sum + (line.item === item ? line.demand : 0), 0);
    return Math.max(0, wanted - units.reduce((sum, each) => sum + each, 0));
  });
  const short = lacking.reduce((sum, units) => sum + units, 0);
  const penalty = short * (lines[0]?.unfilledTicks ?? 0);

  const start = performance.now();
  const { plan, ticks, leastTicks, gap, unfilled } = optimiseBatch(question);
  const took = (performance.now() - start) / 1_000;
  const highsStart = performance.now();
  const highs = highsBatch(question, limit);
  const highsTook = (performance.now() - highsStart) / 1_000;

  faults.push(...batchFaults(question, plan).map((fault) => `${name}: ${fault}`));
  if (unfilled !== short) faults.push(`${name}: ${unfilled} units left out, ${short} are lacking`);
  if (leastTicks > highs.ticks + HIGHS_TICKS_OFF) faults.push(`${name}: the bound is above a plan of HiGHS`);
  if (orders === 1_000 && !everywhere && gap > MOST_GAP) faults.push(`${name}: a proven gap of ${gap}`);
  const cost = ticks - penalty;
  return [
    name,
    took,
    cost / (100 * TICKS_PER_MINOR),
    percent(gap),
    percent((ticks - leastTicks) / cost),
    unfilled,
    highsTook,
    percent(highs.isOptimal ? 0 : 1 - highs.leastTicks / highs.ticks),
    percent(cost / (highs.ticks - penalty) - 1),
  ];
}

const percent = (share: number): string => (100 * share).toFixed(2);
