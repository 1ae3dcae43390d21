import { describe, expect, test } from "vitest";
import { looseOrder } from "../../../../../tests/oracle/random-orders.ts";
import { seededRandom } from "../../../../../tests/devshop/state/random.ts";
import { Bug } from "../../../../core/faults.ts";
import type { OrderProblem, SolverBundle, SolverItem } from "./problem.ts";
import { solve } from "./solve.ts";

/** A line of `demand` units of one item; a unit takes up 1 and is worth 1. */
const line = (
  item: number,
  demand: number,
  ticks: readonly number[],
  rest: Partial<SolverBundle> = {},
): SolverBundle => ({
  demand,
  uses: [{ item, count: 1 }],
  units: 1,
  value: 1,
  ticks,
  unfilledTicks: null,
  ...rest,
});
const item = (...stock: number[]): SolverItem => ({ stock, scarcity: stock.map(() => []) });

/** An order without limits, with a parcel price of 10 everywhere. */
function order(
  items: readonly SolverItem[],
  bundles: readonly SolverBundle[],
  rest: Partial<OrderProblem> = {},
): OrderProblem {
  const locations = bundles[0]?.ticks.length ?? 0;
  return {
    parcelTicks: Array<number>(locations).fill(10),
    extraParcelTicks: 0,
    capacity: Array<number>(locations).fill(Infinity),
    items,
    bundles,
    maxParcels: 4,
    minParcelValue: 0,
    together: [],
    home: null,
    ...rest,
  };
}

/** What ships from where, as "location: units of each bundle", and what is left out. */
const shipped = (problem: OrderProblem): unknown => {
  const { plan, proven, leastTicks } = solve(problem);
  if (plan === null) return { plan, proven };
  expect({ proven, leastTicks }).toEqual({ proven: true, leastTicks: plan.ticks });
  const parcels = Object.fromEntries(plan.parcels.map(({ location, takes }) => [location, takes]));
  return { ticks: plan.ticks, parcels, ...(plan.unfilled.some((units) => units > 0) ? { left: plan.unfilled } : {}) };
};

describe("what it pays for", () => {
  test("all units from the place where they and the parcel cost least", () => {
    const places = { parcelTicks: [10, 12] };
    expect(shipped(order([item(9, 9)], [line(0, 2, [5, 3])], places))).toEqual({ ticks: 18, parcels: { 1: [2] } });
  });

  test("a second parcel only when it saves more than it costs", () => {
    const items = [item(9, 0), item(9, 9)];
    const far = (ticks: number) => order(items, [line(0, 1, [0, 0]), line(1, 1, [ticks, 0])]);
    expect(shipped(far(9))).toEqual({ ticks: 19, parcels: { 0: [1, 1] } });
    expect(shipped(far(11))).toEqual({ ticks: 20, parcels: { 0: [1, 0], 1: [0, 1] } });
  });

  test("one line from two places when none has it all, the cheap units first", () => {
    const given = order([item(3, 4)], [line(0, 5, [1, 2])]);
    expect(shipped(given)).toEqual({ ticks: 20 + 3 + 4, parcels: { 0: [3], 1: [2] } });
  });

  test("what one more parcel adds, but not for the first", () => {
    const given = order([item(1, 1)], [line(0, 2, [0, 0])], { extraParcelTicks: 7 });
    expect(shipped(given)).toMatchObject({ ticks: 27 });
    expect(shipped({ ...given, items: [item(2, 0)] })).toMatchObject({ ticks: 10 });
  });

  test("the last units of a place, step by step, and beyond the last step what that costs", () => {
    const scarce = (demand: number): OrderProblem =>
      order(
        [
          {
            stock: [9],
            scarcity: [
              [
                { units: 2, ticks: 0 },
                { units: 1, ticks: 5 },
                { units: 1, ticks: 6 },
              ],
            ],
          },
        ],
        [line(0, demand, [1])],
      );
    expect(shipped(scarce(2))).toMatchObject({ ticks: 10 + 2 });
    expect(shipped(scarce(3))).toMatchObject({ ticks: 10 + 3 + 5 });
    expect(shipped(scarce(6))).toMatchObject({ ticks: 10 + 6 + 5 + 3 * 6 });
  });

  test("the last units once, however many bundles take them", () => {
    const items: SolverItem[] = [
      {
        stock: [9],
        scarcity: [
          [
            { units: 2, ticks: 0 },
            { units: 1, ticks: 5 },
          ],
        ],
      },
    ];
    expect(shipped(order(items, [line(0, 2, [0]), line(0, 2, [0])]))).toMatchObject({ ticks: 10 + 2 * 5 });
  });

  test("a unit left out when that is cheaper than to ship it", () => {
    const given = order([item(9)], [line(0, 1, [0]), line(0, 2, [8], { unfilledTicks: 7 })]);
    expect(shipped(given)).toEqual({ ticks: 10 + 14, parcels: { 0: [1, 0] }, left: [0, 2] });
  });

  test("nothing but what is left out, when that is cheaper than a parcel", () => {
    expect(shipped(order([item(9)], [line(0, 1, [0], { unfilledTicks: 9 })]))).toEqual({
      ticks: 9,
      parcels: {},
      left: [1],
    });
  });
});

describe("what it keeps to", () => {
  test("stock: what is missing everywhere has no plan", () => {
    expect(shipped(order([item(1, 1)], [line(0, 3, [0, 0])]))).toEqual({ plan: null, proven: true });
    expect(shipped(order([item(-2)], [line(0, 1, [0])]))).toEqual({ plan: null, proven: true });
  });

  test("a price of Infinity: a place that may not ship the unit, its last ones, or anything", () => {
    expect(shipped(order([item(9, 9)], [line(0, 1, [Infinity, 5])]))).toMatchObject({ parcels: { 1: [1] } });
    expect(shipped(order([item(9, 9)], [line(0, 1, [0, 5])], { parcelTicks: [Infinity, 10] }))).toMatchObject({
      parcels: { 1: [1] },
    });
    const kept: SolverItem = {
      stock: [9, 9],
      scarcity: [
        [
          { units: 1, ticks: 0 },
          { units: 1, ticks: Infinity },
        ],
        [],
      ],
    };
    expect(shipped(order([kept], [line(0, 2, [0, 5])]))).toMatchObject({ parcels: { 1: [2] } });
  });

  test("most parcels", () => {
    const given = order([item(1, 1, 1, 3)], [line(0, 3, [0, 0, 0, 9])], { maxParcels: 2 });
    expect(shipped(given)).toMatchObject({ ticks: 37, parcels: { 3: [3] } });
    expect(shipped({ ...given, items: [item(1, 1, 1, 1)] })).toEqual({ plan: null, proven: true });
    expect(shipped({ ...given, maxParcels: 0 })).toEqual({ plan: null, proven: true });
  });

  test("kits stay whole: parts from two places make none", () => {
    const kit = line(0, 1, [0, 0], {
      uses: [
        { item: 0, count: 1 },
        { item: 1, count: 2 },
      ],
    });
    expect(shipped(order([item(1, 0), item(1, 2)], [kit]))).toEqual({ plan: null, proven: true });
    expect(shipped(order([item(1, 1), item(1, 2)], [kit]))).toMatchObject({ parcels: { 1: [1] } });
  });

  test("a kit and a loose line share the stock of an item", () => {
    // Both would rather ship from the first place, which has two: enough for the kit or for the lines.
    const kit = line(0, 1, [0, 30], { uses: [{ item: 0, count: 2 }] });
    const loose = (ticks: number) => line(0, 1, [0, ticks]);
    expect(shipped(order([item(2, 9)], [kit, loose(8)]))).toMatchObject({
      ticks: 28,
      parcels: { 0: [1, 0], 1: [0, 1] },
    });
    expect(shipped(order([item(2, 9)], [kit, loose(60)]))).toMatchObject({
      ticks: 50,
      parcels: { 0: [0, 1], 1: [1, 0] },
    });
  });

  test("what a place can take on that day, in units", () => {
    const given = order([item(9, 9), item(9, 9)], [line(0, 2, [0, 30]), line(1, 2, [0, 40], { units: 2 })]);
    expect(shipped({ ...given, capacity: [4, 9] })).toMatchObject({ ticks: 60, parcels: { 0: [2, 1], 1: [0, 1] } });
    expect(shipped({ ...given, capacity: [4, 1] })).toEqual({ plan: null, proven: true });
  });

  test("the least value of every parcel, when there is more than one", () => {
    const items = [item(9, 0), item(1, 9)];
    const given = order(items, [line(0, 2, [0, 0], { value: 5 }), line(1, 2, [0, 0], { value: 3 })], {
      minParcelValue: 6,
    });
    // One of the second line could have come along with the first, but then its own parcel would be worth 3.
    expect(shipped(given)).toMatchObject({ parcels: { 0: [2, 0], 1: [0, 2] } });
    expect(shipped({ ...given, minParcelValue: 7 })).toEqual({ plan: null, proven: true });
    expect(shipped({ ...given, minParcelValue: 99, items: [item(9, 0), item(9, 0)] })).toMatchObject({
      parcels: { 0: [2, 2] },
    });
  });

  test("what leaves together leaves in one parcel and in full", () => {
    const bundles = [line(0, 2, [0, 50]), line(1, 1, [50, 0]), line(2, 1, [0, 0])];
    const given = order([item(9, 9), item(9, 9), item(9, 9)], bundles);
    expect(shipped(given)).toMatchObject({ ticks: 20 });
    expect(shipped({ ...given, together: [[0, 1]] })).toMatchObject({ ticks: 60, parcels: { 0: [2, 1, 1] } });
    // Sets with a bundle in common are one set.
    const stock = [item(9, 9), item(9, 9), item(0, 9)];
    expect(
      shipped({
        ...given,
        items: stock,
        together: [
          [0, 1],
          [1, 2],
        ],
      }),
    ).toMatchObject({ ticks: 110, parcels: { 1: [2, 1, 1] } });
    expect(shipped({ ...given, items: [item(1, 1), item(9, 9), item(9, 9)], together: [[0]] })).toEqual({
      plan: null,
      proven: true,
    });
  });

  test("or not at all, where all of it may be left out", () => {
    const given = (unfilledTicks: number | null) =>
      order([item(9), item(0)], [line(0, 2, [0], { unfilledTicks: 40 }), line(1, 1, [0], { unfilledTicks })], {
        together: [[0, 1]],
      });
    expect(shipped(given(5))).toEqual({ ticks: 85, parcels: {}, left: [2, 1] });
    expect(shipped(given(null))).toEqual({ plan: null, proven: true });
  });
});

describe("ties", () => {
  const free = { parcelTicks: [0, 0, 0, 0] };

  test("fewer parcels", () => {
    expect(shipped(order([item(1, 1, 1, 2)], [line(0, 3, [0, 0, 0, 0])], free))).toMatchObject({
      parcels: { 0: [1], 3: [2] },
    });
  });

  test("then with home, even when that has the higher index", () => {
    const given = order([item(1, 1, 1, 1)], [line(0, 2, [0, 0, 0, 0])], { ...free, home: 3 });
    expect(shipped(given)).toMatchObject({ parcels: { 0: [1], 3: [1] } });
  });

  test("then the lower locations", () => {
    expect(shipped(order([item(0, 1, 2, 2)], [line(0, 3, [0, 0, 0, 0])], free))).toMatchObject({
      parcels: { 1: [1], 2: [2] },
    });
  });

  test("then as much as possible from home, then from the lower locations, bundle by bundle", () => {
    const given = order([item(3, 3, 0, 0)], [line(0, 4, [0, 0, 0, 0])], free);
    expect(shipped(given)).toMatchObject({ parcels: { 0: [3], 1: [1] } });
    expect(shipped({ ...given, home: 1 })).toMatchObject({ parcels: { 0: [1], 1: [3] } });
  });

  test("also where bundles get in each other's way", () => {
    const lines = [line(0, 2, [0, 0]), line(0, 2, [0, 0])];
    expect(shipped(order([item(3, 3)], lines))).toMatchObject({ parcels: { 0: [2, 1], 1: [0, 1] } });
  });
});

describe("more than can be tried", () => {
  const large = looseOrder(seededRandom(7), 100, 25);

  test("cut short, it has a plan, what no plan costs less than, and the same answer each time", () => {
    const exact = solve(large, Infinity);
    const cut = solve(large, 20_000);
    if (exact.plan === null || cut.plan === null) throw new Error("both have a plan");
    expect(exact).toMatchObject({ proven: true, leastTicks: exact.plan.ticks });
    expect(cut.proven).toBe(false);
    expect(cut.leastTicks).toBeLessThan(exact.plan.ticks);
    expect(cut.plan.ticks).toBeGreaterThanOrEqual(exact.plan.ticks);
    expect(solve(large, 20_000)).toEqual(cut);
  });

  test("without any step, a single parcel is still proven when no two could be cheaper", () => {
    expect(solve(order([item(9, 9)], [line(0, 1, [1, 2])]), 0)).toMatchObject({ proven: true, plan: { ticks: 11 } });
  });

  test("last units that cost less than the ones before are a fault of the caller", () => {
    const steps = [
      { units: 1, ticks: 5 },
      { units: 1, ticks: 4 },
    ];
    expect(() => solve(order([{ stock: [9], scarcity: [steps] }], [line(0, 2, [0])]))).toThrow(Bug);
  });

  test("amounts beyond what numbers can tell apart are a fault of the caller", () => {
    expect(() => solve(order([item(9)], [line(0, 9, [2 ** 50])]))).toThrow(Bug);
  });
});
