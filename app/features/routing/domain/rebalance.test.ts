import { describe, expect, test } from "vitest";
import {
  line,
  location,
  snapshot,
  stock,
  type SnapshotOverride,
} from "../../../../tests/factories/routing-snapshot.ts";
import { reoptimiseBatch } from "./batch/reoptimise.ts";
import { TICKS_PER_MINOR } from "./cost.ts";
import { decisionOf, feasibleNow, rebalanceOf, type OpenOrder } from "./rebalance.ts";

const A = location(10, 100);
const B = location(20, 100);

/** An open order for one unit of item 1 at location 10, whose shopper is `km` east of the first location. */
const open = (override: SnapshotOverride = {}): OpenOrder => ({
  snapshot: snapshot({ locations: [A, B], stock: [stock(1, { 10: 0, 20: 0 })], ...override }),
  directives: null,
});
const at = (km: number): NonNullable<SnapshotOverride["destination"]> => ({
  coordinates: { latitude: 0, longitude: km / 111.19 },
});
const EAST = location(20, 2_000);
const WEST = location(10, 0);

/** What is worth moving, as decisions. */
function found(orders: readonly OpenOrder[], minSavingMinor = 100) {
  const rebalance = rebalanceOf(orders);
  const exchanges = reoptimiseBatch(rebalance.problem, rebalance.present, minSavingMinor * TICKS_PER_MINOR);
  return feasibleNow(rebalance, exchanges).flatMap(({ moves, savingTicks }) =>
    moves.flatMap((move) => decisionOf(rebalance, move, savingTicks)?.decision ?? []),
  );
}

describe("open orders planned together", () => {
  test("one moves to what another location has free, with what that saves", () => {
    const locations = [WEST, EAST];
    const given = open({ locations, stock: [stock(1, { 10: 0, 20: 1 })], destination: at(2_000) });
    // 2,000 km at 0.25 per 100 km and kilogram.
    expect(found([given, open({ locations, stock: [stock(1, { 10: 0, 20: 1 })] })])).toMatchObject([
      { outcome: "move", reason: "together", toLocationId: "20", savingMinor: 500, proof: { kind: "together" } },
    ]);
  });

  test("not for a saving that is too small", () => {
    const locations = [WEST, EAST];
    const given = open({ locations, stock: [stock(1, { 10: 0, 20: 1 })], destination: at(2_000) });
    expect(found([given], 600)).toEqual([]);
  });

  test("the last unit goes to the order that saves most by it", () => {
    const locations = [WEST, EAST];
    const last = [stock(1, { 10: 0, 20: 1 })];
    const near = open({ locations, stock: last, destination: at(1_500) });
    const there = open({ locations, stock: last, destination: at(2_000) });
    expect(found([near, there])).toMatchObject([{ savingMinor: 500 }]);
  });

  test("none moves to where it would arrive later than where it is", () => {
    const arrivals = (day: number) => [{ day, share: 1 }];
    const locations = [
      { ...WEST, arrivals: arrivals(20_780) },
      { ...EAST, arrivals: arrivals(20_790) },
    ];
    const promisedAt = Date.UTC(2026, 10, 24, 12);
    const given = open({ locations, stock: [stock(1, { 10: 0, 20: 1 })], destination: at(2_000), promisedAt });
    expect(found([given])).toEqual([]);
  });

  test("a move that needs what another order still holds waits for another look", () => {
    const locations = [WEST, EAST];
    const east = open({ locations, destination: at(2_000) });
    const west = { ...open({ locations, assigned: 20, destination: at(0) }) };
    expect(found([east, west])).toEqual([]);
  });

  test("kits, oversold places and orders under a least value stay out of it", () => {
    const bundle = { id: "7", quantity: 1 };
    const kit = open({
      lines: [line(1, 1, 1, { bundle }), line(2, 2, 1, { bundle })],
      stock: [stock(1, { 10: 0 }), stock(2, { 10: 0 })],
    });
    const oversold = open({ stock: [stock(1, { 10: -1, 20: 5 })] });
    expect(rebalanceOf([kit, oversold]).orders).toEqual([]);
  });

  test("a present plan always fits: stock counts what the orders hold themselves", () => {
    const { problem, present } = rebalanceOf([open(), open({ lines: [line(1, 1, 3)] })]);
    expect(problem.stock).toEqual([[4, 0]]);
    expect(present.map(({ parcels }) => parcels)).toEqual([
      [{ location: 0, takes: [1] }],
      [{ location: 0, takes: [3] }],
    ]);
  });
});
