import { num } from "../solver/floats.ts";
import type { BatchProblem } from "./problem.ts";

/**
 * A batch as flat tables. What orders share is a *row*: the stock of an item at a location (row item × locations + location), and after those the
 * capacity of each location. A unit of a line from a location uses one of each. A *cell* is a line and a location (line × locations + location).
 */
export interface BatchTables {
  readonly orders: number;
  readonly locations: number;
  readonly items: number;
  /** Units, by row. */
  readonly limits: Float64Array;
  /** The row of the first location's capacity. */
  readonly capacityRow: number;
  /** Whether any location has a limited capacity. */
  readonly capped: boolean;
  /** An order's lines are lineFrom[order] up to lineFrom[order + 1]. */
  readonly lineFrom: Float64Array;
  /** By line. */
  readonly item: Float64Array;
  readonly demand: Float64Array;
  readonly unfilledTicks: Float64Array;
  /** By cell. */
  readonly unitTicks: Float64Array;
  /** By order × locations + location: what the parcel costs as one more. */
  readonly parcelTicks: Float64Array;
  /** By order: taken off when anything ships, as the first parcel is not one more. */
  readonly extraParcelTicks: Float64Array;
  readonly maxParcels: Float64Array;
  /** Plans there are already, to be left only for more than a saving. Null: there are none. */
  readonly present: Present | null;
}

export interface Present {
  /** Units by cell. */
  readonly takes: Float64Array;
  /** Cost by order. */
  readonly ticks: Float64Array;
  /** What a plan other than the present one costs on top, per order. */
  readonly moveTicks: number;
}

export function tablesOf({ capacity, stock, orders }: BatchProblem, present: Present | null = null): BatchTables {
  const lines = orders.flatMap((order) => order.lines);
  let from = 0;
  return {
    orders: orders.length,
    locations: capacity.length,
    items: stock.length,
    limits: Float64Array.from([...stock.flat(), ...capacity]),
    capacityRow: stock.length * capacity.length,
    capped: capacity.some((units) => units < Infinity),
    lineFrom: Float64Array.from([0, ...orders.map((order) => (from += order.lines.length))]),
    item: Float64Array.from(lines, (line) => line.item),
    demand: Float64Array.from(lines, (line) => line.demand),
    unfilledTicks: Float64Array.from(lines, (line) => line.unfilledTicks),
    unitTicks: Float64Array.from(lines.flatMap((line) => line.ticks)),
    parcelTicks: Float64Array.from(
      orders.flatMap((order) => order.parcelTicks.map((ticks) => ticks + order.extraParcelTicks)),
    ),
    extraParcelTicks: Float64Array.from(orders, (order) => order.extraParcelTicks),
    maxParcels: Float64Array.from(orders, (order) => order.maxParcels),
    present,
  };
}

/** Adds to rows what an order's units use of them, `times` as often. The order's cells begin at `from`. */
export function addUse(
  { locations, lineFrom, item, capacityRow }: BatchTables,
  order: number,
  cells: Float64Array,
  from: number,
  times: number,
  rows: Float64Array,
): void {
  let cell = from;
  for (let line = num(lineFrom, order); line < num(lineFrom, order + 1); line++) {
    const row = num(item, line) * locations;
    for (let location = 0; location < locations; location++) {
      const units = times * num(cells, cell++);
      if (units === 0) continue;
      rows[row + location] = num(rows, row + location) + units;
      rows[capacityRow + location] = num(rows, capacityRow + location) + units;
    }
  }
}
