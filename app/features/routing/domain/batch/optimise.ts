import { at } from "../at.ts";
import { pricerOf } from "./cheapest.ts";
import { draftOf } from "./draft.ts";
import { lowerBoundOf } from "./lower-bound.ts";
import { type BatchPlan, type BatchProblem, type Effort, usualEffort } from "./problem.ts";
import { seededRandom } from "./random.ts";
import { makeCheaper } from "./search.ts";
import { tablesOf } from "./tables.ts";

export interface BatchResult {
  readonly plan: BatchPlan;
  /** What the plan costs. */
  readonly ticks: number;
  /** No plan costs less. */
  readonly leastTicks: number;
  /** How far the plan may be from the cheapest, as a share of leastTicks: 0.005 is half a percent, 0 is proven. */
  readonly gap: number;
  /** Units left out. */
  readonly unfilled: number;
}

/**
 * Plans orders that draw on the same stock together (the periodic re-evaluation of Xu, Allgor, Graves 2009, doi 10.1287/msom.1080.0222): first the
 * prices of scarce units, from which follows what no plan can be below (lower-bound.ts), then a search that these prices guide (search.ts). The
 * cost does not depend on the sequence of the orders: they are sorted by what is in them.
 */
export function optimiseBatch(problem: BatchProblem, effort: Effort = usualEffort(problem.orders.length)): BatchResult {
  const sequence = problem.orders
    .map((order, index) => ({ order, index, key: JSON.stringify(order) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const tables = tablesOf({ ...problem, orders: sequence.map(({ order }) => order) });
  const random = seededRandom(1);
  const pricer = pricerOf(tables, random);
  const draft = draftOf(tables, pricer);
  const placeAll = (prices: Float64Array, weight: number) => {
    for (let order = 0; order < tables.orders; order++) draft.place(order, prices, weight, 0);
  };

  placeAll(new Float64Array(tables.limits.length), 0);
  const { prices, leastTicks } = lowerBoundOf(tables, pricer, draft.ticks(), effort);
  for (let order = 0; order < tables.orders; order++) draft.takeOut(order);
  placeAll(prices, 1);
  makeCheaper(tables, draft, { prices, leastTicks }, random, effort);

  const sorted = draft.plan();
  const plan = [...sorted];
  for (const [n, { index }] of sequence.entries()) plan[index] = at(sorted, n);
  const ticks = draft.ticks();
  return {
    plan,
    ticks,
    leastTicks,
    gap: ticks === leastTicks ? 0 : (ticks - leastTicks) / leastTicks,
    unfilled: plan.reduce((sum, order) => order.unfilled.reduce((units, missing) => units + missing, sum), 0),
  };
}
