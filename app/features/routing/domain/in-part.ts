import type { Directives, RuleId } from "../../automation/domain/directives.ts";
import { TICKS_PER_MINOR } from "./cost.ts";
import type { InPartSetting } from "./in-part-setting.ts";
import type { RoutedProblem } from "./order-problem.ts";
import { planOf, ticksOf } from "./plan.ts";
import type { OrderPlan, OrderProblem } from "./solver/problem.ts";
import { solve } from "./solver/solve.ts";

/** Whether an order may ship in part, and who says so: the rule that does; none: the shop's setting. */
interface Leave {
  readonly may: boolean;
  readonly by: readonly RuleId[];
}

/** Of rules the strictest counts: one that forbids to split forbids this as well, since the rest is another parcel. */
export function leaveOf({ when }: InPartSetting, directives: Directives | null): Leave {
  const forbids = directives?.split.forbiddenBy ?? null;
  if (forbids !== null) return { may: false, by: [forbids] };
  const ship = directives?.ship ?? null;
  if (ship !== null) return { may: ship.mode === "inPart", by: [ship.by] };
  return { may: when === "ship", by: [] };
}

/** What can ship of an order that cannot ship in full. */
interface Shippable {
  /** The plan; some units are left out of it. */
  readonly found: OrderPlan;
  /** Units it ships, and units of the order. A kit has the units of its components. */
  readonly units: number;
  readonly wanted: number;
  /** What it ships is worth, minor units. */
  readonly valueMinor: number;
  /** How much cheaper a plan with as many units may be at most, in minor units; 0: none is. */
  readonly gapMinor: number;
  /** How many more units might ship at most; 0: no plan ships more. */
  readonly gapUnits: number;
}

/**
 * The most that can ship now: first as many units as possible, because a shopper waits for each one that is left behind, and of the plans that ship so many
 * the cheapest. (Units and not their value: a price may be unknown, and a cheap thing is missed as much as a dear one.) Null: nothing can ship.
 *
 * The rest will be a parcel, too: there is room for it among the parcels a shop allows, and each parcel that leaves now has the least value that rules ask of one
 * of several. It stays where it is for a saving below `minSavingMinor`, as an order that ships in full.
 *
 * Exact by two solutions of the same solver. The first counts nothing but units left out, m at least. Let its plan cost c; then leaving a unit out costs c + 1
 * in the second, and its cheapest plan leaves out m: one with m + 1 would cost (c + 1) × (m + 1) at least, more than the first plan's c + (c + 1) × m.
 */
export function mostOf(routed: RoutedProblem, minSavingMinor: number, budget: number): Shippable | null {
  const parts: OrderProblem = { ...routed.problem, maxParcels: routed.problem.maxParcels - 1, moreFollow: true };
  if (parts.maxParcels < 1) return null;
  const counted = solve(onlyUnits(parts), budget);
  if (counted.plan === null || counted.plan.parcels.length === 0) return null;
  const { best, gapTicks } = cheapest(parts, counted.plan, budget);
  const found = atHome(routed, parts, best, minSavingMinor, budget) ?? best;
  const { bundles } = parts;
  const wanted = bundles.reduce((sum, { demand, units }) => sum + demand * units, 0);
  const shipped = bundles.map(({ demand }, b) => demand - (found.unfilled[b] ?? 0));
  return {
    found,
    units: wanted - leftOut(parts, found),
    wanted,
    valueMinor: bundles.reduce((sum, { value }, b) => sum + (shipped[b] ?? 0) * value, 0),
    gapMinor: Math.ceil(gapTicks / TICKS_PER_MINOR),
    gapUnits: Math.max(0, leftOut(parts, best) - counted.leastTicks),
  };
}

/** The same order with a price on units left out and on nothing else: a tick each. */
function onlyUnits(problem: OrderProblem): OrderProblem {
  const free = (ticks: readonly number[]) => ticks.map((each) => (each === Infinity ? Infinity : 0));
  return {
    ...problem,
    parcelTicks: free(problem.parcelTicks),
    postage: [],
    extraParcelTicks: 0,
    items: problem.items.map(({ stock }) => ({ stock, scarcity: stock.map(() => []) })),
    bundles: problem.bundles.map((bundle) => ({ ...bundle, ticks: free(bundle.ticks), unfilledTicks: bundle.units })),
  };
}

/** A plan may cost this much with what it leaves out; beyond, the solver's sums are not exact any more (tables.ts). */
const MOST_TICKS = 2 ** 48;

/** The cheapest plan that leaves out as little as `counted`, and how much cheaper another may be at most. */
function cheapest(problem: OrderProblem, counted: OrderPlan, budget: number): { best: OrderPlan; gapTicks: number } {
  const ticks = ticksOf(problem, counted);
  const units = problem.bundles.reduce((sum, bundle) => sum + bundle.demand * bundle.units, 0);
  if ((ticks + 1) * (units + 1) > MOST_TICKS) return { best: counted, gapTicks: ticks };
  const { plan, leastTicks } = solve(leavingCosts(problem, ticks + 1), budget);
  const isBetter =
    plan !== null && (leftOut(problem, plan) - leftOut(problem, counted) || ticksOf(problem, plan) - ticks) <= 0;
  const best = isBetter ? plan : counted;
  const paid = ticksOf(problem, best) + (ticks + 1) * leftOut(problem, best);
  return { best, gapTicks: Math.max(0, paid - leastTicks) };
}

const leavingCosts = (problem: OrderProblem, perUnit: number): OrderProblem => ({
  ...problem,
  bundles: problem.bundles.map((bundle) => ({ ...bundle, unfilledTicks: perUnit * bundle.units })),
});

/** As much as `best` ships, from where it is; null when that has less, or costs `minSavingMinor` more. */
function atHome(
  routed: RoutedProblem,
  parts: OrderProblem,
  best: OrderPlan,
  minSavingMinor: number,
  budget: number,
): OrderPlan | null {
  const { home, capacity } = parts;
  if (home === null) return null;
  const alone = { ...parts, capacity: capacity.map((units, location) => (location === home ? units : 0)) };
  const { plan } = solve(onlyUnits(alone), budget);
  if (plan === null || leftOut(parts, plan) !== leftOut(parts, best)) return null;
  const { best: staying } = cheapest(alone, plan, budget);
  const saving = planOf(routed, staying).cost.totalMinor - planOf(routed, best).cost.totalMinor;
  return saving < Math.max(1, minSavingMinor) ? staying : null;
}

const leftOut = ({ bundles }: OrderProblem, { unfilled }: OrderPlan): number =>
  bundles.reduce((sum, { units }, b) => sum + (unfilled[b] ?? 0) * units, 0);
