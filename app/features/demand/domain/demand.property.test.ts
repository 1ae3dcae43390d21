import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coverOf } from "./cover.ts";
import { demandOf, together, type Demand, type Sales } from "./demand.ts";

const positive = (most: number) => fc.double({ min: 0.01, max: most, noNaN: true });
/** As many sales of one size, in so many days for sale. */
const sales = fc
  .record({ count: fc.integer({ min: 1, max: 2_000 }), lot: fc.integer({ min: 1, max: 200 }), days: positive(36) })
  .map(({ count, lot, days }) => ({ sold: count * lot, squares: count * lot * lot, days, knownDays: 36 }));
const usual = fc.option(positive(50));
const stock = fc.integer({ min: 1, max: 100_000 });

function known(demand: Demand): Demand & { known: true } {
  if (!demand.known) throw new Error(demand.why);
  return demand;
}
const long = (of: Sales): Sales => ({ ...of, days: of.days + 7 });

describe("demand and cover", () => {
  test("are numbers above 0, and what is sure is never more than what is expected", () => {
    fc.assert(
      fc.property(sales, usual, stock, (of, prior, units) => {
        const demand = known(demandOf(long(of), prior));
        const { days, sureDays } = coverOf(units, demand);
        expect(demand.perDay).toBeGreaterThan(0);
        expect(days).toBeGreaterThan(0);
        expect(sureDays).toBeGreaterThanOrEqual(0);
        expect(sureDays).toBeLessThanOrEqual(days);
      }),
    );
  });

  test("more stock lasts longer", () => {
    fc.assert(
      fc.property(sales, usual, stock, stock, (of, prior, units, more) => {
        const demand = known(demandOf(long(of), prior));
        const [less, all] = [coverOf(units, demand), coverOf(units + more, demand)];
        expect(all.days).toBeGreaterThan(less.days);
        expect(all.sureDays).toBeGreaterThanOrEqual(less.sureDays);
      }),
    );
  });

  test("the more is sold in the same days, the sooner it is gone", () => {
    fc.assert(
      fc.property(sales, usual, stock, fc.integer({ min: 2, max: 9 }), (of, prior, units, times) => {
        const slow = long(of);
        const fast = { ...slow, sold: slow.sold * times, squares: slow.squares * times };
        const [a, b] = [coverOf(units, known(demandOf(slow, prior))), coverOf(units, known(demandOf(fast, prior)))];
        expect(b.days).toBeLessThan(a.days);
        expect(b.sureDays).toBeLessThanOrEqual(a.sureDays);
      }),
    );
  });

  test("do not care whether pieces or dozens are counted", () => {
    fc.assert(
      fc.property(sales, usual, stock, fc.integer({ min: 2, max: 144 }), (of, prior, units, dozen) => {
        const inPieces = { ...long(of), sold: of.sold * dozen, squares: of.squares * dozen ** 2 };
        const a = coverOf(units, known(demandOf(long(of), prior)));
        const b = coverOf(units * dozen, known(demandOf(inPieces, prior && prior * dozen)));
        expect(b.days).toBeCloseTo(a.days, 6);
        expect(b.sureDays).toBeCloseTo(a.sureDays, 6);
      }),
    );
  });

  test("a day without stock changes nothing, a day for sale without a sale does", () => {
    fc.assert(
      fc.property(sales, usual, (of, prior) => {
        const before = known(demandOf(long(of), prior)).perDay;
        expect(known(demandOf({ ...long(of), knownDays: of.knownDays + 9 }, prior)).perDay).toBe(before);
        expect(known(demandOf({ ...long(of), days: of.days + 16 }, prior)).perDay).toBeLessThan(before);
      }),
    );
  });
});

describe("what is not known", () => {
  const nothing: Sales = { sold: 0, squares: 0, days: 0, knownDays: 0 };
  test.each<[string, Partial<Sales>, "none" | "early"]>([
    ["came today", {}, "early"],
    ["was for sale for three days and sold nothing", { days: 3, knownDays: 3 }, "early"],
    ["was for sale for a week and sold nothing", { days: 7, knownDays: 7 }, "none"],
    ["has not been there for a month", { days: 0, knownDays: 28 }, "none"],
    ["was sold twice in three days", { sold: 2, squares: 2, days: 3, knownDays: 3 }, "early"],
    ["was bought once by a wholesaler", { sold: 200, squares: 40_000, days: 3, knownDays: 3 }, "early"],
  ])("an item that %s stays unknown, whatever is usual", (_, change, why) => {
    expect(demandOf({ ...nothing, ...change }, 50)).toEqual({ known: false, why });
  });

  test("three sales say something on the first day", () => {
    expect(demandOf({ sold: 3, squares: 3, days: 0.1, knownDays: 0.1 }, null)).toMatchObject({ perDay: 3 });
  });
});

describe("what is usual", () => {
  test("moves an item that sold once, and hardly one that sold often", () => {
    const sold = (count: number, prior: number) =>
      known(demandOf({ sold: count, squares: count, days: 10, knownDays: 10 }, prior)).perDay;
    expect(sold(1, 1)).toBeCloseTo(1.5 / 10.5, 9);
    expect(sold(1, 0.01)).toBeCloseTo(1.03 / 13, 9);
    expect(sold(90, 4)).toBeCloseTo(90.5 / 10.125, 1);
  });
});

describe("the careful figure", () => {
  /** Exact: the time until k sales, of a rate that is known (n endless) or known from n sales. */
  test.each([
    ["one left, rate known", 1, 1e9, 0.105],
    ["ten left, rate known", 10, 1e9, 0.6221],
    ["one left, known from one sale", 1, 1, 0.1111],
    ["very many left, known from two sales", 1e9, 2, 0.5142],
    ["five left, known from twenty sales", 5, 20, 0.4691],
  ])("%s", (_, units, lots, share) => {
    const { days, sureDays } = coverOf(units, { known: true, perDay: 2, lot: 1, lots });
    expect(Math.abs(sureDays / days - share)).toBeLessThan(0.02);
  });
});

test("several places together sell what they sell, on days when one of them had it", () => {
  const one = { sold: 4, squares: 8, days: 10, knownDays: 20 };
  const other = { sold: 6, squares: 36, days: 3, knownDays: 30 };
  expect(together([one, other])).toEqual({ sold: 10, squares: 44, days: 10, knownDays: 30 });
  expect(together([])).toEqual({ sold: 0, squares: 0, days: 0, knownDays: 0 });
});
