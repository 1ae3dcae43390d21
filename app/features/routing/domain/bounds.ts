import { at } from "./at.ts";
import type { LocationPrice } from "./cost.ts";
import type { ItemGroup } from "./item-group.ts";
import { gramsBetween } from "./item-group.ts";

/** What no plan can beat, from the amounts in stock alone. "Outwards": the candidates from an index on, which are farther. */
export interface Bounds {
  /** Fewest further parcels that can hold what is missing (more than maxParts: none can), and its grams. */
  needOf(taken: readonly number[]): { parcels: number; grams: number };
  /** Whether the candidates from `index` outwards have all that is missing. */
  reachable(taken: readonly number[], index: number): boolean;
  /** The smallest fixed price from `index` outwards, in ticks. */
  cheapestParcel(index: number): number;
  /** No plan costs less (given there is one): every unit from the nearest candidate that has it, in the fewest parcels that can hold them. */
  leastTicks(): number;
}

/** Prepares the bounds of a problem whose candidates are sorted by nearness. */
export function boundsOf(candidates: readonly LocationPrice[], groups: readonly ItemGroup[], maxParts: number): Bounds {
  // most[g][k]: what the k + 1 best stocked locations hold together. beyond[g][i]: what all from i outwards hold.
  const most = groups.map((group) => runningSums(group.stock.toSorted((a, b) => b - a).slice(0, maxParts)));
  const beyond = groups.map((group) => runningSums(group.stock.toReversed()).toReversed());
  const cheapest = candidates.map((candidate) => candidate.fixedTicks);
  for (let index = cheapest.length - 2; index >= 0; index--) {
    cheapest[index] = Math.min(at(cheapest, index), at(cheapest, index + 1));
  }
  const bounds: Bounds = {
    needOf(taken) {
      let parcels = 0;
      let grams = 0;
      for (let g = 0; g < groups.length; g++) {
        const group = at(groups, g);
        const missing = group.demand - at(taken, g);
        if (missing === 0) continue;
        grams += gramsBetween(group, at(taken, g), group.demand);
        const enough = at(most, g).findIndex((units) => units >= missing);
        parcels = Math.max(parcels, enough < 0 ? maxParts + 1 : enough + 1);
      }
      return { parcels, grams };
    },
    reachable(taken, index) {
      for (let g = 0; g < groups.length; g++) {
        if (at(at(beyond, g), index) < at(groups, g).demand - at(taken, g)) return false;
      }
      return true;
    },
    cheapestParcel: (index) => at(cheapest, index),
    leastTicks() {
      let ticks = bounds.needOf(groups.map(() => 0)).parcels * bounds.cheapestParcel(0);
      for (const group of groups) {
        for (let index = 0, from = 0; from < group.demand; index++) {
          const to = Math.min(group.demand, from + at(group.stock, index));
          ticks += gramsBetween(group, from, to) * at(candidates, index).ticksPerGram;
          from = to;
        }
      }
      return ticks;
    },
  };
  return bounds;
}

function runningSums(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => (sum += value));
}
