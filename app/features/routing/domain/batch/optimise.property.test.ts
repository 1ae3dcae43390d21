import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { batchFaults, batchTicks, orderAlone } from "../../../../../tests/oracle/batch-rules.ts";
import { HIGHS_TICKS_OFF, highsBatch } from "../../../../../tests/oracle/highs-batch.ts";
import { batches } from "../../../../../tests/oracle/random-batches.ts";
import { solve } from "../solver/solve.ts";
import { optimiseBatch } from "./optimise.ts";
import type { BatchPlan, BatchProblem } from "./problem.ts";

const tries = (count: number) => ({ tries: count, spent: () => 0 });

/** Units left out that a location could ship beside all that the plan ships. */
function forgotten({ capacity, stock, orders }: BatchProblem, plan: BatchPlan): string[] {
  const taken = (location: number, item: number | null) =>
    plan.reduce((sum, { parcels }, o) => {
      const takes = parcels.find((parcel) => parcel.location === location)?.takes ?? [];
      return (
        sum +
        takes.reduce(
          (all, units, n) => all + (orders[o]?.lines[n]?.item === (item ?? orders[o]?.lines[n]?.item) ? units : 0),
          0,
        )
      );
    }, 0);
  return plan.flatMap(({ parcels, unfilled }, o) =>
    unfilled.flatMap((units, n) => {
      const order = orders[o];
      const line = order?.lines[n];
      if (units === 0 || order === undefined || line === undefined) return [];
      return capacity.flatMap((most, location) => {
        const mayOpen = parcels.length < order.maxParcels || parcels.some((parcel) => parcel.location === location);
        const mayShip = (order.parcelTicks[location] ?? Infinity) + (line.ticks[location] ?? Infinity) < Infinity;
        const has = taken(location, line.item) < (stock[line.item]?.[location] ?? 0) && taken(location, null) < most;
        return mayOpen && mayShip && has ? [`order ${o}, line ${n}: a unit is at ${location}`] : [];
      });
    }),
  );
}

describe("orders that draw on the same stock, planned together", () => {
  test("a plan keeps the rules, takes no more than there is, leaves nothing out that could ship, and costs what it says", () => {
    fc.assert(
      fc.property(batches({ capped: true }), (problem) => {
        const { plan, ticks, leastTicks, unfilled } = optimiseBatch(problem, tries(50));
        expect(batchFaults(problem, plan)).toEqual([]);
        expect(forgotten(problem, plan)).toEqual([]);
        expect(batchTicks(plan)).toBe(ticks);
        expect(leastTicks).toBeLessThanOrEqual(ticks);
        expect(unfilled).toBe(plan.flatMap((order) => order.unfilled).reduce((sum, units) => sum + units, 0));
      }),
      { numRuns: 25 },
    );
  });

  test("the lower bound is not above what HiGHS proves to be the cheapest", () => {
    fc.assert(
      fc.property(batches({ capped: true }), (problem) => {
        const { ticks, leastTicks } = optimiseBatch(problem, tries(50));
        const best = highsBatch(problem);
        expect(best.isOptimal).toBe(true);
        expect(leastTicks).toBeLessThanOrEqual(best.ticks + HIGHS_TICKS_OFF);
        expect(ticks).toBeGreaterThanOrEqual(best.ticks - HIGHS_TICKS_OFF);
      }),
      { numRuns: 10 },
    );
  });

  test("at its usual effort it finds what HiGHS finds, or is within 0.5 %", () => {
    for (const problem of fc.sample(batches({ capped: true }), { seed: 1, numRuns: 4 })) {
      expect(optimiseBatch(problem, tries(2_000)).ticks).toBeLessThanOrEqual(highsBatch(problem).ticks * 1.005);
    }
  });

  test("one order alone gets what the solver of one order gives it, and proves it", () => {
    fc.assert(
      fc.property(batches({ capped: false }), ({ orders, ...rest }) => {
        const problem = { ...rest, orders: orders.slice(0, 1) };
        const { ticks, leastTicks } = optimiseBatch(problem, tries(0));
        expect(ticks).toBe(solve(orderAlone(problem, 0)).plan?.ticks);
        expect(leastTicks).toBe(ticks);
      }),
    );
  });

  test("the same batch gives the same plan; in another sequence its orders cost the same", () => {
    fc.assert(
      fc.property(batches({ capped: true }), fc.infiniteStream(fc.nat()), (problem, keys) => {
        const shuffled = problem.orders
          .map((order) => ({ order, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ order }) => order);
        const result = optimiseBatch(problem, tries(100));
        expect(optimiseBatch(problem, tries(100))).toEqual(result);
        expect(optimiseBatch({ ...problem, orders: shuffled }, tries(100)).ticks).toBe(result.ticks);
      }),
      { numRuns: 8 },
    );
  });

  test("when the time is over at once there is a plan all the same", () => {
    fc.assert(
      fc.property(batches({ capped: true }), (problem) => {
        const { plan, ticks, leastTicks } = optimiseBatch(problem, { tries: 1_000, spent: () => 1 });
        expect(batchFaults(problem, plan)).toEqual([]);
        expect(leastTicks).toBeLessThanOrEqual(ticks);
      }),
    );
  });
});
