import { at } from "../at.ts";
import type { OrderProblem, SolverBundle } from "./problem.ts";

/** What the search does not take apart: a bundle of the problem, or all that leaves together, in full, as one. */
export interface Joined {
  readonly members: readonly Member[];
  readonly demand: number;
  /** Each item once. */
  readonly uses: readonly Use[];
  readonly units: number;
  readonly value: number;
  readonly grams: number;
  /** Price of one from each location. */
  readonly ticks: readonly number[];
  /** Price of leaving one out, Infinity where that is not allowed. */
  readonly leftTicks: number;
}

/** A bundle of the problem by its index, and how many of it are in one. */
export interface Member {
  readonly bundle: number;
  readonly each: number;
}

interface Use {
  readonly item: number;
  readonly count: number;
}

/** The problem's bundles, those that leave together joined. Each stands where the first of its members stood. */
export function joinBundles({ bundles, together }: OrderProblem): Joined[] {
  if (together.length === 0) return bundles.map(asItIs);
  // Sets that share a bundle leave as one: each bundle points to the first one it leaves with.
  const first = [...bundles.keys()];
  for (const set of together) {
    for (const b of set) {
      const [one, other] = [at(first, b), at(first, at(set, 0))];
      for (const [n, led] of first.entries()) if (led === one || led === other) first[n] = Math.min(one, other);
    }
  }
  const inSet = new Set(together.flat());
  return bundles.flatMap((bundle, b) => {
    if (!inSet.has(b)) return asItIs(bundle, b);
    const group = [...bundles.keys()].filter((other) => first[other] === b);
    return group.length === 0 ? [] : inFull(bundles, group);
  });
}

function asItIs({ demand, uses, units, value, grams = 0, ticks, unfilledTicks }: SolverBundle, bundle: number): Joined {
  const members = [{ bundle, each: 1 }];
  return { members, demand, uses: onceEach(uses), units, value, grams, ticks, leftTicks: unfilledTicks ?? Infinity };
}

function inFull(bundles: readonly SolverBundle[], group: readonly number[]): Joined {
  const members = group.map((bundle) => ({ bundle, each: at(bundles, bundle).demand }));
  const sum = (amount: (bundle: SolverBundle) => number): number =>
    members.reduce((total, { bundle, each }) => total + each * amount(at(bundles, bundle)), 0);
  return {
    members,
    demand: 1,
    uses: onceEach(
      members.flatMap(({ bundle, each }) =>
        at(bundles, bundle).uses.map(({ item, count }) => ({ item, count: each * count })),
      ),
    ),
    units: sum((bundle) => bundle.units),
    value: sum((bundle) => bundle.value),
    grams: sum((bundle) => bundle.grams ?? 0),
    ticks: at(bundles, at(group, 0)).ticks.map((_, location) => sum((bundle) => at(bundle.ticks, location))),
    leftTicks: sum((bundle) => bundle.unfilledTicks ?? Infinity),
  };
}

function onceEach(uses: readonly Use[]): readonly Use[] {
  if (uses.length < 2) return uses;
  const counts = new Map<number, number>();
  for (const { item, count } of uses) counts.set(item, (counts.get(item) ?? 0) + count);
  return [...counts].map(([item, count]) => ({ item, count }));
}
