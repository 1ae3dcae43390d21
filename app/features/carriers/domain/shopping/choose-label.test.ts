import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseLabel, type LabelQuestion, type Offer } from "./choose-label.ts";

const offer = (
  carrier: string,
  service: string,
  costMinor: number,
  arrives: string | null,
  currency = "EUR",
): Offer => ({
  carrier,
  arrives,
  rate: { service, name: service, costMinor, currency, transit: null, remoteAreaMinor: 0, dutiesPaid: null },
});
const SLOW = offer("a", "slow", 400, "2026-11-30");
const QUICK = offer("a", "quick", 900, "2026-11-25");
const OTHER = offer("b", "ground", 600, "2026-11-27");
const ask = (change: Partial<LabelQuestion> = {}) =>
  chooseLabel({
    offers: [QUICK, SLOW, OTHER],
    policy: { kind: "cheapest" },
    wish: { force: null, exclude: [] },
    currency: "EUR",
    promised: null,
    paidFor: null,
    ...change,
  });
const verdicts = (change: Partial<LabelQuestion> = {}) =>
  Object.fromEntries(ask(change).judged.map(({ rate, verdict }) => [rate.service, verdict]));

describe("which label", () => {
  test("without a promise the cheapest", () => {
    expect(verdicts()).toEqual({ slow: "cheapest", quick: "dearer", ground: "dearer" });
  });

  test("the cheapest that keeps the promise; what would be late is told so", () => {
    expect(verdicts({ promised: "2026-11-28" })).toEqual({ slow: "late", quick: "dearer", ground: "cheapest" });
  });

  test("never slower than the service that was paid for", () => {
    expect(verdicts({ paidFor: "2026-11-25" })).toEqual({ slow: "slower", quick: "cheapest", ground: "slower" });
  });

  test("when none keeps it, the one that comes soonest", () => {
    expect(verdicts({ promised: "2026-11-24" })).toEqual({ slow: "dearer", quick: "soonest", ground: "dearer" });
  });

  test("the fastest, as long as it costs no more than so much above the cheapest", () => {
    expect(verdicts({ policy: { kind: "fastest", withinMinor: 200 } }).ground).toBe("fastest");
    expect(verdicts({ policy: { kind: "fastest", withinMinor: 500 } }).quick).toBe("fastest");
    expect(verdicts({ policy: { kind: "fastest", withinMinor: 199 } }).slow).toBe("cheapest");
  });

  test("of the preferred carrier, unless that one would break the promise", () => {
    expect(verdicts({ policy: { kind: "preferred", carrier: "b" } }).ground).toBe("preferred");
    expect(verdicts({ policy: { kind: "preferred", carrier: "b" }, promised: "2026-11-25" }).quick).toBe("cheapest");
  });

  test("what a rule forces, even late; never what a rule excludes", () => {
    const force = { carrier: "a", service: "slow" };
    expect(verdicts({ wish: { force, exclude: [] }, promised: "2026-11-24" })).toEqual({
      slow: "forced",
      quick: "notForced",
      ground: "notForced",
    });
    expect(verdicts({ wish: { force: null, exclude: [{ carrier: "a", service: null }] } })).toEqual({
      slow: "excluded",
      quick: "excluded",
      ground: "cheapest",
    });
    expect(ask({ wish: { force, exclude: [force] } }).chosen).toBeNull();
  });

  test("other money is compared with nothing, and taken only where there is nothing else", () => {
    const dollars = offer("c", "usd", 1, "2026-11-24", "USD");
    expect(verdicts({ offers: [SLOW, dollars] })).toEqual({ slow: "cheapest", usd: "currency" });
    expect(ask({ offers: [dollars] }).chosen).toBe(dollars);
  });

  test("a day that nobody knows keeps no promise", () => {
    const unknown = offer("d", "unknown", 1, null);
    expect(verdicts({ offers: [SLOW, unknown], promised: "2026-12-01" })).toEqual({
      slow: "cheapest",
      unknown: "late",
    });
    expect(verdicts({ offers: [SLOW, unknown] })).toEqual({ slow: "dearer", unknown: "cheapest" });
  });
});

const offers = fc.uniqueArray(
  fc.record({
    carrier: fc.constantFrom("a", "b", "c"),
    service: fc.constantFrom("x", "y", "z"),
    cost: fc.integer({ min: 0, max: 2_000 }),
    day: fc.option(fc.constantFrom("2026-11-24", "2026-11-26", "2026-11-30")),
  }),
  { selector: ({ carrier, service }) => `${carrier} ${service}`, minLength: 1 },
);

test("whatever the offers: exactly one is taken, and none that keeps the promise is cheaper", () => {
  fc.assert(
    fc.property(offers, fc.option(fc.constantFrom("2026-11-24", "2026-11-27")), (some, promised) => {
      const list = some.map(({ carrier, service, cost, day }) => offer(carrier, service, cost, day));
      const { chosen, judged } = ask({ offers: list, promised });
      const taken = judged.filter(({ verdict }) => verdict === "cheapest" || verdict === "soonest");
      expect(taken).toHaveLength(1);
      const inTime = list.filter(({ arrives }) => promised === null || (arrives !== null && arrives <= promised));
      if (inTime.length > 0) {
        expect(inTime).toContain(chosen);
        expect(chosen?.rate.costMinor).toBe(Math.min(...inTime.map(({ rate }) => rate.costMinor)));
      }
      // The order in which carriers answered decides nothing.
      expect(ask({ offers: list.toReversed(), promised }).chosen).toEqual(chosen);
    }),
  );
});
