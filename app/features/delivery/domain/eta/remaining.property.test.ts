import fc from "fast-check";
import { expect, test } from "vitest";
import { afterWaiting, arrivedWithin } from "./remaining.ts";

const days = fc.double({ min: 0.2, max: 40, noNaN: true });
const quantiles = fc.tuple(days, days).map(([p50, more]) => ({ p50, p90: p50 * 1.06 + more }));

test("without a wait it is what was predicted", () => {
  fc.assert(
    fc.property(quantiles, (predicted) => {
      expect(afterWaiting(predicted, 0)).toEqual(predicted);
    }),
  );
});

test("who waited longer waits until later, never until a moment that has passed, and p90 is not before p50", () => {
  fc.assert(
    fc.property(quantiles, days, days, (predicted, a, b) => {
      const [short, long] = a < b ? [a, b] : [b, a];
      const [first, then] = [afterWaiting(predicted, short), afterWaiting(predicted, long)];
      expect(first.p50).toBeGreaterThanOrEqual(Math.max(short, predicted.p50) - 1e-9);
      expect(then.p50).toBeGreaterThanOrEqual(first.p50 - 1e-9);
      expect(then.p90).toBeGreaterThanOrEqual(first.p90 - 1e-9);
      expect(then.p90).toBeGreaterThanOrEqual(then.p50);
    }),
  );
});

test("half arrive within p50, nine in ten within p90, and more never sooner", () => {
  fc.assert(
    fc.property(quantiles, fc.double({ min: 0.01, max: 0.98, noNaN: true }), (predicted, share) => {
      expect(arrivedWithin(predicted, 0.5)).toBeCloseTo(predicted.p50, 9);
      expect(arrivedWithin(predicted, 0.9)).toBeCloseTo(predicted.p90, 9);
      expect(arrivedWithin(predicted, share + 0.01)).toBeGreaterThan(arrivedWithin(predicted, share));
    }),
  );
});
