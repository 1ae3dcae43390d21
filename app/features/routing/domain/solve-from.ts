import type { OrderPlan, OrderProblem } from "./solver/problem.ts";
import { solve } from "./solver/solve.ts";

/** For the trace: the rest of an order after one location has shipped all it has is small. Steps of the solver, some 2 ms. */
const BUDGET = 400_000;

/** The cheapest plan found in which this location ships all it has of the order; null when it has nothing or none fits. */
export function solveFrom(problem: OrderProblem, location: number): OrderPlan | null {
  const takes = allItHas(problem, location);
  if (takes.every((count) => count === 0)) return null;
  const rest = problem.bundles.map(({ demand }, index) => demand - (takes[index] ?? 0));
  const parcel = { location, takes };
  if (rest.every((count) => count === 0)) return { ticks: 0, parcels: [parcel], unfilled: rest };
  if (problem.maxParcels < 2) return null;
  const found = solve(withoutIt(problem, location, rest), BUDGET).plan;
  if (found === null) return null;
  // A bundle of which nothing is left is left out of the rest.
  const places = rest.flatMap((count, index) => (count > 0 ? [index] : []));
  const widened = (counts: readonly number[]) => rest.map((_, index) => counts[places.indexOf(index)] ?? 0);
  const parcels = found.parcels.map((each) => ({ location: each.location, takes: widened(each.takes) }));
  return {
    ticks: 0,
    parcels: [...parcels, parcel].sort((a, b) => a.location - b.location),
    unfilled: widened(found.unfilled),
  };
}

/** Bundle by bundle, as many as its stock and the day's capacity hold. */
function allItHas({ items, bundles, capacity }: OrderProblem, location: number): number[] {
  const left = items.map(({ stock }) => stock[location] ?? 0);
  let room = capacity[location] ?? 0;
  return bundles.map(({ demand, uses, units }) => {
    const most = Math.min(
      demand,
      Math.floor(room / units),
      ...uses.map(({ item, count }) => Math.floor((left[item] ?? 0) / count)),
    );
    for (const { item, count } of uses) left[item] = (left[item] ?? 0) - most * count;
    room -= most * units;
    return most;
  });
}

function withoutIt(problem: OrderProblem, location: number, rest: readonly number[]): OrderProblem {
  return {
    ...problem,
    capacity: problem.capacity.map((units, index) => (index === location ? 0 : units)),
    bundles: problem.bundles.flatMap((bundle, index) => {
      const demand = rest[index] ?? 0;
      return demand > 0 ? [{ ...bundle, demand }] : [];
    }),
    maxParcels: problem.maxParcels - 1,
    home: problem.home === location ? null : problem.home,
  };
}
