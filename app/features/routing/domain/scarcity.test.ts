import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TICKS_PER_MINOR } from "./cost.ts";
import { scarcityOf as stepsOf, type Scarcity } from "./scarcity.ts";

/** Steps with their price in minor units. */
const scarcityOf = (stock: number, wanted: number, scarcity: Scarcity) =>
  stepsOf(stock, wanted, scarcity).map(({ units, ticks }) => ({ units, ticks: ticks / TICKS_PER_MINOR }));

const scarce = (perDay: number | null, days = 7) => ({ perDay, days, stockoutMinor: 1_000_000 });

describe("what the last units of a location are worth", () => {
  test("nothing where nobody buys them", () => {
    expect(scarcityOf(3, 3, scarce(null))).toEqual([]);
    expect(scarcityOf(3, 3, scarce(0))).toEqual([]);
  });

  test("nothing where there is far more than will be asked for", () => {
    expect(scarcityOf(5_000, 2, scarce(1))).toEqual([]);
    expect(scarcityOf(60, 2, scarce(0.1))).toEqual([]);
  });

  test("the only unit costs the chance that somebody comes for it: 1 − e^−λ", () => {
    const [step] = scarcityOf(1, 1, scarce(0.1, 10));
    expect(step).toEqual({ units: 1, ticks: Math.round((1 - Math.exp(-1)) * 1_000_000) });
  });

  test("the second of two costs more than the first: 1 − e^−λ against 1 − e^−λ (1 + λ)", () => {
    const steps = scarcityOf(2, 2, scarce(0.2, 10));
    const none = Math.exp(-2);
    expect(steps.map(({ ticks }) => ticks)).toEqual([
      Math.round((1 - none * 3) * 1_000_000),
      Math.round((1 - none) * 1_000_000),
    ]);
  });

  test("rises with each unit, never above the price of a stock-out, and counts every unit that is wanted and there", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 70 }),
        fc.double({ min: 0.01, max: 300, noNaN: true }),
        (stock, wanted, perDay) => {
          const steps = scarcityOf(stock, wanted, scarce(perDay));
          const prices = steps.map(({ ticks }) => ticks);
          expect(prices.toSorted((a, b) => a - b)).toEqual(prices);
          expect(Math.max(0, ...prices)).toBeLessThanOrEqual(1_000_000);
          const units = steps.reduce((sum, step) => sum + step.units, 0);
          expect([0, Math.min(stock, wanted)]).toContain(units);
        },
      ),
    );
  });

  test("is worth less the more there is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0.01, max: 5, noNaN: true }), (stock, perDay) => {
        const [first] = scarcityOf(stock, 1, scarce(perDay));
        const [withMore] = scarcityOf(stock + 1, 1, scarce(perDay));
        expect(withMore?.ticks ?? 0).toBeLessThanOrEqual(first?.ticks ?? 0);
      }),
    );
  });
});
