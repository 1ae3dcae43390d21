/** The rules of one order (solver/problem.ts), told again without the solver: what a plan costs and which rules it breaks. */
import type { OrderPlan, OrderProblem, ScarcityStep } from "../../app/features/routing/domain/solver/problem.ts";

/** Takes by location, then by bundle: `takes[location][bundle]`. */
export type Takes = readonly (readonly number[])[];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Units of an item that these takes of one location use. */
export function usedOf(problem: OrderProblem, takes: readonly number[], item: number): number {
  return sum(
    problem.bundles.map(
      ({ uses }, bundle) => (takes[bundle] ?? 0) * sum(uses.filter((use) => use.item === item).map((use) => use.count)),
    ),
  );
}

function scarcityTicks(steps: readonly ScarcityStep[], used: number): number {
  let left = used;
  let ticks = 0;
  steps.forEach((step, index) => {
    const units = index === steps.length - 1 ? left : Math.min(left, step.units);
    if (units > 0) ticks += units * step.ticks;
    left -= units;
  });
  return ticks;
}

/** The price of the first step that carries a parcel; Infinity when none does, 0 without steps. */
function postageOf({ postage, bundles }: OrderProblem, location: number, takes: readonly number[]): number {
  const steps = postage?.[location] ?? null;
  if (steps === null) return 0;
  const grams = sum(bundles.map((bundle, b) => (bundle.grams ?? 0) * (takes[b] ?? 0)));
  return steps.find(({ upToGrams }) => grams <= upToGrams)?.ticks ?? Infinity;
}

/** What the takes cost, rules apart. Infinity when something is taken that may not be. */
export function ticksOf(problem: OrderProblem, takes: Takes): number {
  let ticks = 0;
  let parcels = 0;
  takes.forEach((row, location) => {
    if (sum(row) === 0) return;
    parcels += 1;
    ticks +=
      postageOf(problem, location, row) +
      (problem.parcelTicks[location] ?? NaN) +
      (parcels > 1 ? problem.extraParcelTicks : 0);
    problem.bundles.forEach((bundle, b) => {
      const units = row[b] ?? 0;
      if (units > 0) ticks += units * (bundle.ticks[location] ?? NaN);
    });
    problem.items.forEach((item, i) => {
      ticks += scarcityTicks(item.scarcity[location] ?? [], usedOf(problem, row, i));
    });
  });
  problem.bundles.forEach((bundle, b) => {
    const left = bundle.demand - sum(takes.map((row) => row[b] ?? 0));
    if (left > 0) ticks += left * (bundle.unfilledTicks ?? Infinity);
  });
  return ticks;
}

/** Each rule that the takes break, in words; none: they are a plan. */
export function brokenRules(problem: OrderProblem, takes: Takes): string[] {
  const broken: string[] = [];
  const { bundles } = problem;
  const parcels = takes.filter((row) => sum(row) > 0);
  if (parcels.length > problem.maxParcels) broken.push(`${parcels.length} parcels`);
  if (!Number.isFinite(ticksOf(problem, takes))) broken.push("takes or leaves what it may not");
  takes.forEach((row, location) => {
    if (row.some((units) => !Number.isSafeInteger(units) || units < 0)) broken.push(`broken units at ${location}`);
    problem.items.forEach((item, i) => {
      const used = usedOf(problem, row, i);
      if (used > Math.max(0, item.stock[location] ?? 0)) broken.push(`item ${i} at ${location}: uses ${used}`);
    });
    const load = sum(bundles.map((bundle, b) => bundle.units * (row[b] ?? 0)));
    if (load > (problem.capacity[location] ?? NaN)) broken.push(`capacity at ${location}: ${load}`);
    const value = sum(bundles.map((bundle, b) => bundle.value * (row[b] ?? 0)));
    if (sum(row) > 0 && (parcels.length > 1 || problem.moreFollow) && value < problem.minParcelValue)
      broken.push(`value at ${location}: ${value}`);
  });
  bundles.forEach((bundle, b) => {
    const shipped = sum(takes.map((row) => row[b] ?? 0));
    if (shipped > bundle.demand) broken.push(`${shipped} of bundle ${b}`);
  });
  for (const set of problem.together) {
    if (set.length === 0) continue;
    const inFull = (row: readonly number[]) => set.every((b) => row[b] === bundles[b]?.demand);
    const empty = (row: readonly number[]) => set.every((b) => (row[b] ?? 0) === 0);
    if (!takes.every((row) => inFull(row) || empty(row)) || takes.filter(inFull).length > 1)
      broken.push(`not together: ${set.join(", ")}`);
  }
  return broken;
}

/** A plan as takes of every location. */
export function takesOf(problem: OrderProblem, plan: OrderPlan): Takes {
  return problem.parcelTicks.map(
    (_, location) => plan.parcels.find((parcel) => parcel.location === location)?.takes ?? problem.bundles.map(() => 0),
  );
}

/** What is wrong with a solver's plan: rules broken, a wrong sum, a list out of order. */
export function faultsOf(problem: OrderProblem, plan: OrderPlan): string[] {
  const takes = takesOf(problem, plan);
  const faults = brokenRules(problem, takes);
  const ticks = ticksOf(problem, takes);
  if (plan.ticks !== ticks) faults.push(`says ${plan.ticks} ticks, costs ${ticks}`);
  if (plan.parcels.some((parcel) => sum(parcel.takes) === 0)) faults.push("an empty parcel");
  if (plan.parcels.some((parcel, n) => n > 0 && parcel.location <= (plan.parcels[n - 1]?.location ?? -1)))
    faults.push("parcels out of order");
  problem.bundles.forEach((bundle, b) => {
    if (plan.unfilled[b] !== bundle.demand - sum(takes.map((row) => row[b] ?? 0))) faults.push(`unfilled of ${b}`);
  });
  return faults;
}
