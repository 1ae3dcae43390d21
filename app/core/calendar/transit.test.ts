import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dateOf, dayOf } from "./day.ts";
import type { Arrivals } from "./transit.ts";
import { arrivalsOf, arrivedBy, compileTransit, expectedDaysLate, lateShare } from "./transit.ts";
import { compileDeliveryDays } from "./working-days.ts";

const RANGE = { first: dayOf("2026-12-01"), last: dayOf("2027-01-31") };
const carrier = compileDeliveryDays(
  { weekdays: [true, true, true, true, true, false, false], closed: ["2026-12-08"] },
  RANGE,
);
const lane = compileTransit({ unit: "working", days: { "1": 0.7, "2": 0.2, "4": 0.1 } });

const dated = (arrivals: Arrivals | null) => arrivals?.map(({ day, share }) => [dateOf(day), share]);

describe("arrival", () => {
  test("counts the carrier's delivery days from the handover", () => {
    expect(dated(arrivalsOf(lane, carrier, dayOf("2026-12-04")))).toEqual([
      ["2026-12-07", 0.7],
      ["2026-12-09", 0.2],
      ["2026-12-11", 0.1],
    ]);
  });

  test("of a lane in calendar days comes on Sundays too", () => {
    const daily = compileTransit({ unit: "calendar", days: { "2": 1 } });
    expect(dated(arrivalsOf(daily, carrier, dayOf("2026-12-04")))).toEqual([["2026-12-06", 1]]);
  });

  test("on the same day or the next is one and the same Monday for what is handed over on a Saturday", () => {
    const quick = compileTransit({ unit: "working", days: { "0": 0.25, "1": 0.75 } });
    expect(dated(arrivalsOf(quick, carrier, dayOf("2026-12-05")))).toEqual([["2026-12-07", 1]]);
  });

  test("after the range is not known", () => {
    expect(arrivalsOf(lane, carrier, dayOf("2027-01-28"))).toBeNull();
  });
});

describe("lateness", () => {
  const arrivals = arrivalsOf(lane, carrier, dayOf("2026-12-04")) ?? [];

  test("is the share that arrives after the promised day, and what it amounts to in days", () => {
    expect(lateShare(arrivals, dayOf("2026-12-09"))).toBeCloseTo(0.1, 9);
    expect(expectedDaysLate(arrivals, dayOf("2026-12-09"))).toBeCloseTo(0.2, 9);
    expect(lateShare(arrivals, dayOf("2026-12-06"))).toBeCloseTo(1, 9);
    expect(expectedDaysLate(arrivals, dayOf("2026-12-06"))).toBeCloseTo(0.7 * 1 + 0.2 * 3 + 0.1 * 5, 9);
    expect(expectedDaysLate(arrivals, dayOf("2026-12-11"))).toBe(0);
  });

  test("has a day by which nine of ten have come", () => {
    expect([0.5, 0.7, 0.9, 1].map((share) => dateOf(arrivedBy(arrivals, share) ?? 0))).toEqual([
      "2026-12-07",
      "2026-12-07",
      "2026-12-09",
      "2026-12-11",
    ]);
  });

  test("is the sum over the days of what is still under way: E[max(0, D − p)] = Σ P(D > d) for d ≥ p", () => {
    const shares = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 9 })), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(shares, fc.integer({ min: -2, max: 22 }), (weights, promised) => {
        const byDay = new Map(weights);
        const total = [...byDay.values()].reduce((sum, weight) => sum + weight, 0);
        const days = Object.fromEntries([...byDay].map(([day, weight]) => [String(day), weight / total]));
        const some = arrivalsOf(compileTransit({ unit: "calendar", days }), carrier, 0) ?? [];
        let tail = 0;
        for (let day = promised; day <= 22; day++) tail += lateShare(some, day);
        expect(expectedDaysLate(some, promised)).toBeCloseTo(tail, 9);
        expect(lateShare(some, promised + 1)).toBeLessThanOrEqual(lateShare(some, promised));
        expect(lateShare(some, arrivedBy(some, 0.8) ?? NaN)).toBeLessThanOrEqual(0.2 + 1e-6);
      }),
    );
  });
});

test("a lane whose shares do not make sense is refused", () => {
  const bad = [{ "1": 0.5 }, { "1": 1.5, "2": -0.5 }, { "1.5": 1 }, { "-1": 1 }, { "1": NaN }, {}];
  for (const days of bad)
    expect(() => compileTransit({ unit: "working", days }), JSON.stringify(days)).toThrow(RangeError);
});
