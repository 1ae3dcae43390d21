import { Bug } from "../../../core/faults.ts";
import { at } from "./at.ts";
import { gramsBetween } from "./item-group.ts";
import type { ItemGroup } from "./item-group.ts";
import type { Problem } from "./problem.ts";

/**
 * Exact branch and bound over the sets of locations that get a parcel.
 *
 * Inside a set, filling from the nearest location outwards, heaviest unit first, is optimal. The cost of a plan is a fixed
 * price per open location plus, for each unit, grams × ticksPerGram. Groups share no stock, so each is filled by itself.
 * With units sorted by falling weight (padded with weightless ones up to the supply) and locations by rising rate,
 * (w − w')(r − r') ≤ 0 for w ≥ w', r ≤ r': the cost array is Monge, and for such an array the north-west corner rule, which
 * is this greedy fill, solves the transportation problem (Hoffman 1963). All groups order the locations in the same way,
 * because the rate belongs to the location and not to the item.
 *
 * So a set is built from its nearest member outwards: a farther location only takes what is still missing. It follows that
 * one that finds nothing missing need not be tried, and that the rest costs at least the rate of the next candidate.
 */

/** Which locations get a parcel, in the order in which they are filled, and what that costs. */
export interface Solution {
  readonly picks: readonly number[];
  readonly ticks: number;
}

export interface SearchResult {
  /** The best plan, null when none was found. */
  readonly best: Solution | null;
  /** Whether every set was tried or ruled out. False: the budget ran out, and `best` is the best found. */
  readonly complete: boolean;
}

/**
 * Sets tried before the search stops. With at most 4 parcels, up to 46 candidate locations have 179,446 sets: so any order
 * is solved exactly up to 46 locations, and in practice the bounds do it for several times as many.
 */
export const SEARCH_BUDGET = 200_000;

/**
 * The cheapest way to ship everything from at most `maxParts` locations. Ties go to fewer parcels, then to plans with the
 * assigned location, then to the lower location ids.
 * `first`: this location ships all it has, only the rest is searched (for "what if it came from there").
 */
export function search(problem: Problem, options: { budget: number; first?: number }): SearchResult {
  const { candidates, groups, maxParts, bounds } = problem;
  const { first } = options;
  const taken = Array.from({ length: maxParts + 1 }, () => groups.map(() => 0));
  const picks: number[] = [];
  let best: Solution | null = null;
  let visits = 0;

  /** Lets candidate `index` ship what is missing at this depth. Returns its cost, null when it has nothing of it. */
  const fill = (depth: number, index: number): { ticks: number; missing: number } | null => {
    const { fixedTicks, ticksPerGram } = at(candidates, index);
    const before = at(taken, depth);
    const after = at(taken, depth + 1);
    let grams = 0;
    let units = 0;
    let missing = 0;
    for (let g = 0; g < groups.length; g++) {
      const group = at(groups, g);
      const from = at(before, g);
      const to = Math.min(group.demand, from + at(group.stock, index));
      grams += gramsBetween(group, from, to);
      units += to - from;
      missing += group.demand - to;
      after[g] = to;
    }
    return units === 0 ? null : { ticks: fixedTicks + grams * ticksPerGram, missing };
  };

  const accept = (ticks: number): void => {
    if (!Number.isSafeInteger(ticks))
      throw new Bug("cost of a plan above 2^53 ticks: weights or cost model out of range");
    const found = { picks: [...picks], ticks };
    if (best === null || isBetter(problem, found, best)) best = found;
  };

  /** Tries every next candidate from `start` outwards. False when the budget ran out. */
  const extend = (depth: number, start: number, spent: number, limit: number): boolean => {
    const need = bounds.needOf(at(taken, depth));
    if (depth + need.parcels > limit) return true;
    for (let index = start; index < candidates.length; index++) {
      // Both tests only get stricter further out, so failing one ends the loop.
      if (!bounds.reachable(at(taken, depth), index)) return true;
      if (best !== null) {
        const least =
          spent + need.parcels * bounds.cheapestParcel(index) + need.grams * at(candidates, index).ticksPerGram;
        if (least > best.ticks || (least === best.ticks && depth + need.parcels > best.picks.length)) return true;
      }
      if (index === first) continue;
      if (visits++ >= options.budget) return false;
      const step = fill(depth, index);
      if (step === null) continue;
      picks.push(index);
      if (step.missing === 0) accept(spent + step.ticks);
      const finished = step.missing === 0 || extend(depth + 1, index + 1, spent + step.ticks, limit);
      picks.pop();
      if (!finished) return false;
    }
    return true;
  };

  let depth = 0;
  let spent = 0;
  if (first !== undefined) {
    const step = fill(0, first);
    if (step === null) return { best: null, complete: true };
    picks.push(first);
    depth = 1;
    spent = step.ticks;
    if (step.missing === 0) {
      accept(spent);
      return { best, complete: true };
    }
  }
  // One more parcel first: it nearly always holds the best plan, and makes the bound bite from the start.
  const complete = extend(depth, 0, spent, Math.min(depth + 1, maxParts)) && extend(depth, 0, spent, maxParts);
  return { best, complete };
}

/** Whether plan `a` is to be preferred to plan `b`. A total order: no two different sets are equal. */
export function isBetter({ candidates, assigned }: Problem, a: Solution, b: Solution): boolean {
  if (a.ticks !== b.ticks) return a.ticks < b.ticks;
  if (a.picks.length !== b.picks.length) return a.picks.length < b.picks.length;
  if (assigned !== null && a.picks.includes(assigned) !== b.picks.includes(assigned)) return a.picks.includes(assigned);
  const ranks = ({ picks }: Solution): number[] =>
    picks.map((pick) => at(candidates, pick).idRank).sort((x, y) => x - y);
  const [left, right] = [ranks(a), ranks(b)];
  const differs = left.findIndex((rank, position) => rank !== right[position]);
  return differs >= 0 && at(left, differs) < at(right, differs);
}

/** Units of each group that each pick ships: `allotment[pick position][group]` is the range [from, to) of the group's units. */
export function allot(groups: readonly ItemGroup[], picks: readonly number[]): { from: number; to: number }[][] {
  const done = groups.map(() => 0);
  return picks.map((pick) =>
    groups.map((group, g) => {
      const from = at(done, g);
      const to = Math.min(group.demand, from + at(group.stock, pick));
      done[g] = to;
      return { from, to };
    }),
  );
}
