import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arrivals, compareCosts, costOf, moved, orderStops, type RouteStop } from "./route.ts";

const MADRID = { latitude: 40.4168, longitude: -3.7038 };
const PACE = { leavesAt: Date.parse("2026-11-23T09:00:00Z"), kmPerHour: 25, minutesPerStop: 5 };
const MINUTE = 60_000;

const near = fc.double({ min: -0.15, max: 0.15, noNaN: true });
const window = fc.option(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 10, max: 120 })), { nil: null });
const stop = fc.tuple(near, near, window).map(([north, east, times]) => ({
  at: { latitude: MADRID.latitude + north, longitude: MADRID.longitude + east },
  from: times && PACE.leavesAt + times[0] * MINUTE,
  to: times && PACE.leavesAt + (times[0] + times[1]) * MINUTE,
}));
const routes = (max: number) =>
  fc
    .array(stop, { maxLength: max })
    .map((stops) => stops.map((each, index): RouteStop => ({ ...each, id: `${index}` })));

/** Every order there is, by Heap's algorithm: written apart from the code it checks. */
function everyOrder(stops: readonly RouteStop[]): RouteStop[][] {
  const found: RouteStop[][] = [];
  const list = [...stops];
  const swap = (a: number, b: number) => {
    const [x, y] = [list[a], list[b]];
    if (x && y) [list[a], list[b]] = [y, x];
  };
  const heap = (size: number) => {
    if (size <= 1) return void found.push([...list]);
    for (let index = 0; index < size; index += 1) {
      heap(size - 1);
      swap(size % 2 === 0 ? index : 0, size - 1);
    }
  };
  heap(list.length);
  return found;
}

describe("a route", () => {
  test("goes to each stop once and is never worse than the order given", () => {
    fc.assert(
      fc.property(routes(14), (stops) => {
        const route = orderStops(MADRID, stops, PACE);
        expect(route.map(({ id }) => id).sort()).toEqual(stops.map(({ id }) => id).sort());
        expect(compareCosts(costOf(MADRID, route, PACE), costOf(MADRID, stops, PACE))).toBeLessThanOrEqual(0);
      }),
      { numRuns: 40 },
    );
  });

  test("of up to seven stops is the best there is, windows first and then the way", () => {
    fc.assert(
      fc.property(routes(6), (stops) => {
        const found = costOf(MADRID, orderStops(MADRID, stops, PACE), PACE);
        for (const other of everyOrder(stops))
          expect(compareCosts(found, costOf(MADRID, other, PACE))).toBeLessThanOrEqual(0);
      }),
      { numRuns: 40 },
    );
  });

  test("keeps a window that it can keep, even when that is a longer way", () => {
    const at = (north: number) => ({ latitude: MADRID.latitude + north, longitude: MADRID.longitude });
    const far = { id: "far", at: at(0.1), from: null, to: PACE.leavesAt + 30 * MINUTE };
    const close = { id: "close", at: at(-0.05), from: PACE.leavesAt + 60 * MINUTE, to: null };
    expect(orderStops(MADRID, [close, far], PACE).map(({ id }) => id)).toEqual(["far", "close"]);
    expect(costOf(MADRID, [far, close], PACE).lateMinutes).toBe(0);
  });

  test("untangles a way that crosses itself, of many stops too", () => {
    const circle = Array.from({ length: 12 }, (_, index) => {
      const angle = (index / 12) * 2 * Math.PI;
      const at = {
        latitude: MADRID.latitude + 0.05 * Math.sin(angle),
        longitude: MADRID.longitude + 0.06 * Math.cos(angle),
      };
      return { id: `${index}`, at, from: null, to: null };
    });
    const mixed = [0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11].flatMap((index) => circle[index] ?? []);
    const found = costOf(MADRID, orderStops(MADRID, mixed, PACE), PACE);
    expect(found.km).toBeLessThanOrEqual(costOf(MADRID, circle, PACE).km + 1e-6);
  });

  test("tells when the driver arrives, who waits where it is too early", () => {
    const stops = [{ id: "a", at: MADRID, from: PACE.leavesAt + 10 * MINUTE, to: null }];
    expect(arrivals(MADRID, stops, PACE)).toEqual([PACE.leavesAt + 10 * MINUTE]);
  });
});

test("a stop that is moved by hand changes places with its neighbour, there and back again; at an end it stays", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 12 }), fc.nat(11), (route, at) => {
      const index = at % route.length;
      const isIt = (each: number) => each === route[index];
      const down = moved(route, isIt, "down");
      if (index === route.length - 1) expect(down).toBeUndefined();
      else {
        expect(down?.indexOf(route[index] ?? -1)).toBe(index + 1);
        expect(moved(down ?? [], isIt, "up")).toEqual(route);
      }
      if (index === 0) expect(moved(route, isIt, "up")).toBeUndefined();
      expect(moved(route, () => false, "up")).toBeUndefined();
    }),
  );
});
