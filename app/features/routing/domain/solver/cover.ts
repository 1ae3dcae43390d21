import type { Floats } from "./floats.ts";
import { num } from "./floats.ts";
import type { Tables } from "./tables.ts";

/** How many parcels a plan of several has. */
export interface Span {
  readonly fewest: number;
  readonly most: number;
}

/** Whether a set of places has this one, or a twin of it (openings.ts). */
export const isIn = ({ locationIndex, hasTwins }: Tables, set: readonly number[], place: number): boolean =>
  hasTwins ? set.some((each) => locationIndex[each] === locationIndex[place]) : set.includes(place);

/** At least as many as the best stocked locations need for any one bundle; at most as many as can all have the least value. */
export function spanOf({
  bundles,
  musts,
  demand,
  limit,
  several,
  locationIndex,
  mostValued,
  maxParcels,
}: Tables): Span {
  // Of twins the last: it holds most.
  const roomiest = several.filter((place, n) => locationIndex[place] !== locationIndex[several[n + 1] ?? -1]);
  let fewest = 2;
  for (const b of musts) {
    const units = roomiest.map((location) => num(limit, location * bundles + b)).sort((x, y) => y - x);
    let missing = num(demand, b);
    let parcels = 0;
    for (; missing > 0 && parcels < units.length; parcels++) missing -= units[parcels] ?? 0;
    fewest = Math.max(fewest, missing > 0 ? Infinity : parcels);
  }
  return { fewest, most: Math.min(maxParcels, roomiest.length, mostValued) };
}

/** A first guess: one location after the other that ships what is missing at the lowest price per unit, its parcel included. */
export function coverOf(tables: Tables, most: number, floats: Floats): number[] {
  const { bundles, musts, demand, limit, several, parcelTicks, stepFrom, stepTicks } = tables;
  const missing = floats(bundles);
  missing.set(demand);
  const set: number[] = [];
  while (set.length < most && musts.some((b) => num(missing, b) > 0)) {
    let next = -1;
    let lowest = Infinity;
    for (const location of several) {
      let ticks = num(parcelTicks, location);
      let units = 0;
      for (const b of musts) {
        const cell = location * bundles + b;
        const taken = Math.min(num(missing, b), num(limit, cell));
        if (taken > 0) ticks += taken * num(stepTicks, num(stepFrom, cell));
        units += taken;
      }
      if (units > 0 && ticks / units < lowest && !isIn(tables, set, location)) {
        lowest = ticks / units;
        next = location;
      }
    }
    if (next < 0) break;
    set.push(next);
    for (const b of musts) missing[b] = Math.max(0, num(missing, b) - num(limit, next * bundles + b));
  }
  return set.sort((a, b) => a - b);
}
