import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FactorColumn, fitTerms, type NumberColumn } from "./fit.ts";

const LEVELS = 4;
const row = fc.record({
  level: fc.integer({ min: -1, max: LEVELS - 1 }),
  other: fc.integer({ min: 0, max: 2 }),
  number: fc.double({ min: -2, max: 2, noNaN: true }),
  target: fc.double({ min: -3, max: 3, noNaN: true }),
  weight: fc.double({ min: 0.01, max: 1, noNaN: true }),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;
const rows = fc.array(row, { minLength: 1, maxLength: 30 });

const factor = (list: readonly Row[], of: (row: Row) => number, levels: number, prior: number): FactorColumn => ({
  levelOf: Int32Array.from(list, of),
  levels,
  prior,
});
const numbers = (list: readonly Row[], rising: boolean): NumberColumn => ({
  values: Float64Array.from(list, ({ number }) => number),
  rising,
});
const target = (list: readonly Row[]) => Float64Array.from(list, (each) => each.target);
const weights = (list: readonly Row[]) => Float64Array.from(list, ({ weight }) => weight);

describe("the effects of one factor", () => {
  test("are the mean of the rows that carry the level, shrunken by its prior; nothing for a level without rows", () => {
    fc.assert(
      fc.property(rows, fc.double({ min: 0.5, max: 50, noNaN: true }), (list, prior) => {
        const levelOf = (each: Row) => each.level;
        const { factors } = fitTerms([factor(list, levelOf, LEVELS, prior)], [], target(list), weights(list));
        for (let level = 0; level < LEVELS; level++) {
          const carriers = list.filter((each) => each.level === level);
          const weight = carriers.reduce((sum, each) => sum + each.weight, 0);
          const sum = carriers.reduce((all, each) => all + each.weight * each.target, 0);
          expect(factors[0]?.effects[level]).toBeCloseTo(sum / (weight + prior), 6);
          expect(factors[0]?.weights[level]).toBeCloseTo(weight, 9);
        }
      }),
    );
  });
});

describe("all terms together", () => {
  const priors = [2, 5] as const;
  const fitted = (list: readonly Row[], rising: boolean) =>
    fitTerms(
      [factor(list, ({ level }) => level, LEVELS, priors[0]), factor(list, ({ other }) => other, 3, priors[1])],
      [numbers(list, rising)],
      target(list),
      weights(list),
    );

  /** What the fit makes small: squares of what is left, and of each term by its prior. */
  const cost = (list: readonly Row[], effects: readonly (readonly number[])[], slope: number): number => {
    const left = list.map(
      (each) => each.target - (effects[0]?.[each.level] ?? 0) - (effects[1]?.[each.other] ?? 0) - slope * each.number,
    );
    const misfit = left.reduce((sum, value, n) => sum + (list[n]?.weight ?? 0) * value ** 2, 0);
    const size = effects.reduce((sum, list, f) => sum + (priors[f] ?? 0) * list.reduce((s, e) => s + e * e, 0), 0);
    return misfit + size + slope ** 2;
  };

  test("leave no term that any change would improve", () => {
    fc.assert(
      fc.property(rows, fc.boolean(), fc.constantFrom(-0.05, 0.05), (list, rising, step) => {
        const { factors, slopes } = fitted(list, rising);
        const effects = factors.map((each) => [...each.effects]);
        const slope = slopes[0] ?? NaN;
        const best = cost(list, effects, slope);
        effects.forEach((of, f) =>
          of.forEach((effect, level) => {
            const changed = effects.map((each, n) => (n === f ? each.with(level, effect + step) : each));
            expect(cost(list, changed, slope)).toBeGreaterThanOrEqual(best);
          }),
        );
        if (!rising || slope + step >= 0) expect(cost(list, effects, slope + step)).toBeGreaterThanOrEqual(best);
      }),
    );
  });

  test("a rising number never has a falling slope", () => {
    fc.assert(
      fc.property(rows, (list) => {
        expect(fitted(list, true).slopes[0]).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("what is left of a row is at least what it would be had the row not taught, in size and not in sign", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const { factors, slopes, residuals } = fitted(list, false);
        list.forEach((each, n) => {
          const fit =
            (factors[0]?.effects[each.level] ?? 0) +
            (factors[1]?.effects[each.other] ?? 0) +
            (slopes[0] ?? NaN) * each.number;
          const taught = each.target - fit;
          expect(Math.abs(residuals[n] ?? NaN)).toBeGreaterThanOrEqual(Math.abs(taught) - 1e-9);
          if (Math.abs(taught) > 1e-6) expect(Math.sign(residuals[n] ?? NaN)).toBe(Math.sign(taught));
        });
      }),
    );
  });
});

test("what is left of a row, for one factor, is what it is without that row", () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 2, maxLength: 12 }), (list) => {
      const [first, ...others] = list;
      if (first === undefined) return;
      const one = (each: readonly Row[]) =>
        fitTerms([factor(each, ({ other }) => other, 3, 5)], [], target(each), weights(each));
      const without = one(others).factors[0]?.effects[first.other] ?? NaN;
      expect(one(list).residuals[0]).toBeCloseTo(first.target - without, 6);
    }),
  );
});
