import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../../../tests/devshop/state/random.ts";
import { brokenRules, faultsOf, takesOf } from "../../../../../tests/oracle/order-rules.ts";
import { meanOrder } from "../../../../../tests/oracle/random-orders.ts";
import { bestByTrying } from "../../../../../tests/oracle/tiny-order.ts";
import type { OrderProblem } from "./problem.ts";
import { solve } from "./solve.ts";

const seeds = fc.integer({ min: 0, max: 2 ** 31 });
const ordersOf = (locations: number, bundles: number, demand: number) =>
  seeds.map((seed) => meanOrder(seededRandom(seed), { locations, bundles, demand }));
const orders = ordersOf(7, 5, 4);

const ticks = (problem: OrderProblem): number => solve(problem).plan?.ticks ?? Infinity;

describe("every plan", () => {
  test("keeps all rules and costs what it says", () => {
    fc.assert(
      fc.property(orders, (order) => {
        const { plan, proven } = solve(order);
        expect(proven).toBe(true);
        if (plan !== null) expect(faultsOf(order, plan)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test("is, of a tiny order, the first of all that can be tried, ties included", () => {
    fc.assert(
      fc.property(ordersOf(3, 3, 2), (order) => {
        const { plan } = solve(order);
        expect(plan === null ? null : takesOf(order, plan)).toEqual(bestByTrying(order));
      }),
      { numRuns: 500 },
    );
  });

  test("cut short, still keeps all rules, and promises no more than is true", () => {
    fc.assert(
      fc.property(orders, fc.integer({ min: 0, max: 2_000 }), (order, budget) => {
        const { plan, leastTicks, proven } = solve(order, budget);
        if (plan !== null) expect(faultsOf(order, plan)).toEqual([]);
        const least = ticks(order);
        expect(leastTicks).toBeLessThanOrEqual(least);
        if (proven) expect(plan?.ticks ?? Infinity).toBe(least);
      }),
      { numRuns: 300 },
    );
  });
});

describe("the cheapest plan", () => {
  test("never costs more with more stock", () => {
    const richer = fc.tuple(orders, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 5 }));
    fc.assert(
      fc.property(richer, ([order, i, l, more]) => {
        const items = order.items.map((item, n) => ({
          ...item,
          stock: item.stock.map((units, location) =>
            n === i % order.items.length && location === l % item.stock.length ? Math.max(0, units) + more : units,
          ),
        }));
        expect(ticks({ ...order, items })).toBeLessThanOrEqual(ticks(order));
      }),
      { numRuns: 300 },
    );
  });

  test("never costs more with another location", () => {
    fc.assert(
      fc.property(orders, (order) => {
        const last = order.parcelTicks.length - 1;
        const fewer: OrderProblem = {
          ...order,
          parcelTicks: order.parcelTicks.slice(0, last),
          capacity: order.capacity.slice(0, last),
          items: order.items.map(({ stock, scarcity }) => ({
            stock: stock.slice(0, last),
            scarcity: scarcity.slice(0, last),
          })),
          bundles: order.bundles.map((bundle) => ({ ...bundle, ticks: bundle.ticks.slice(0, last) })),
          home: order.home === last ? null : order.home,
        };
        expect(ticks(order)).toBeLessThanOrEqual(ticks(fewer));
      }),
      { numRuns: 300 },
    );
  });

  test("costs the same however locations, items and bundles are numbered", () => {
    const shuffled = orders.chain((order) =>
      fc.tuple(
        fc.constant(order),
        permutation(order.parcelTicks.length),
        permutation(order.items.length),
        permutation(order.bundles.length),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([order, locations, items, bundles]) => {
        const moved = <T>(values: readonly T[]): T[] => locations.flatMap((n) => values.slice(n, n + 1));
        const other: OrderProblem = {
          ...order,
          parcelTicks: moved(order.parcelTicks),
          capacity: moved(order.capacity),
          items: items.flatMap((n) =>
            order.items
              .slice(n, n + 1)
              .map(({ stock, scarcity }) => ({ stock: moved(stock), scarcity: moved(scarcity) })),
          ),
          bundles: bundles.flatMap((n) =>
            order.bundles.slice(n, n + 1).map((bundle) => ({
              ...bundle,
              uses: bundle.uses.map(({ item, count }) => ({ item: items.indexOf(item), count })),
              ticks: moved(bundle.ticks),
            })),
          ),
          together: order.together.map((set) => set.map((n) => bundles.indexOf(n))),
          home: order.home === null ? null : locations.indexOf(order.home),
        };
        expect(ticks(other)).toBe(ticks(order));
      }),
      { numRuns: 300 },
    );
  });
});

const permutation = (length: number): fc.Arbitrary<number[]> =>
  fc.shuffledSubarray([...Array(length).keys()], { minLength: length });

test("the rules that plans are checked by are broken by what breaks them", () => {
  const order: OrderProblem = {
    parcelTicks: [1, 1],
    extraParcelTicks: 0,
    capacity: [2, Infinity],
    items: [{ stock: [2, 1], scarcity: [[], []] }],
    bundles: [
      { demand: 2, uses: [{ item: 0, count: 1 }], units: 1, value: 3, ticks: [0, 0], unfilledTicks: null },
      { demand: 1, uses: [], units: 1, value: 1, ticks: [0, Infinity], unfilledTicks: 1 },
    ],
    maxParcels: 1,
    minParcelValue: 4,
    together: [[0]],
    home: null,
  };
  const cases = {
    good: [
      [2, 0],
      [0, 0],
    ],
    stock: [
      [0, 0],
      [2, 0],
    ],
    capacity: [
      [2, 1],
      [0, 0],
    ],
    rest: [
      [1, 0],
      [1, 0],
    ],
    demand: [
      [0, 0],
      [0, 0],
    ],
  };
  expect(Object.entries(cases).map(([name, takes]) => [name, brokenRules(order, takes)])).toEqual([
    ["good", []],
    ["stock", ["item 0 at 1: uses 2"]],
    ["capacity", ["capacity at 0: 3"]],
    ["rest", ["2 parcels", "value at 0: 3", "value at 1: 3", "not together: 0"]],
    ["demand", ["takes or leaves what it may not"]],
  ]);
});
