import { Bug } from "../../../../core/faults.ts";
import { at } from "../at.ts";
import { num } from "../solver/floats.ts";
import type { OrderPlan } from "../solver/problem.ts";
import { costOf } from "./draft.ts";
import type { BatchOrder, BatchPlan, BatchProblem } from "./problem.ts";
import { addUse, type BatchTables, type Present, tablesOf } from "./tables.ts";

/**
 * The tables of orders that have plans already.
 *
 * @param moveTicks what another plan than the present one costs on top
 * @throws Bug when the plans do not fit the problem
 */
export function withPresent(
  problem: BatchProblem,
  plans: BatchPlan,
  moveTicks: number,
): BatchTables & { present: Present } {
  const dearest = Math.max(0, ...problem.orders.flatMap((order) => order.lines.map((line) => line.unfilledTicks)));
  const orders = problem.orders.map((order, n) => keepingFilled(order, at(plans, n), 2 * dearest));
  const tables = tablesOf({ ...problem, orders });
  const takes = Float64Array.from(orders.flatMap((order, n) => cellsOf(order, at(plans, n), problem.capacity.length)));
  const ticks = Float64Array.from(orders, (_, order) => costOf(tables, order, takes));
  const used = new Float64Array(tables.limits.length);
  for (let order = 0; order < orders.length; order++) {
    addUse(tables, order, takes, num(tables.lineFrom, order) * tables.locations, 1, used);
  }
  if (ticks.includes(Infinity)) throw new Bug(`the present plan of order ${ticks.indexOf(Infinity)} is not allowed`);
  const over = used.findIndex((units, row) => units > num(tables.limits, row));
  if (over >= 0)
    throw new Bug(`the present plans take ${num(used, over)} of the ${num(tables.limits, over)} units of row ${over}`);
  return { ...tables, present: { takes, ticks, moveTicks } };
}

/** Lines that have all their units are dearer to leave out than any other, so that no order gives up units for another. */
function keepingFilled(order: BatchOrder, plan: OrderPlan, unfilledTicks: number): BatchOrder {
  const lines = order.lines.map((line, n) => (plan.unfilled[n] === 0 ? { ...line, unfilledTicks } : line));
  return { ...order, lines };
}

function cellsOf({ lines }: BatchOrder, plan: OrderPlan, locations: number): number[] {
  const cells = new Array<number>(lines.length * locations).fill(0);
  for (const { location, takes } of plan.parcels) {
    for (const [line, units] of takes.entries()) cells[line * locations + location] = units;
  }
  return cells;
}
