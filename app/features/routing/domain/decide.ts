import type { LocationId } from "../../../core/ids.ts";
import type { Directives, HoldDirective, RuleId } from "../../automation/domain/directives.ts";
import { TICKS_PER_MINOR } from "./cost.ts";
import { orderProblemOf, type RoutedProblem } from "./order-problem.ts";
import { leaveOf, mostOf } from "./in-part.ts";
import { planOf, restOf, shortfallsOf, type Plan, type Shortfall } from "./plan.ts";
import type { RoutingSnapshot } from "./snapshot.ts";
import type { OrderProblem, SolverResult } from "./solver/problem.ts";
import { solve, SOLVER_BUDGET } from "./solver/solve.ts";

/** Where a fulfillment order ships from. Codes and numbers only; amounts in minor units of the snapshot's currency. */
export type Decision = Stay | Move | Split | InPart | NoPlan | Held;

/** It ships from where it is. `savingMinor`: what the cheapest other plan would have saved; 0 when there is none. */
export interface Stay {
  readonly outcome: "stay";
  readonly reason: "cheapest" | "savesTooLittle";
  readonly plan: Plan;
  readonly savingMinor: number;
  readonly proof: Proof;
}

/**
 * All of it ships from one other location. `savingMinor`: against staying, null when it could not stay; for `together`, what all open orders that change
 * places save (rebalance.ts).
 */
export interface Move {
  readonly outcome: "move";
  readonly reason: "cheaper" | "assignedCannotShip" | "together";
  readonly toLocationId: LocationId;
  readonly plan: Plan;
  readonly savingMinor: number | null;
  readonly proof: Proof;
}

/**
 * It ships from several locations, perhaps partly from where it is. `savingMinor`: against the cheapest single location,
 * null (`noSingleLocation`) when none has everything.
 */
export interface Split {
  readonly outcome: "split";
  readonly reason: "cheaper" | "noSingleLocation" | "together";
  readonly plan: Plan;
  readonly savingMinor: number | null;
  readonly proof: Proof;
}

/** It cannot ship in full: what can leaves, from one location or several, and the rest is held until it can. */
export interface InPart {
  readonly outcome: "inPart";
  /** Why it cannot ship in full. */
  readonly reason: "outOfStock" | "tooManyParts";
  /** Of what leaves. */
  readonly plan: Plan;
  /** What waits, by line. */
  readonly rest: readonly Shortfall[];
  /** As in `NoPlan`. More may wait than is missing: a kit waits whole. */
  readonly shortfalls: readonly Shortfall[];
  /** The rule that lets it; none: the shop's setting does. */
  readonly by: readonly RuleId[];
  readonly proof: Proof;
}

/** It cannot ship in full, and nothing ships in part. `hold` when the merchant lets us hold, else `unroutable`. */
export interface NoPlan {
  readonly outcome: "hold" | "unroutable";
  readonly reason: NoPlanReason;
  /** What all locations that may ship lack together; empty when they lack nothing. */
  readonly shortfalls: readonly Shortfall[];
  /** False when it was not proven that there is no plan: the search ended first. */
  readonly complete: boolean;
  /** Why what could ship waits with the rest, where the shop or a rule ships in part; left out when nothing could or neither does. */
  readonly withheld?: Withheld;
}

/** `rule`: one wants it whole. `switchedOff`: the merchant does not let us split and hold. `tooLittle`: it is not worth a parcel (in-part-setting.ts). */
export interface Withheld {
  readonly reason: "rule" | "switchedOff" | "tooLittle";
  readonly by: readonly RuleId[];
  /** Units that could ship, of those that the order has. */
  readonly units: number;
  readonly wanted: number;
}

/**
 * `noLocation`: none may ship. `ruledOut`: rules leave none. `outOfStock`: all that may ship lack units together. `tooManyParts`: they have them, but in too
 * many places, or in parcels that rules, kits or a day's capacity do not allow.
 */
export type NoPlanReason = "noLocation" | "ruledOut" | "outOfStock" | "tooManyParts";

/** Rules want it held, whatever could ship it. */
export interface Held {
  readonly outcome: "hold";
  readonly reason: "rule";
  readonly holds: readonly HoldDirective[];
  readonly by: readonly RuleId[];
}

/**
 * `exact`: no plan is cheaper. `bounded`: the search ended first; a cheaper plan saves at most `gapMinor`, and of what ships in part at most `gapUnits` more could.
 * `together`: it was planned with other orders, and for itself it may be dearer.
 */
export type Proof =
  | { readonly kind: "exact" }
  | { readonly kind: "bounded"; readonly gapMinor: number; readonly gapUnits?: number }
  | { readonly kind: "together" };

/** Decides without rules. */
export const decide = (snapshot: RoutingSnapshot, budget?: number): Decision => decideBy(snapshot, null, budget);

/**
 * Decides where a fulfillment order ships from: the cheapest plan that ships everything (cost.ts) and that the rules allow, unless staying is possible
 * and the plan saves less than `minSavingMinor`; where there is none, what can ship of it, if it may ship in part (in-part.ts). Pure; the same snapshot and
 * directives give the same decision, however lists are ordered. Throws Bug when there is nothing to ship (see due.ts).
 * `directives`: what the rules want of it, null when none was asked. `budget`: steps of the solver before it settles for the best found.
 */
export function decideBy(
  snapshot: RoutingSnapshot,
  directives: Directives | null,
  budget: number = SOLVER_BUDGET,
): Decision {
  const decision = decideStrictly(snapshot, directives, budget);
  if ("plan" in decision || decision.reason === "rule") return decision;
  // A store that was slow is better than none.
  const refusals = snapshot.refusals.filter(({ code }) => code !== "unanswered");
  if (refusals.length === snapshot.refusals.length) return inPartOr(decision, [snapshot], directives, budget);
  const lenient = { ...snapshot, refusals };
  const again = decideStrictly(lenient, directives, budget);
  return "plan" in again || again.reason === "rule" ? again : inPartOr(again, [snapshot, lenient], directives, budget);
}

/** What can ship of it, if it may ship in part: by the snapshot that ships most; the first of those that ship as much. */
function inPartOr(
  none: NoPlan,
  snapshots: readonly [RoutingSnapshot, ...RoutingSnapshot[]],
  directives: Directives | null,
  budget: number,
): NoPlan | InPart {
  const [{ fulfillmentOrder, inPart, canPart, costModel }] = snapshots;
  const leave = leaveOf(inPart, directives);
  // Where its location is gone, nothing can be split off.
  if ((!leave.may && inPart.when === "wait") || fulfillmentOrder.assignedLocationId === null) return none;
  const asked = leave.may ? directives : anyParcels(directives);
  const [most] = snapshots
    .flatMap((snapshot) => {
      const routed = orderProblemOf(snapshot, asked);
      const found = mostOf(routed, costModel.minSavingMinor, budget);
      return found === null ? [] : [{ ...found, snapshot, routed }];
    })
    .sort((a, b) => b.units - a.units);
  if (most === undefined || most.units === most.wanted) return none;

  const { units, wanted, valueMinor, routed, snapshot, gapMinor, gapUnits } = most;
  const withheld = (reason: Withheld["reason"]) => ({ ...none, withheld: { reason, by: leave.by, units, wanted } });
  if (!leave.may) return withheld("rule");
  if (!canPart) return withheld("switchedOff");
  if (100 * units < inPart.leastPercent * wanted || valueMinor < inPart.leastMinor) return withheld("tooLittle");
  const plan = planOf(routed, most.found);
  const shortfalls = shortfallsOf(
    snapshot,
    routed.candidates.map(({ locationId }) => locationId),
  );
  return {
    outcome: "inPart",
    reason: shortfalls.length > 0 ? "outOfStock" : "tooManyParts",
    plan,
    rest: restOf(snapshot, plan),
    shortfalls,
    by: leave.by,
    proof: gapMinor + gapUnits === 0 ? { kind: "exact" } : { kind: "bounded", gapMinor, gapUnits },
  };
}

/** Without what rules say of how it may leave: to tell what could, had they not. */
const anyParcels = (directives: Directives | null): Directives | null =>
  directives && { ...directives, ship: null, split: { ...directives.split, forbiddenBy: null } };

function decideStrictly(snapshot: RoutingSnapshot, directives: Directives | null, budget: number): Decision {
  const holds = directives?.holds ?? [];
  const routed = orderProblemOf(snapshot, directives);
  if (holds.length > 0) return { outcome: "hold", reason: "rule", holds, by: holds.map(({ by }) => by) };
  const result = solve(routed.problem, budget);
  const { plan: best } = result;
  if (best === null || best.parcels.length === 0) return noPlan(snapshot, directives, routed, result);

  const plan = planOf(routed, best);
  const proof = proofOf(best.ticks, result);
  const { home } = routed.problem;
  const [only, another] = best.parcels;
  const isStay = only?.location === home && another === undefined;
  const stay = isStay ? plan : home === null ? null : singlePlan(routed, home);
  if (stay !== null) {
    const savingMinor = stay.cost.totalMinor - plan.cost.totalMinor;
    // A saving of 0 is none, whatever the threshold.
    if (savingMinor < Math.max(1, snapshot.costModel.minSavingMinor)) {
      const reason = savingMinor === 0 ? "cheapest" : "savesTooLittle";
      return { outcome: "stay", reason, plan: stay, savingMinor, proof };
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
  const singles = routed.candidates.flatMap((_, index) => singlePlan(routed, index)?.cost.totalMinor ?? []);
  return {
    outcome: "split",
    reason: singles.length === 0 ? "noSingleLocation" : "cheaper",
    plan,
    savingMinor: singles.length === 0 ? null : Math.min(...singles) - plan.cost.totalMinor,
    proof,
  };
}

/** Everything from one candidate, null when it cannot. */
export function singlePlan(routed: RoutedProblem, location: number): Plan | null {
  const { problem } = routed;
  const takes = problem.bundles.map(({ demand }) => demand);
  return holdsAll(problem, location, takes)
    ? planOf(routed, { ticks: 0, parcels: [{ location, takes }], unfilled: takes.map(() => 0) })
    : null;
}

function holdsAll({ items, bundles, capacity }: OrderProblem, location: number, takes: readonly number[]): boolean {
  const units = bundles.reduce((sum, bundle, index) => sum + bundle.units * (takes[index] ?? 0), 0);
  if (units > (capacity[location] ?? 0)) return false;
  return items.every(({ stock }, item) => {
    const used = bundles.reduce((sum, { uses }, index) => {
      const count = uses.find((use) => use.item === item)?.count ?? 0;
      return sum + count * (takes[index] ?? 0);
    }, 0);
    return used <= (stock[location] ?? 0);
  });
}

function proofOf(ticks: number, { proven, leastTicks }: SolverResult): Proof {
  const gapMinor = proven ? 0 : Math.ceil((ticks - leastTicks) / TICKS_PER_MINOR);
  return gapMinor <= 0 ? { kind: "exact" } : { kind: "bounded", gapMinor };
}

function noPlan(
  snapshot: RoutingSnapshot,
  directives: Directives | null,
  { candidates }: RoutedProblem,
  { proven }: SolverResult,
): NoPlan {
  const shortfalls = shortfallsOf(
    snapshot,
    candidates.map(({ locationId }) => locationId),
  );
  const isRuledOut = directives !== null && orderProblemOf(snapshot, null).candidates.length > 0;
  return {
    outcome: snapshot.canHold ? "hold" : "unroutable",
    reason:
      candidates.length === 0
        ? isRuledOut
          ? "ruledOut"
          : "noLocation"
        : shortfalls.length > 0
          ? "outOfStock"
          : "tooManyParts",
    shortfalls,
    complete: proven || shortfalls.length > 0,
  };
}
