import { num } from "../solver/floats.ts";
import type { OrderPlan } from "../solver/problem.ts";
import type { Pricer } from "./cheapest.ts";
import type { BatchPlan } from "./problem.ts";
import { addUse, type BatchTables } from "./tables.ts";

/** A plan of all orders in the making. It never takes more of a row than its limit. */
export interface Draft {
  /** Units by cell. An order's are together. */
  readonly takes: Float64Array;
  /** Cost of all orders in ticks, with what moving away from present plans costs. */
  ticks(): number;
  /** Frees what an order takes; until it is placed again all its units are left out. */
  takeOut(order: number): void;
  /** Gives an order that is out the plan that is cheapest with what is left: cheapest.ts. */
  place(order: number, prices: Float64Array, weight: number, blinks: number): void;
  /** Gives an order that is out the units that `cells` has for it. */
  put(order: number, cells: Float64Array): void;
  plan(): BatchPlan;
}

/** Begins with all orders out. */
export function draftOf(tables: BatchTables, pricer: Pricer): Draft {
  const { orders, locations, limits, lineFrom, item, demand, present } = tables;
  const takes = new Float64Array(item.length * locations);
  const left = limits.slice();
  const nothing = Float64Array.from({ length: orders }, (_, order) => costOf(tables, order, takes));
  const ticks = nothing.slice();
  let total = ticks.reduce((sum, each) => sum + each, 0);
  const firstCell = (order: number) => num(lineFrom, order) * locations;

  const isPresent = (order: number, held: Float64Array): boolean => {
    for (let cell = firstCell(order); cell < firstCell(order + 1); cell++) {
      if (num(takes, cell) !== num(held, cell)) return false;
    }
    return true;
  };
  const set = (order: number, cells: Float64Array, from: number) => {
    const start = firstCell(order);
    const end = firstCell(order + 1);
    for (let cell = start; cell < end; cell++) takes[cell] = num(cells, cell - start + from);
    addUse(tables, order, takes, start, -1, left);
    const moved = present === null || isPresent(order, present.takes) ? 0 : present.moveTicks;
    const now = costOf(tables, order, takes) + moved;
    total += now - num(ticks, order);
    ticks[order] = now;
  };
  const planOf = (order: number): OrderPlan => {
    const lines = Array.from(
      { length: num(lineFrom, order + 1) - num(lineFrom, order) },
      (_, n) => num(lineFrom, order) + n,
    );
    const parcels = Array.from({ length: locations }, (_, location) => ({
      location,
      takes: lines.map((line) => num(takes, line * locations + location)),
    })).filter((parcel) => parcel.takes.some((units) => units > 0));
    const shipped = (n: number) => parcels.reduce((sum, parcel) => sum + (parcel.takes[n] ?? 0), 0);
    return {
      ticks: costOf(tables, order, takes),
      parcels,
      unfilled: lines.map((line, n) => num(demand, line) - shipped(n)),
    };
  };
  return {
    takes,
    ticks: () => total,
    takeOut(order) {
      addUse(tables, order, takes, firstCell(order), 1, left);
      takes.fill(0, firstCell(order), firstCell(order + 1));
      total += num(nothing, order) - num(ticks, order);
      ticks[order] = num(nothing, order);
    },
    place(order, prices, weight, blinks) {
      pricer.plan(order, left, prices, weight, blinks);
      set(order, pricer.takes, 0);
    },
    put: (order, cells) => set(order, cells, firstCell(order)),
    plan: () => Array.from({ length: orders }, (_, order) => planOf(order)),
  };
}

/** What an order costs in ticks with these units by cell. */
export function costOf(tables: BatchTables, order: number, takes: Float64Array): number {
  const { locations, lineFrom, demand, unfilledTicks, unitTicks, parcelTicks, extraParcelTicks } = tables;
  const first = num(lineFrom, order);
  const end = num(lineFrom, order + 1);
  let ticks = 0;
  for (let line = first; line < end; line++) ticks += num(demand, line) * num(unfilledTicks, line);
  let parcels = 0;
  for (let location = 0; location < locations; location++) {
    let ships = false;
    for (let line = first; line < end; line++) {
      const units = num(takes, line * locations + location);
      if (units === 0) continue;
      ships = true;
      ticks += units * (num(unitTicks, line * locations + location) - num(unfilledTicks, line));
    }
    if (!ships) continue;
    ticks += num(parcelTicks, order * locations + location);
    parcels++;
  }
  return parcels === 0 ? ticks : ticks - num(extraParcelTicks, order);
}
