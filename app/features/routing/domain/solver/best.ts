import type { Allot } from "./allot.ts";
import { num } from "./floats.ts";
import type { Workspace } from "./workspace.ts";

/** The best plan known. Its total is in the prices of the tables, so equal totals have as many parcels, and home or not. */
export interface Best {
  readonly total: number;
  /** The locations that ship, in order. */
  readonly set: readonly number[];
  /** What each of them ships, by bundle. */
  readonly takes: readonly Float64Array[];
}

/** Tries sets of locations one by one and keeps the best plan. */
export interface Trial {
  readonly best: () => Best;
  /** Whether the set was tried to the end, not given up after `effort` fills. */
  readonly attempt: (set: readonly number[], effort?: number) => boolean;
}

export function trialOf(space: Workspace, allot: Allot, leaveAll: number): Trial {
  const { tables, takes } = space;
  const { bundles, grain, parcelTicks, locationIndex, hasTwins } = tables;
  // Of twins the first stands for all of them (openings.ts).
  const leads = hasTwins ? locationIndex.map((location) => locationIndex.indexOf(location)) : [];
  const comesFirst = (a: readonly number[], b: readonly number[]): boolean => {
    if (!hasTwins) return precedes(a, b);
    const [one, other] = [a, b].map((set) => set.map((place) => leads[place] ?? 0)) as [number[], number[]];
    return precedes(one, other) || (!precedes(other, one) && precedes(a, b));
  };
  let best: Best = { total: leaveAll, set: [], takes: [] };

  const keep = (set: readonly number[], total: number): void => {
    const used = set.map((location) => takes.slice(location * bundles, (location + 1) * bundles));
    // A location that got nothing has no parcel: without its price this is a plan of the others.
    const empty = set.filter((_, n) => used[n]?.every((units) => units === 0));
    const paid = empty.reduce((sum, location) => sum - num(parcelTicks, location), total);
    if (empty.length === set.length) return;
    const filled = set.filter((location) => !empty.includes(location));
    if (paid < best.total || (paid === best.total && comesFirst(filled, best.set)))
      best = { total: paid, set: filled, takes: used.filter((_, n) => !empty.includes(set[n] ?? -1)) };
  };
  /** What a plan from the set may cost to be better: as much as the best where the set would win the tie. */
  const limitOf = (set: readonly number[]): number => (comesFirst(set, best.set) ? best.total : best.total - grain);

  return {
    best: () => best,
    attempt: (set, effort) => {
      const found = (total: number): number => {
        keep(set, total);
        return limitOf(set);
      };
      return allot(set, limitOf(set), found, effort);
    },
  };
}

/** Whether of two plans that cost the same the one from set `a` is preferred: lower locations first. */
function precedes(a: readonly number[], b: readonly number[]): boolean {
  for (let n = 0; n < a.length && n < b.length; n++) {
    if (a[n] !== b[n]) return (a[n] ?? 0) < (b[n] ?? 0);
  }
  return false;
}

/**
 * Of all the ways to take units from the set of the best plan at its cost, the one in which the first location takes as much as it can of the first
 * bundle, then of the second … : each cell in turn is asked for one more until there is no such plan. Nothing to do when nothing couples the
 * bundles: a fill is already like that.
 */
export function settle({ tables, takes, low, high }: Workspace, allot: Allot, best: Best): Best {
  const { bundles, rowsAt } = tables;
  const { set, total } = best;
  if (set.every((location) => rowsAt[location]?.length === 0)) return best;
  let settled = best.takes;
  const found = (): number => {
    settled = set.map((location) => takes.slice(location * bundles, (location + 1) * bundles));
    return -Infinity; // one is enough
  };
  for (const [n, location] of set.entries()) {
    for (let b = 0; b < bundles; b++) {
      const cell = location * bundles + b;
      const units = (): number => num(settled[n] ?? settled[0] ?? takes, b);
      for (let before = -1; before < units() && units() < num(high, cell);) {
        before = units();
        low[cell] = before + 1;
        allot(set, total, found);
      }
      low[cell] = units();
      high[cell] = units();
    }
  }
  return { total, set, takes: settled };
}
