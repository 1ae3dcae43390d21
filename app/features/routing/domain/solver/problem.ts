/**
 * One order as numbers: what the solver sees. Locations, items and bundles are known by their index; whoever builds a
 * problem sorts them first, so that the same snapshot always gives the same problem.
 *
 * Every amount is in ticks (cost.ts), a whole number and never negative: a preference for a location is a price on the
 * others, so that no plan gains by opening one more parcel. `Infinity` means "may not".
 *
 *     cost = Σ parcels (parcelTicks[l] + its step of postage[l]) + (parcels − 1) × extraParcelTicks
 *          + Σ units bundle.ticks[l] + Σ items × locations (steps of scarcity) + Σ left out × bundle.unfilledTicks
 */
export interface OrderProblem {
  /** Price of a parcel from each location, however little is in it. Its length is the number of locations. */
  readonly parcelTicks: readonly number[];
  /**
   * By location, what a parcel costs by its weight, where that goes by steps: both numbers rise from step to step, and no parcel is heavier than the last one
   * says. Null, or none at all: nothing. Couples the bundles.
   */
  readonly postage?: readonly (readonly WeightStep[] | null)[];
  /** Price of each parcel after the first. */
  readonly extraParcelTicks: number;
  /** Most units each location can still take on that day, Infinity without a limit. Couples the bundles. */
  readonly capacity: readonly number[];
  readonly items: readonly SolverItem[];
  readonly bundles: readonly SolverBundle[];
  readonly maxParcels: number;
  /** Least value of every parcel when there is more than one, 0 for none. Couples the bundles. */
  readonly minParcelValue: number;
  /** What is left out follows in other parcels: the least value is an only parcel's, too. */
  readonly moreFollow?: boolean;
  /** Sets of bundles (by index) that leave in one parcel and in full, or, where that is allowed, not at all. Couples the bundles. */
  readonly together: readonly (readonly number[])[];
  /** Index of the location to keep to in a tie, null when it may not ship. */
  readonly home: number | null;
}

export interface WeightStep {
  readonly upToGrams: number;
  readonly ticks: number;
}

/** A stock that bundles draw on. */
export interface SolverItem {
  /** Usable units at each location. */
  readonly stock: readonly number[];
  /**
   * What taking the last units of a location costs, per location: steps of rising price, `units` at `ticks` each, counted from the first unit
   * taken. Units beyond the last step cost what the last step costs. Empty: nothing.
   */
  readonly scarcity: readonly (readonly ScarcityStep[])[];
}

export interface ScarcityStep {
  readonly units: number;
  readonly ticks: number;
}

/** What is not taken apart: a unit of a line, or a kit with all that is in it. */
export interface SolverBundle {
  /** How many are wanted, at least 1. */
  readonly demand: number;
  /** What one takes. Empty: nothing is counted, any location has it. */
  readonly uses: readonly { readonly item: number; readonly count: number }[];
  /** Of the capacity of a location. */
  readonly units: number;
  /** Counted for `minParcelValue`. */
  readonly value: number;
  /** Of one, for `postage`. Left out: nothing. */
  readonly grams?: number;
  /** Price of one from each location: weight × distance and what else goes by the unit. */
  readonly ticks: readonly number[];
  /** Price of leaving one out, null when everything ships or nothing does. */
  readonly unfilledTicks: number | null;
}

/** What ships from where. */
export interface OrderPlan {
  readonly ticks: number;
  /** In the order of their locations. Each takes at least one. */
  readonly parcels: readonly { readonly location: number; readonly takes: readonly number[] }[];
  /** Left out, per bundle. */
  readonly unfilled: readonly number[];
}

export interface SolverResult {
  /** The best plan, null when there is none (or none was found, when not `proven`). */
  readonly plan: OrderPlan | null;
  /** Nothing is better: every other way was tried or ruled out. */
  readonly proven: boolean;
  /** No plan costs less than this. Equal to the plan's ticks when proven. */
  readonly leastTicks: number;
}
