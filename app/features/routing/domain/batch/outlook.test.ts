import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TICKS_PER_MINOR } from "../cost.ts";
import { scarcityOf } from "../scarcity.ts";
import { outlookOf } from "./outlook.ts";

/** Prices in minor units, by location. */
const prices = (...minor: readonly number[]) => minor.map((each) => each * TICKS_PER_MINOR);

describe("what the last units are worth by where shoppers lived lately", () => {
  test("nothing before anybody came, and nothing where there is no other place to ship from", () => {
    expect(outlookOf([3, 3], []).map(({ stockoutMinor }) => stockoutMinor)).toEqual([0, 0]);
    expect(outlookOf([3, 0], [prices(500, 900)]).map(({ stockoutMinor }) => stockoutMinor)).toEqual([0, 0]);
  });

  test("a stock-out costs the way to the next location, shared with the one shopper counted before", () => {
    const [first, second] = outlookOf([2, 2], [prices(500, 900), prices(500, 700)]);
    expect(first?.stockoutMinor).toBe((400 + 200) / 3);
    expect(second?.stockoutMinor).toBe(0);
  });

  test("half of all units is expected to be asked for, where shoppers are near", () => {
    const outlook = outlookOf([6, 2, 0], [prices(500, 900, 100), prices(500, 900, 100)]);
    expect(outlook[0]?.perDay).toBeCloseTo((0.5 * 8 * 3) / 4);
    expect(outlook[1]?.perDay).toBeCloseTo((0.5 * 8 * 1) / 4);
  });

  test("the fewer units a location has of what all have, the dearer its last one", () => {
    const recent = [prices(500, 900), prices(500, 900), prices(900, 500)];
    const lastAt = (units: number) =>
      scarcityOf(units, 1, outlookOf([units, 10 - units], recent)[0] ?? fail())[0]?.ticks ?? 0;
    expect(lastAt(1)).toBeGreaterThan(lastAt(3));
    expect(lastAt(3)).toBeGreaterThan(lastAt(6));
  });

  test("is never negative, whatever came", () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 4, maxLength: 4 }), fc.array(amounts), (stock, recent) => {
        for (const { perDay, stockoutMinor } of outlookOf(
          stock,
          recent.map((each) => prices(...each)),
        )) {
          expect(perDay).toBeGreaterThanOrEqual(0);
          expect(stockoutMinor).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});

function fail(): never {
  throw new Error("no such location");
}
