/** The best plan of a tiny order by trying everything. */
import type { OrderProblem } from "../../app/features/routing/domain/solver/problem.ts";
import type { Takes } from "./order-rules.ts";
import { brokenRules, ticksOf } from "./order-rules.ts";

/** The first of all plans in the order that the solver promises (solve.ts); null when there is none. */
export function bestByTrying(problem: OrderProblem): Takes | null {
  const plans = combinations(problem.bundles.map(({ demand }) => spreads(demand, problem.parcelTicks.length)))
    .map((columns) => problem.parcelTicks.map((_, location) => columns.map((column) => column[location] ?? 0)))
    .filter((takes) => brokenRules(problem, takes).length === 0)
    .map((takes) => ({ takes, rank: rankOf(problem, takes) }));
  return (
    plans.reduce<(typeof plans)[number] | null>(
      (best, plan) => (best === null || precedes(plan.rank, best.rank) ? plan : best),
      null,
    )?.takes ?? null
  );
}

/** All ways to put up to `units` into `places`. */
function spreads(units: number, places: number): number[][] {
  if (places === 0) return [[]];
  return [...Array(units + 1).keys()].flatMap((here) =>
    spreads(units - here, places - 1).map((others) => [here, ...others]),
  );
}

/** All ways to choose one of each. */
function combinations<T>(choices: readonly (readonly T[])[]): T[][] {
  return choices.reduce<T[][]>((chosen, next) => chosen.flatMap((some) => next.map((one) => [...some, one])), [[]]);
}

/**
 * A plan as a list of numbers, the better plan being the first in the dictionary: ticks, parcels, whether home is missing, the locations, and
 * what is taken, home first, more before less.
 */
function rankOf(problem: OrderProblem, takes: Takes): number[] {
  const open = [...takes.keys()].filter((location) => takes[location]?.some((units) => units > 0));
  const homeFirst = [...takes.keys()].sort((a, b) => Number(b === problem.home) - Number(a === problem.home) || a - b);
  return [
    ticksOf(problem, takes),
    open.length,
    problem.home !== null && open.includes(problem.home) ? 0 : 1,
    ...open,
    ...homeFirst.flatMap((location) => (takes[location] ?? []).map((units) => -units)),
  ];
}

function precedes(a: readonly number[], b: readonly number[]): boolean {
  const differs = a.findIndex((value, index) => value !== b[index]);
  return differs >= 0 && (a[differs] ?? 0) < (b[differs] ?? 0);
}
