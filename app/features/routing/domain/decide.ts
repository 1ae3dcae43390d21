import type { LocationId } from "../../../core/ids.ts";
import { TICKS_PER_MINOR } from "./cost.ts";
import type { Plan, Shortfall } from "./plan.ts";
import { planOf, shortfallsOf } from "./plan.ts";
import type { Problem } from "./problem.ts";
import { problemOf } from "./problem.ts";
import type { SearchResult, Solution } from "./search.ts";
import { isBetter, search, SEARCH_BUDGET } from "./search.ts";
import type { RoutingSnapshot } from "./snapshot.ts";

/** Where a fulfillment order ships from. Codes and numbers only; amounts in minor units of the snapshot's currency. */
export type Decision = Stay | Move | Split | NoPlan;

/** It ships from where it is. `savingMinor`: what the cheapest other plan would have saved; 0 when there is none. */
export interface Stay {
  readonly outcome: "stay";
  readonly reason: "cheapest" | "savesTooLittle";
  readonly plan: Plan;
  readonly savingMinor: number;
  readonly proof: Proof;
}

/** All of it ships from one other location. `savingMinor`: against staying, null when it could not stay. */
export interface Move {
  readonly outcome: "move";
  readonly reason: "cheaper" | "assignedCannotShip";
  readonly toLocationId: LocationId;
  readonly plan: Plan;
  readonly savingMinor: number | null;
  readonly proof: Proof;
}

/**
 * It ships from 2 to 4 locations, perhaps partly from where it is. `savingMinor`: against the cheapest single location,
 * null (`noSingleLocation`) when none has everything.
 */
export interface Split {
  readonly outcome: "split";
  readonly reason: "cheaper" | "noSingleLocation";
  readonly plan: Plan;
  readonly savingMinor: number | null;
  readonly proof: Proof;
}

/** It cannot ship in full, and this version ships nothing in part. `hold` when the merchant lets us hold, else `unroutable`. */
export interface NoPlan {
  readonly outcome: "hold" | "unroutable";
  /** `noLocation`: none may ship. `outOfStock`: all together lack units. `tooManyParts`: they have them, but in too many places. */
  readonly reason: "noLocation" | "outOfStock" | "tooManyParts";
  /** What all locations together lack; empty for `tooManyParts`. */
  readonly shortfalls: readonly Shortfall[];
  /** False when `tooManyParts` was not proven: the search ended first. */
  readonly complete: boolean;
}

/** `exact`: no plan is cheaper. `bounded`: the search ended first; a cheaper plan saves at most `gapMinor`. */
export type Proof = { readonly kind: "exact" } | { readonly kind: "bounded"; readonly gapMinor: number };

/**
 * Decides where a fulfillment order ships from: the cheapest plan that ships everything (cost.ts), unless staying is possible
 * and the plan saves less than `minSavingMinor`. Pure; the same snapshot gives the same decision, however its lists are
 * ordered. Throws Bug when there is nothing to ship (see due.ts).
 * `budget`: sets of locations tried before the search settles for the best found.
 */
export function decide(snapshot: RoutingSnapshot, budget: number = SEARCH_BUDGET): Decision {
  const problem = problemOf(snapshot);
  const { best, complete } = searchWidely(problem, budget);
  if (best === null) return noPlan(snapshot, problem, complete);

  const { costModel } = snapshot;
  const plan = planOf(problem, costModel, best.picks);
  const proof = proofOf(problem, best, complete);
  const stay = singlePlan(snapshot, problem, problem.assigned);
  if (stay !== null) {
    const savingMinor = stay.cost.totalMinor - plan.cost.totalMinor;
    // A saving of 0 is none, whatever the threshold.
    if (savingMinor < Math.max(1, costModel.minSavingMinor)) {
      return {
        outcome: "stay",
        reason: savingMinor === 0 ? "cheapest" : "savesTooLittle",
        plan: stay,
        savingMinor,
        proof,
      };
    }
  }

  const [part] = plan.parts;
  if (part !== undefined && plan.parts.length === 1) {
    return {
      outcome: "move",
      reason: stay === null ? "assignedCannotShip" : "cheaper",
      toLocationId: part.locationId,
      plan,
      savingMinor: stay === null ? null : stay.cost.totalMinor - plan.cost.totalMinor,
      proof,
    };
  }
  const singles = problem.candidates.flatMap((_, index) => singlePlan(snapshot, problem, index)?.cost.totalMinor ?? []);
  return {
    outcome: "split",
    reason: singles.length === 0 ? "noSingleLocation" : "cheaper",
    plan,
    savingMinor: singles.length === 0 ? null : Math.min(...singles) - plan.cost.totalMinor,
    proof,
  };
}

/** The search; where it did not finish, also the best "all this location has" plans, which the trace shows as well. */
function searchWidely(problem: Problem, budget: number): SearchResult {
  const result = search(problem, { budget });
  if (result.complete) return result;
  let { best } = result;
  for (let index = 0; index < problem.candidates.length; index++) {
    const other = searchFrom(problem, index);
    if (other !== null && (best === null || isBetter(problem, other, best))) best = other;
  }
  return { best, complete: false };
}

/** Sets tried for the trace, shared by its locations: exact for up to 19 candidates (1 + 18 + 153 + 816 sets for each). */
const TRACE_BUDGET = 20_000;

/** The cheapest plan found in which this candidate ships all it has of the order; null when it has nothing or none fits. */
export function searchFrom(problem: Problem, index: number): Solution | null {
  return search(problem, { budget: Math.floor(TRACE_BUDGET / problem.candidates.length), first: index }).best;
}

/** Everything from one candidate, null when it has not got everything. */
function singlePlan(snapshot: RoutingSnapshot, problem: Problem, index: number | null): Plan | null {
  if (index === null || problem.groups.some((group) => (group.stock[index] ?? 0) < group.demand)) return null;
  return planOf(problem, snapshot.costModel, [index]);
}

function proofOf(problem: Problem, best: Solution, complete: boolean): Proof {
  if (complete) return { kind: "exact" };
  const gapMinor = Math.ceil((best.ticks - problem.bounds.leastTicks()) / TICKS_PER_MINOR);
  return gapMinor === 0 ? { kind: "exact" } : { kind: "bounded", gapMinor };
}

function noPlan(snapshot: RoutingSnapshot, problem: Problem, complete: boolean): NoPlan {
  const shortfalls = shortfallsOf(problem, [...problem.candidates.keys()]);
  return {
    outcome: snapshot.canHold ? "hold" : "unroutable",
    reason: problem.candidates.length === 0 ? "noLocation" : shortfalls.length > 0 ? "outOfStock" : "tooManyParts",
    shortfalls,
    complete: complete || shortfalls.length > 0,
  };
}
