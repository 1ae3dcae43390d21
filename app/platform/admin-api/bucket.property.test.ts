import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { learn, newBucket, refill, spend, waitFor, WEIGHTS, type ShareNumber } from "./bucket.ts";

const share = fc.constantFrom<ShareNumber>(1, 2, 3, 4);

describe("the API budget of a shop", () => {
  test("never holds more than its maximum, nor a share more than its part", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(share, fc.nat(800), fc.nat(20_000)), { maxLength: 40 }), (steps) => {
        let bucket = newBucket(0);
        let now = 0;
        for (const [who, cost, passed] of steps) {
          now += passed;
          bucket = spend(bucket, who, cost, now);
          const later = refill(bucket, now + 10_000);
          expect(later.available).toBeLessThanOrEqual(later.maximum + 1e-6);
          for (const each of [1, 2, 3, 4] as const)
            expect(later.credit[each]).toBeLessThanOrEqual(later.maximum * WEIGHTS[each] + 1e-6);
        }
      }),
    );
  });

  test("after waiting as long as it says, the cost can be spent", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(share, fc.nat(800)), { minLength: 1, maxLength: 30 }),
        share,
        fc.nat(800),
        (spent, who, cost) => {
          const bucket = spent.reduce((at, [each, points]) => spend(at, each, points, 0), newBucket(0));
          expect(waitFor(bucket, who, cost, waitFor(bucket, who, cost, 0))).toBe(0);
        },
      ),
    );
  });

  test("a flood of undecided orders leaves people waiting their part: 20 points a second of 100", () => {
    let bucket = newBucket(0);
    for (let i = 0; i < 100; i += 1) bucket = spend(bucket, 2, 50, 0);
    for (let i = 0; i < 8; i += 1) bucket = spend(bucket, 3, 50, 0);
    const drained = { ...bucket, available: 400 };
    expect(waitFor(drained, 3, 20, 0)).toBeLessThanOrEqual(1_000);
    expect(waitFor(drained, 2, 20, 0)).toBeGreaterThan(10_000);
  });

  test("a share nobody else competes with gets the whole inflow", () => {
    const idle = spend(newBucket(0), 4, 400, 0);
    expect(waitFor(idle, 4, 100, 1_000)).toBe(0);
  });

  test("Shopify's own figures win", () => {
    const plus = learn(
      newBucket(0),
      2,
      0,
      { maximumAvailable: 20_000, currentlyAvailable: 12_345, restoreRate: 1_000 },
      0,
    );
    expect(plus).toMatchObject({ maximum: 20_000, available: 12_345, restorePerSecond: 1_000 });
  });
});
