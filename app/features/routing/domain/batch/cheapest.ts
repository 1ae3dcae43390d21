import { num } from "../solver/floats.ts";
import { offersOf } from "./offers.ts";
import type { BatchTables } from "./tables.ts";

/** Finds the cheapest plan of one order when every row has a price. */
export interface Pricer {
  /** What was found last: units by line of the order × locations + location. */
  readonly takes: Float64Array;
  /**
   * The least price of an order in ticks: its cost plus `weight` × the prices of the rows it uses, taking no more than `left` of a row. It may not be
   * the least where a capacity is too small for all of an order's lines, or where there were too many sets of locations to try.
   * `blinks`: how often a location is seen with fewer units than it has, so that an order leaves some to the next.
   */
  plan(order: number, left: Float64Array, prices: Float64Array, weight: number, blinks: number): number;
  /** What no plan of the order can be below with the limits left, equal to plan() but for those exceptions. */
  bound(order: number, prices: Float64Array): number;
}

/** More sets of locations than these are not tried for one order: all of 12 locations, about 0.1 ms. */
const MOST_SETS = 4_096;

/**
 * With the set of locations that ship given, each line takes from the cheapest of them first. The sets are tried one by one; a set is left aside
 * with all that contain it when what its locations cost at the least is no less than the best plan found (offers.ts).
 */
export function pricerOf(tables: BatchTables, random: () => number): Pricer {
  const { locations, lineFrom, item, demand, unfilledTicks, parcelTicks, capacityRow, present } = tables;
  const offers = offersOf(tables, random);
  const { candidate, atLeast, place, price, usable, places } = offers;
  const takes = new Float64Array(place.length);
  const isOpen = new Float64Array(locations);
  const isBest = new Float64Array(locations);
  const room = new Float64Array(locations);
  let left = tables.limits;
  let [order, first, lines, most, sets, best] = [0, 0, 0, 0, 0, 0];
  let coupled = false;

  /** `base` and the price of all units when the open locations ship; ends when that is no longer below `below`. */
  const fill = (base: number, below: number, write: boolean): number => {
    let total = base;
    if (coupled) room.set(left.subarray(capacityRow));
    for (let line = 0; line < lines && total < below; line++) {
      let missing = num(demand, first + line);
      const start = line * locations;
      const end = start + num(places, line);
      for (let rank = start; rank < end && missing > 0; rank++) {
        const location = num(place, rank);
        if (num(isOpen, location) === 0) continue;
        let units = Math.min(missing, num(usable, rank));
        if (coupled) {
          units = Math.min(units, num(room, location));
          room[location] = num(room, location) - units;
        }
        if (write) takes[start + location] = units;
        total += units * num(price, rank);
        missing -= units;
      }
      if (missing > 0) total += missing * num(unfilledTicks, first + line);
    }
    return total;
  };
  const tryOpen = (base: number) => {
    sets++;
    const total = fill(base, best, false);
    if (total >= best) return;
    best = total;
    isBest.set(isOpen);
  };
  /** Opens one more candidate, of those from `from` on. Sets of one were tried before: a good plan early leaves more aside. */
  const search = (from: number, parcels: number, base: number, least: number) => {
    for (let rank = from; rank < offers.candidates; rank++) {
      const low = least + num(atLeast, rank);
      if (low >= best || sets >= MOST_SETS) return;
      const location = num(candidate, rank);
      const more = base + num(parcelTicks, order * locations + location);
      isOpen[location] = 1;
      if (parcels > 1) tryOpen(more);
      if (parcels < most) search(rank + 1, parcels + 1, more, low);
      isOpen[location] = 0;
    }
  };
  const solve = (which: number, prices: Float64Array, weight: number, blinks: number): number => {
    order = which;
    first = num(lineFrom, order);
    lines = num(lineFrom, order + 1) - first;
    sets = 0;
    offers.collect(order, left, prices, weight, blinks);
    const { candidates } = offers;
    most = Math.min(num(tables.maxParcels, order), candidates);
    isOpen.fill(0);
    isBest.fill(0);
    const moving = present?.moveTicks ?? 0;
    best = fill(moving, Infinity, false);
    const base = moving - num(tables.extraParcelTicks, order);
    for (let rank = 0; rank < candidates; rank++) {
      const location = num(candidate, rank);
      isOpen[location] = 1;
      tryOpen(base + num(parcelTicks, order * locations + location));
      isOpen[location] = 0;
    }
    if (most > 1) search(0, 1, base, base + offers.least);
    const stay = present === null ? Infinity : stayPrice(present.takes, num(present.ticks, order), prices, weight);
    takes.fill(0, 0, lines * locations);
    if (present !== null && stay <= best) {
      takes.set(present.takes.subarray(first * locations, (first + lines) * locations));
    } else {
      isOpen.set(isBest);
      fill(0, Infinity, true);
    }
    return Math.min(stay, best);
  };
  /** The price of the present plan, Infinity when it no longer fits. */
  const stayPrice = (held: Float64Array, ticks: number, prices: Float64Array, weight: number): number => {
    let total = ticks;
    for (let location = 0; location < locations; location++) {
      let load = 0;
      for (let line = first; line < first + lines; line++) {
        const units = num(held, line * locations + location);
        if (units === 0) continue;
        const row = num(item, line) * locations + location;
        if (units > num(left, row)) return Infinity;
        load += units;
        total += units * weight * (num(prices, row) + num(prices, capacityRow + location));
      }
      if (load > num(left, capacityRow + location)) return Infinity;
    }
    return total;
  };
  return {
    takes,
    plan(which, leftNow, prices, weight, blinks) {
      left = leftNow;
      coupled = tables.capped;
      return solve(which, prices, weight, blinks);
    },
    bound(which, prices) {
      left = tables.limits;
      coupled = false;
      const found = solve(which, prices, 1, 0);
      return sets < MOST_SETS ? found : Math.min(found, offers.least - num(tables.extraParcelTicks, which));
    },
  };
}
