import { at } from "../at.ts";
import type { Joined } from "./join.ts";
import type { OrderProblem, WeightStep } from "./problem.ts";

/**
 * A way for a location to open a parcel: for a price, up to a weight. A location with steps of postage has one for each step, and a plan uses at most one
 * of them. So the steps are exact, and to the search they are prices of parcels and limits like others: a parcel that is lighter than its opening allows is
 * cheaper in a smaller one.
 */
export interface Opening {
  readonly location: number;
  /** Infinity without steps. */
  readonly upToGrams: number;
  readonly ticks: number;
}

/** The openings of an order, home's first, then by location, the lighter before the heavier. */
export function openingsOf(problem: OrderProblem, joined: readonly Joined[]): Opening[] {
  const { parcelTicks, postage, home } = problem;
  const grams = joined.reduce((sum, bundle) => sum + bundle.demand * bundle.grams, 0);
  const lightest = Math.min(...joined.map((bundle) => bundle.grams));
  const openings: Opening[] = [];
  const open = (location: number): void => {
    const ticks = at(parcelTicks, location);
    if (ticks === Infinity) return;
    const steps = postage?.[location] ?? null;
    if (steps === null) openings.push({ location, upToGrams: Infinity, ticks });
    else
      for (const step of stepsFor(steps, lightest, grams))
        openings.push({ location, upToGrams: step.upToGrams, ticks: ticks + step.ticks });
  };
  if (home !== null) open(home);
  for (let location = 0; location < parcelTicks.length; location++) if (location !== home) open(location);
  return openings;
}

/** The steps that parcels of an order can need: not those for less than anything in it, nor beyond the first for all of it, and of those that cost the same the last. */
function stepsFor(steps: readonly WeightStep[], lightest: number, grams: number): readonly WeightStep[] {
  const last = steps.findIndex(({ upToGrams }) => upToGrams >= grams);
  const within = last < 0 ? steps : steps.slice(0, last + 1);
  return within.filter(({ upToGrams, ticks }, n) => upToGrams >= lightest && within[n + 1]?.ticks !== ticks);
}
