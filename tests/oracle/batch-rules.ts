/** The rules of a batch (batch/problem.ts), told again without its code: each order by the rules of one order, and what all of them take. */
import type { BatchPlan, BatchProblem } from "../../app/features/routing/domain/batch/problem.ts";
import type { OrderProblem } from "../../app/features/routing/domain/solver/problem.ts";
import { faultsOf } from "./order-rules.ts";

/** One of the orders as if it were alone. */
export function orderAlone({ capacity, stock, orders }: BatchProblem, which: number): OrderProblem {
  const order = orders[which];
  if (order === undefined) throw new Error(`no order ${which}`);
  return {
    parcelTicks: order.parcelTicks,
    extraParcelTicks: order.extraParcelTicks,
    capacity,
    items: stock.map((units) => ({ stock: units, scarcity: [] })),
    bundles: order.lines.map(({ item, demand, ticks, unfilledTicks }) => ({
      demand,
      uses: [{ item, count: 1 }],
      units: 1,
      value: 0,
      ticks,
      unfilledTicks,
    })),
    maxParcels: order.maxParcels,
    minParcelValue: 0,
    together: [],
    home: null,
  };
}

/** What is wrong with a plan: a rule of an order broken, a wrong sum, more taken of a stock or a capacity than there is. */
export function batchFaults(problem: BatchProblem, plan: BatchPlan): string[] {
  const { capacity, stock, orders } = problem;
  if (plan.length !== orders.length) return [`${plan.length} plans of ${orders.length} orders`];
  const faults = plan.flatMap((each, n) =>
    faultsOf(orderAlone(problem, n), each).map((fault) => `order ${n}: ${fault}`),
  );
  const taken = stock.map((units) => units.map(() => 0));
  const load = capacity.map(() => 0);
  for (const [n, { parcels }] of plan.entries()) {
    for (const { location, takes } of parcels) {
      for (const [line, units] of takes.entries()) {
        const row = taken[orders[n]?.lines[line]?.item ?? -1] ?? [];
        row[location] = (row[location] ?? NaN) + units;
        load[location] = (load[location] ?? NaN) + units;
      }
    }
  }
  for (const [item, row] of taken.entries()) {
    for (const [location, units] of row.entries()) {
      if (!(units <= (stock[item]?.[location] ?? 0))) faults.push(`${units} of item ${item} at ${location}`);
    }
  }
  for (const [location, units] of load.entries()) {
    if (!(units <= (capacity[location] ?? 0))) faults.push(`${units} units at ${location}`);
  }
  return faults;
}

/** What a plan costs by the plans' own sums. */
export function batchTicks(plan: BatchPlan): number {
  return plan.reduce((sum, { ticks }) => sum + ticks, 0);
}
