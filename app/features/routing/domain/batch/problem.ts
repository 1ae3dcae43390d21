import type { OrderPlan } from "../solver/problem.ts";

/**
 * Many orders that draw on the same stock, as numbers. Locations and items are known by their index. Every amount is in ticks (cost.ts), a whole
 * number and never negative; `Infinity` means "may not".
 *
 *     cost = Σ orders ( Σ parcels parcelTicks[l] + (parcels − 1) × extraParcelTicks + Σ units line.ticks[l] + Σ left out × line.unfilledTicks )
 *
 * Orders whose lines hang together (kits, ship-complete, a least parcel value) are not for the batch: they keep their place, and what they hold
 * is not in the stock given here. Scarcity is not in the prices either: the other orders are here themselves.
 */
export interface BatchProblem {
  /** Most units each location can take, Infinity without a limit. Its length is the number of locations. */
  readonly capacity: readonly number[];
  /** Usable units, by item and location. */
  readonly stock: readonly (readonly number[])[];
  readonly orders: readonly BatchOrder[];
}

export interface BatchOrder {
  /** Price of a parcel from each location, however little is in it. */
  readonly parcelTicks: readonly number[];
  /** Price of each parcel after the first. */
  readonly extraParcelTicks: number;
  readonly maxParcels: number;
  /** At most one for each item. */
  readonly lines: readonly BatchLine[];
}

export interface BatchLine {
  readonly item: number;
  /** How many are wanted, at least 1. */
  readonly demand: number;
  /** Price of one from each location. */
  readonly ticks: readonly number[];
  /** Price of leaving one out, finite. Above every price of shipping one, no unit is left out while a location that may ship it has it. */
  readonly unfilledTicks: number;
}

/** A plan for each order, in their order. What its takes count are the order's lines. */
export type BatchPlan = readonly OrderPlan[];

/** How long to look. The same effort gives the same plan as long as `spent` does not end it. */
export interface Effort {
  /** Times that some orders are planned anew together. */
  readonly tries: number;
  /** Share of the time there is that is over, from 0 to 1: the edge's clock, given in. At 1 the work ends with the best found. */
  readonly spent: () => number;
}

/** 200 tries an order come within 0.1 % of what ten times as many find. Few orders are so quick that they may as well be tried more often. */
export function usualEffort(orders: number, spent: () => number = () => 0): Effort {
  return { tries: Math.max(10_000, 200 * orders), spent };
}
