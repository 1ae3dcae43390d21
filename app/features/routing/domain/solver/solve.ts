import { at } from "../at.ts";
import { allotter } from "./allot.ts";
import type { Best, Trial } from "./best.ts";
import { settle, trialOf } from "./best.ts";
import { ascend } from "./bound.ts";
import { coverOf, spanOf } from "./cover.ts";
import { fill } from "./fill.ts";
import type { Floats } from "./floats.ts";
import { floatsOf, num } from "./floats.ts";
import type { OrderPlan, OrderProblem, SolverResult } from "./problem.ts";
import { improve, visitSets } from "./sets.ts";
import type { Tables } from "./tables.ts";
import { tablesOf } from "./tables.ts";
import type { Workspace } from "./workspace.ts";
import { clearPrices, workspaceOf } from "./workspace.ts";

/**
 * Steps (cells looked at) before the search settles for the best found: 20 to 50 ms, however large the order is. Half as many proved each of 4,000 orders of
 * 28 locations × 8 lines under all constraints.
 */
export const SOLVER_BUDGET = 1_800_000;

/** Fills that a guess may cost: it is there to be beaten. */
const EFFORT = 8;

/**
 * The cheapest plan of an order, exactly: branch and bound over the sets of locations that get a parcel (sets.ts) with a Lagrangian bound
 * (bound.ts); inside a set a greedy fill when nothing couples the bundles (fill.ts), else branch and bound over units (allot.ts).
 *
 * Where postage goes by steps, a location counts as several, one a step, of which a plan has one (openings.ts); of plans from the same locations that cost the
 * same, the one with the lighter step at the first of them is taken.
 *
 * Of plans that cost the same: fewer parcels; with home; the locations with the lower indexes; then, location by location, home first, bundle by bundle,
 * the one that takes more. So a problem has one answer, whatever order the search goes in.
 *
 * Pure. `budget`: steps before it settles for the best found; then ties may fall otherwise, but the same problem still gives the same answer.
 */
export function solve(problem: OrderProblem, budget: number = SOLVER_BUDGET): SolverResult {
  const floats = floatsOf();
  const tables = tablesOf(problem, floats);
  const space = workspaceOf(tables, budget, floats);
  const allot = allotter(space);
  let leaveAll = 0;
  for (let b = 0; b < tables.bundles; b++) leaveAll += num(tables.leftTicks, b) * num(tables.demand, b);
  const trial = trialOf(space, allot, leaveAll);

  const unsure = tables.maxParcels > 0 ? trySingles(tables, trial) : [];
  const least = trySeveral(space, floats, trial);
  clearPrices(space);
  const leastSingle = unsure.reduce((lowest, location) => Math.min(lowest, relaxed(space, location)), Infinity);
  for (const location of unsure) trial.attempt([location]);

  const best = trial.best();
  const ended = space.budget >= 0;
  const leastTicks = Math.floor(ended ? best.total : Math.min(best.total, least, leastSingle));
  const proven = leastTicks === Math.floor(best.total);
  if (best.total === Infinity) return { plan: null, proven, leastTicks };
  return { plan: planOf(problem, tables, ended ? settle(space, allot, best) : best), proven, leastTicks };
}

/** Everything from one location, each that has it. Returns those that would have taken longer. */
function trySingles({ locations, bundles, musts, limit, demand }: Tables, { attempt }: Trial): number[] {
  const unsure: number[] = [];
  for (let location = 0; location < locations; location++) {
    const lacks = musts.some((b) => num(limit, location * bundles + b) < num(demand, b));
    if (!lacks && !attempt([location], EFFORT)) unsure.push(location);
  }
  return unsure;
}

/** Tries several parcels. Returns what no such plan can cost less than, Infinity when there is none. */
function trySeveral(space: Workspace, floats: Floats, trial: Trial): number {
  const span = spanOf(space.tables);
  if (span.fewest > span.most) return Infinity;
  clearPrices(space);
  const cover = trial.best().total === Infinity ? coverOf(space.tables, span.most, floats) : [];
  if (cover.length > 1) trial.attempt(cover, EFFORT);
  clearPrices(space);
  const bound = ascend(space, floats, span, trial);
  if (bound.least > trial.best().total) return bound.least;
  improve(space.tables, bound, span, trial);
  visitSets(space, floats, bound, span, trial);
  return bound.least;
}

/** What a parcel from this location costs at least when nothing couples the bundles. */
function relaxed(space: Workspace, location: number): number {
  return num(space.tables.parcelTicks, location) - space.tables.extraParcelTicks + fill(space, [location]);
}

function planOf({ bundles }: OrderProblem, { locationIndex, members }: Tables, { total, set, takes }: Best): OrderPlan {
  const parcels = set.map((place, n) => {
    const units = bundles.map(() => 0);
    for (const [b, joined] of members.entries()) {
      for (const { bundle, each } of joined) units[bundle] = each * num(at(takes, n), b);
    }
    return { location: at(locationIndex, place), takes: units };
  });
  return {
    ticks: Math.floor(total), // without the grains
    parcels: parcels.sort((a, b) => a.location - b.location),
    unfilled: bundles.map(({ demand }, b) => parcels.reduce((left, { takes: units }) => left - at(units, b), demand)),
  };
}
