import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../../../tests/devshop/state/random.ts";
import { highsTicks } from "../../../../../tests/oracle/highs-order.ts";
import { faultsOf, ticksOf as costOf } from "../../../../../tests/oracle/order-rules.ts";
import { coupledOrder, looseOrder, meanOrder, withPostage } from "../../../../../tests/oracle/random-orders.ts";
import { bestByTrying } from "../../../../../tests/oracle/tiny-order.ts";
import type { OrderProblem } from "./problem.ts";
import { solve } from "./solve.ts";

const seeds = fc.integer({ min: 0, max: 2 ** 31 });
const ordersOf = (locations: number, bundles: number, demand: number) =>
  seeds.map((seed) => {
    const random = seededRandom(seed);
    return withPostage(random, meanOrder(random, { locations, bundles, demand }));
  });

describe("postage by steps of weight", () => {
  test("is paid by the step of each parcel, and no parcel is heavier than the last", () => {
    fc.assert(
      fc.property(ordersOf(6, 4, 3), (order) => {
        const { plan, proven } = solve(order);
        expect(proven).toBe(true);
        if (plan !== null) expect(faultsOf(order, plan)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("gives, of a tiny order, the best of all plans that can be tried: the cheapest, with the fewest parcels, from the first locations", () => {
    fc.assert(
      fc.property(ordersOf(3, 3, 2), (order) => {
        const { plan } = solve(order);
        const best = bestByTrying(order);
        const locations = best?.flatMap((units, l) => (units.some((count) => count > 0) ? [l] : []));
        expect(plan?.parcels.map(({ location }) => location)).toEqual(locations);
        expect(plan?.ticks).toBe(best === null ? undefined : costOf(order, best));
      }),
      { numRuns: 500 },
    );
  });

  test("is never dearer with another location", () => {
    fc.assert(
      fc.property(ordersOf(6, 4, 3), fc.nat(), (order, which) => {
        const closed = which % order.parcelTicks.length;
        const without = {
          ...order,
          parcelTicks: order.parcelTicks.map((ticks, l) => (l === closed ? Infinity : ticks)),
        };
        expect(ticksOf(order)).toBeLessThanOrEqual(ticksOf(without));
      }),
      { numRuns: 200 },
    );
  });

  test("of a step for everything is a price like any other", () => {
    fc.assert(
      fc.property(ordersOf(5, 4, 3), fc.nat({ max: 30 }), (order, ticks) => {
        const flat = { ...order, postage: order.parcelTicks.map(() => [{ upToGrams: 1_000_000, ticks }]) };
        const { postage: _, ...plain } = order;
        const parcelTicks = order.parcelTicks.map((each) => each + ticks);
        expect(solve(flat)).toEqual(solve({ ...plain, parcelTicks }));
      }),
      { numRuns: 200 },
    );
  });

  test("costs what HiGHS says", { timeout: 60_000 }, () => {
    const random = seededRandom(7);
    const orders = Array.from({ length: 60 }, (_, n) =>
      withPostage(
        random,
        n % 10 === 0
          ? coupledOrder(random, 6, 3)
          : n % 3 === 0
            ? looseOrder(random, 6, 3)
            : meanOrder(random, { locations: 5, bundles: 4, demand: 4 }),
      ),
    );
    const differing = orders.filter((order) => (solve(order).plan?.ticks ?? null) !== highsTicks(order));
    expect(differing).toEqual([]);
    expect(orders.filter((order) => solve(order).plan !== null).length).toBeGreaterThan(30);
  });
});

const ticksOf = (problem: OrderProblem): number => solve(problem).plan?.ticks ?? Infinity;
