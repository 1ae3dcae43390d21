import { describe, expect, test } from "vitest";
import { costSurprise, type GuardQuestion, type GuardSetting } from "./cost-surprise.ts";

const NEVER: GuardSetting = { minor: null, percent: null, dutiesWait: false };
const question = (change: Partial<GuardQuestion> = {}): GuardQuestion => ({
  cost: { minor: 900, currency: "EUR" },
  remoteAreaMinor: 0,
  dutiesPaid: null,
  paidMinor: 500,
  spentMinor: 0,
  currency: "EUR",
  from: "ES",
  to: "ES",
  ...change,
});
const waits = (setting: Partial<GuardSetting>, change: Partial<GuardQuestion> = {}) =>
  costSurprise(question(change), { ...NEVER, ...setting }).waits;
const codes = (change: Partial<GuardQuestion> = {}) =>
  costSurprise(question(change), NEVER).surprises.map(({ code }) => code);

describe("what is told", () => {
  test("a cost above what was paid, with the labels that the order has already", () => {
    expect(costSurprise(question({ spentMinor: 300 }), NEVER).surprises).toEqual([
      { code: "abovePaid", costMinor: 1_200, paidMinor: 500, overMinor: 700, currency: "EUR" },
    ]);
    expect(codes({ paidMinor: 900 })).toEqual([]);
    expect(codes({ paidMinor: 900, spentMinor: 1 })).toEqual(["abovePaid"]);
  });

  test("a surcharge for a remote place, a cost that nobody names, and one in other money", () => {
    expect(codes({ paidMinor: 900, remoteAreaMinor: 100 })).toEqual(["remoteArea"]);
    expect(codes({ cost: null })).toEqual(["costUnknown"]);
    expect(codes({ cost: { minor: 1, currency: "USD" } })).toEqual(["otherCurrency"]);
  });

  test.each([
    ["ES", "FR", null, false],
    ["ES", "GB", null, true],
    ["GB", "GB", null, false],
    ["ES", "US", false, true],
    ["ES", "US", true, false],
  ])("duties from %s to %s, paid: %s → %s", (from, to, dutiesPaid, told) => {
    expect(codes({ paidMinor: 900, from, to, dutiesPaid }).includes("dutiesUnpaid")).toBe(told);
  });
});

describe("what waits for a person", () => {
  test("nothing, as long as no threshold is set", () => {
    expect(waits({})).toBe(false);
  });

  test("what is above each threshold that is set, and not at it", () => {
    expect(waits({ minor: 399 })).toBe(true);
    expect(waits({ minor: 400 })).toBe(false);
    expect(waits({ percent: 79 })).toBe(true);
    expect(waits({ percent: 80 })).toBe(false);
    expect(waits({ minor: 399, percent: 80 })).toBe(false);
  });

  test("on free shipping the amount decides: any cost is infinitely many per cent", () => {
    expect(waits({ minor: 1_000, percent: 50 }, { paidMinor: 0 })).toBe(false);
    expect(waits({ minor: 800, percent: 50 }, { paidMinor: 0 })).toBe(true);
  });

  test("duties, where the merchant wants it", () => {
    expect(waits({ dutiesWait: true }, { to: "US" })).toBe(true);
    expect(waits({ dutiesWait: true }, { to: "US", dutiesPaid: true })).toBe(false);
  });
});
