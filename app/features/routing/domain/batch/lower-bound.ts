import { num } from "../solver/floats.ts";
import type { Pricer } from "./cheapest.ts";
import type { Effort } from "./problem.ts";
import { addUse, type BatchTables } from "./tables.ts";

/** Prices of the rows, and what follows from them. */
export interface RowPrices {
  /** Ticks a unit, by row: what it is worth to the orders that compete for it. */
  readonly prices: Float64Array;
  /** No plan costs less. */
  readonly leastTicks: number;
}

/** Steps without a bound so much better before the next ones are shorter, by how much, and when they are too short to matter. */
const PATIENCE = 20;
const WORTH_IT = 1 + 1e-6;
const SHORTER = 0.6;
const SHORTEST = 1e-3;
/** Much of a step repeats the one before: on the ridges of the bound the bare subgradients point to and fro. */
const SAME_WAY = 0.7;
/** Share of the time there is that it may take. */
const MOST_TIME = 0.4;
/** What the roundings of a bound's sum may have added to it, as a share of what was summed. */
const ROUNDING = 1e-9;

/**
 * The Lagrangian bound (Fisher 1981, doi 10.1287/mnsc.27.1.1): when using a row costs its price and its limit is lifted, each order takes its
 * cheapest plan by itself, and for any prices ≥ 0
 *
 *     Σ orders (least price) − Σ rows price × limit  ≤  cost of every plan that keeps to the limits.
 *
 * The best prices are looked for by subgradient steps: a row asked for beyond its limit becomes dearer, one asked for less becomes cheaper, as far
 * as the distance to a known plan's cost says (Polyak 1969). They end some 400 steps later within 0.01 % of the best such bound.
 *
 * @param upper cost of a plan that keeps to the limits, in ticks
 */
export function lowerBoundOf(tables: BatchTables, pricer: Pricer, upper: number, { spent }: Effort): RowPrices {
  const { limits, orders } = tables;
  const rows = limits.length;
  const prices = startingPrices(tables);
  const best = prices.slice();
  const used = new Float64Array(rows);
  const direction = new Float64Array(rows);
  let [leastTicks, pace, idle] = [0, 1, 0];
  while (pace > SHORTEST && spent() < MOST_TIME) {
    used.fill(0);
    let sum = 0;
    let rent = 0;
    for (let order = 0; order < orders; order++) {
      sum += pricer.bound(order, prices);
      addUse(tables, order, pricer.takes, 0, 1, used);
    }
    for (let row = 0; row < rows; row++) if (num(prices, row) > 0) rent += num(prices, row) * num(limits, row);
    const bound = Math.ceil(sum - rent - ROUNDING * (sum + rent));
    idle = bound > leastTicks * WORTH_IT ? 0 : idle + 1;
    if (bound > leastTicks) {
      leastTicks = bound;
      best.set(prices);
    }
    if (idle === PATIENCE) {
      pace *= SHORTER;
      idle = 0;
      prices.set(best);
      direction.fill(0);
    }
    let length = 0;
    for (let row = 0; row < rows; row++) {
      const excess = num(used, row) - num(limits, row);
      const way = SAME_WAY * num(direction, row) + (num(prices, row) === 0 ? Math.max(0, excess) : excess);
      direction[row] = way;
      length += way * way;
    }
    const scale = (pace * (upper - bound)) / length;
    // Nothing is used beyond its limit, or the plan known is as cheap as the bound.
    if (!(scale > 0 && scale < Infinity)) break;
    for (let row = 0; row < rows; row++) prices[row] = Math.max(0, num(prices, row) + scale * num(direction, row));
  }
  return { prices: best, leastTicks };
}

/**
 * An item of which there is too little starts at what its last unit saves when those units ship that save most: without it the price would have
 * to climb from nothing to nearly the price of a unit left out, which is far above all others.
 */
function startingPrices(tables: BatchTables): Float64Array {
  const { items, locations, limits, demand, unfilledTicks, unitTicks, parcelTicks, lineFrom, item, orders } = tables;
  const prices = new Float64Array(limits.length);
  const savings: { ticks: number; units: number }[][] = Array.from({ length: items }, () => []);
  for (let order = 0; order < orders; order++) {
    for (let line = num(lineFrom, order); line < num(lineFrom, order + 1); line++) {
      let least = Infinity;
      for (let location = 0; location < locations; location++) {
        if (num(limits, num(item, line) * locations + location) === 0) continue;
        const ticks = num(unitTicks, line * locations + location) + num(parcelTicks, order * locations + location);
        least = Math.min(least, ticks);
      }
      const ticks = Math.max(0, num(unfilledTicks, line) - least);
      savings[num(item, line)]?.push({ ticks, units: num(demand, line) });
    }
  }
  for (const [which, unsorted] of savings.entries()) {
    const from = which * locations;
    let left = limits.subarray(from, from + locations).reduce((sum, units) => sum + units, 0);
    const wanted = unsorted.reduce((sum, { units }) => sum + units, 0);
    if (left === 0 || left >= wanted) continue;
    for (const { ticks, units } of unsorted.toSorted((a, b) => b.ticks - a.ticks)) {
      if (left > 0) prices.fill(ticks, from, from + locations);
      left -= units;
    }
  }
  return prices;
}
