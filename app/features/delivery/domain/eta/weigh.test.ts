import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { distributionOf, quantileOf, recencyOf, shareUpTo, standsFor } from "./weigh.ts";

test("a parcel of today tells all, one of 90 days ago half, one of a year ago a sixteenth", () => {
  expect(recencyOf(0)).toBe(1);
  expect(recencyOf(90)).toBe(0.5);
  expect(recencyOf(360)).toBe(0.0625);
});

test("a parcel stands for those of its like that are still on their way; one of a like that has hardly been seen waits", () => {
  expect(standsFor(1)).toBe(1);
  expect(standsFor(0.8)).toBe(1.25);
  expect(standsFor(0.5)).toBe(2);
  expect(standsFor(0.49)).toBe(0);
});

describe("a weighted distribution", () => {
  const distribution = distributionOf([30, 10, 20, 99], [1, 2, 1, 0]);

  test("tells the share of the weight at or below a value", () => {
    expect([5, 10, 19, 20, 30, 100].map((value) => shareUpTo(distribution, value))).toEqual([0, 0.5, 0.5, 0.75, 1, 1]);
  });

  test("tells the smallest value with a share of the weight", () => {
    expect([0.1, 0.5, 0.51, 0.9].map((share) => quantileOf(distribution, share))).toEqual([10, 10, 20, 30]);
  });

  test("of nothing has no quantile and no share", () => {
    const none = distributionOf([1], [0]);
    expect(quantileOf(none, 0.5)).toBeUndefined();
    expect(shareUpTo(none, 5)).toBe(0);
  });

  test("has at least the share at or below its quantile, and less below", () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 0, max: 9 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(rows, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (pairs, share) => {
        const values = pairs.map(([value]) => value);
        const weights = pairs.map(([, weight]) => weight);
        const quantile = quantileOf(distributionOf(values, weights), share);
        const all = weights.reduce((sum, each) => sum + each, 0);
        fc.pre(all > 0);
        const weightOf = (holds: (value: number) => boolean) =>
          pairs.reduce((sum, [value, weight]) => sum + (holds(value) ? weight : 0), 0);
        expect(weightOf((value) => value <= (quantile ?? NaN))).toBeGreaterThanOrEqual(share * all);
        expect(weightOf((value) => value < (quantile ?? NaN))).toBeLessThan(share * all);
      }),
    );
  });
});
