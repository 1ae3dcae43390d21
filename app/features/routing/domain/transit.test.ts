import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dateOf, dayOf } from "../../../core/calendar/day.ts";
import { arrivalsAfter, transitOf } from "./transit.ts";

const total = (days: Readonly<Record<string, number>>) => Object.values(days).reduce((sum, share) => sum + share, 0);

describe("how long a lane takes", () => {
  test("is assumed while no parcel has told, and longer over a border", () => {
    const mean = (days: Readonly<Record<string, number>>) =>
      Object.entries(days).reduce((sum, [day, share]) => sum + Number(day) * share, 0);
    expect(mean(transitOf(undefined, true).days)).toBeGreaterThan(mean(transitOf({ arrived: [] }, false).days));
  });

  test("is what its parcels say, the more of them the surer", () => {
    const share = (parcels: number) => transitOf({ arrived: [0, 0, 0, 0, 0, parcels] }, false).days["5"] ?? 0;
    expect([share(0), share(10), share(990)]).toEqual([0, 0.5, 0.99]);
  });

  test("a parcel that took far too long counts as the slowest there is", () => {
    expect(transitOf({ arrived: Array.from({ length: 60 }, () => 1) }, false).days["45"]).toBeUndefined();
  });

  test("shares add up to 1, whatever was counted", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { maxLength: 50 }), fc.boolean(), (arrived, crossBorder) => {
        expect(total(transitOf({ arrived }, crossBorder).days)).toBeCloseTo(1, 9);
      }),
    );
  });

  test("nothing arrives on a Sunday: handed over on Friday, one working day is the Monday", () => {
    const arrivals = arrivalsAfter({ unit: "working", days: { "1": 1 } }, dayOf("2026-11-20"));
    expect(arrivals?.map(({ day }) => dateOf(day))).toEqual(["2026-11-23"]);
  });
});
