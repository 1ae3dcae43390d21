import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { orderConditions, orders } from "../../../../../tests/factories/rules.ts";
import { compile } from "../compile.ts";
import type { Condition } from "../condition.ts";
import type { OrderFacts } from "../facts.ts";
import { PLAIN_ORDER } from "../plain-order.ts";
import { isPlausible } from "./plausible.ts";
import { makeSolver } from "./solver.ts";
import { accepts, IS_FALSE, IS_TRUE, NOT_FALSE, NOT_TRUE, type Want } from "./want.ts";

const { at, timeZone, currency } = PLAIN_ORDER;
const SHOP = { at, timeZone, currency, lists: {}, locations: [] };
const solver = makeSolver(SHOP);
const wants = fc.constantFrom(IS_TRUE, IS_FALSE, NOT_TRUE, NOT_FALSE);
const isSo = (condition: Condition, want: Want, facts: OrderFacts) =>
  accepts(want, compile(condition).judge(facts, facts));

/** Orders that there could be in this shop, of rather different kinds. */
const real = fc
  .sample(orders, { numRuns: 20_000, seed: 7 })
  .filter((facts) => facts.currency === "EUR" && isPlausible(facts));

describe("looking for an order", () => {
  test("that is given out is as it was asked for, and could be", () => {
    fc.assert(
      fc.property(orderConditions, orderConditions, wants, wants, (one, other, a, b) => {
        const found = solver.find([
          { condition: one, want: a },
          { condition: other, want: b },
        ]);
        if (typeof found === "string") return;
        expect(isSo(one, a, found.facts) && isSo(other, b, found.facts)).toBe(true);
        expect(isPlausible(found.facts)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("never says that there is none when there is one", () => {
    expect(real.length).toBeGreaterThan(200);
    fc.assert(
      fc.property(fc.array(orderConditions, { minLength: 1, maxLength: 2 }), wants, (conditions: Condition[], want) => {
        const found = solver.find(conditions.map((condition) => ({ condition, want })));
        if (found !== "none") return;
        const order = real.find((facts) => conditions.every((condition) => isSo(condition, want, facts)));
        expect(order).toBeUndefined();
      }),
      { numRuns: 400 },
    );
  });

  test("leaves few questions open", () => {
    const conditions = fc.sample(orderConditions, { numRuns: 500, seed: 11 });
    const open = conditions.filter((condition) => solver.find([{ condition, want: IS_TRUE }]) === "undecided");
    expect(open.length).toBeLessThanOrEqual(15);
  });
});

describe("what cannot be is known not to be", () => {
  test.each<[string, Condition]>([
    [
      "more than 10 and less than 5 units",
      {
        all: [
          { field: "order.units", op: "isMoreThan", value: 10 },
          { field: "order.units", op: "isLessThan", value: 5 },
        ],
      },
    ],
    [
      "between two neighbouring amounts",
      {
        all: [
          { field: "order.total", op: "isMoreThan", value: { minor: 100, currency } },
          { field: "order.total", op: "isLessThan", value: { minor: 101, currency } },
        ],
      },
    ],
    [
      "a tag that must not be there",
      {
        all: [
          { field: "order.tags", op: "hasAllOf", value: ["VIP", "gift"] },
          { field: "order.tags", op: "hasNoneOf", value: ["vip"] },
        ],
      },
    ],
    [
      "two countries",
      {
        all: [
          { field: "destination.country", op: "isOneOf", value: ["ES"] },
          { field: "destination.country", op: "isOneOf", value: ["PT"] },
        ],
      },
    ],
    [
      "none of the risks there are",
      { field: "order.risk", op: "isNoneOf", value: ["ACCEPT", "INVESTIGATE", "CANCEL", "NONE"] },
    ],
    [
      "a postal code within an excluded range",
      {
        all: [
          { field: "destination.postalCode", op: "fitsAnyOf", value: ["07100-07200", "07500"] },
          { field: "destination.postalCode", op: "fitsNoneOf", value: ["07*"] },
        ],
      },
    ],
    [
      "beginnings that differ",
      {
        all: [
          { field: "order.shippingTitle", op: "startsWith", value: "Express" },
          { field: "order.shippingTitle", op: "startsWith", value: "Standard" },
        ],
      },
    ],
    [
      "a beginning that holds what must not be in it",
      {
        all: [
          { field: "order.shippingCode", op: "startsWith", value: "express" },
          { field: "order.shippingCode", op: "doesNotContain", value: "press" },
        ],
      },
    ],
    [
      "a Monday that is a weekend",
      {
        all: [
          { field: "time.weekday", op: "isOneOf", value: ["monday"] },
          { field: "time.date", op: "isBetween", value: { from: "2026-09-05", to: "2026-09-06" } },
        ],
      },
    ],
    [
      "a line that is light and heavy",
      {
        lines: "any",
        where: {
          all: [
            { field: "line.weight", op: "isMoreThan", value: 500 },
            { field: "line.weight", op: "isLessThan", value: 400 },
          ],
        },
      },
    ],
    [
      "a first order after the second",
      {
        all: [
          { field: "customer.isFirstOrder", op: "is", value: true },
          { field: "customer.orders", op: "isAtLeast", value: 2 },
        ],
      },
    ],
    [
      "everything here, and half of it",
      {
        locations: "any",
        where: {
          all: [
            { field: "location.hasAll", op: "is", value: true },
            { field: "location.share", op: "isAtMost", value: 50 },
          ],
        },
      },
    ],
    [
      "placed within the last hour and two days ago",
      {
        all: [
          { field: "order.placedAt", op: "isWithinLast", value: { amount: 1, unit: "hours" } },
          { field: "order.age", op: "isAtLeast", value: 48 },
        ],
      },
    ],
    ["another currency", { field: "order.currency", op: "isNoneOf", value: [currency] }],
  ])("%s", (_, condition) => {
    expect(solver.find([{ condition, want: IS_TRUE }])).toBe("none");
  });
});

describe("what can be is found", () => {
  test.each<[string, Condition]>([
    [
      "three lines of seven units that weigh more than ten kilograms",
      {
        all: [
          { field: "order.lineCount", op: "is", value: 3 },
          { field: "order.units", op: "is", value: 7 },
          { field: "order.weight", op: "isMoreThan", value: 10_000 },
        ],
      },
    ],
    [
      "two kinds of line in one order",
      {
        all: [
          { lines: "any", where: { field: "line.sku", op: "isOneOf", value: ["A"] } },
          { lines: "any", where: { field: "line.sku", op: "isOneOf", value: ["B"] } },
        ],
      },
    ],
    [
      "one line that is both",
      {
        all: [
          { field: "order.lineCount", op: "is", value: 1 },
          { lines: "any", where: { field: "line.sku", op: "isOneOf", value: ["A"] } },
          { lines: "any", where: { field: "line.quantity", op: "isMoreThan", value: 4 } },
        ],
      },
    ],
    [
      "only heavy lines, in a light order",
      {
        all: [
          { lines: "all", where: { field: "line.weight", op: "isAtLeast", value: 3_000 } },
          { field: "order.weight", op: "isLessThan", value: 4_000 },
        ],
      },
    ],
    [
      "a title with two words and not a third",
      {
        all: [
          { field: "order.shippingTitle", op: "contains", value: "DHL" },
          { field: "order.shippingTitle", op: "contains", value: "Paket" },
          { field: "order.shippingTitle", op: "doesNotContain", value: "express" },
        ],
      },
    ],
    [
      "Madrid without its centre",
      {
        all: [
          { field: "destination.postalCode", op: "fitsAnyOf", value: ["28*"] },
          { field: "destination.postalCode", op: "fitsNoneOf", value: ["28000-28099"] },
        ],
      },
    ],
    [
      "Sunday night",
      {
        all: [
          { field: "time.weekday", op: "isOneOf", value: ["sunday"] },
          { field: "time.timeOfDay", op: "isBetween", value: { from: "23:30", to: "00:30" } },
        ],
      },
    ],
    [
      "placed yesterday, on a Tuesday in December",
      {
        all: [
          { field: "order.age", op: "isBetween", value: { from: 20, to: 30 } },
          { field: "time.weekday", op: "isOneOf", value: ["tuesday"] },
          { field: "time.date", op: "isFrom", value: "2026-12-01" },
        ],
      },
    ],
    [
      "the third place by distance, which is not the nearest of its kind",
      {
        locations: "any",
        where: {
          all: [
            { field: "location.distanceRank", op: "is", value: 3 },
            { field: "location.distance", op: "isMoreThan", value: 100 },
          ],
        },
      },
    ],
    [
      "abroad from each location",
      {
        all: [
          { locations: "none", where: { field: "location.isSameCountry", op: "is", value: true } },
          { field: "destination.country", op: "isOneOf", value: ["PT"] },
        ],
      },
    ],
    [
      "a metafield of one of two kinds",
      {
        any: [
          { field: "order.metafieldNumber", of: "custom.x", op: "isMoreThan", value: 9 },
          { field: "order.metafieldYesNo", of: "custom.x", op: "is", value: true },
        ],
      },
    ],
    [
      "something unknown",
      {
        all: [
          { field: "order.weight", op: "isUnknown" },
          { field: "order.risk", op: "isUnknown" },
        ],
      },
    ],
    ["a province, and so its country", { field: "destination.province", op: "isOneOf", value: ["PT-11"] }],
    [
      "a low total with a high subtotal left out",
      { field: "order.total", op: "isLessThan", value: { minor: 100, currency } },
    ],
  ])("%s", (_, condition) => {
    const found = solver.find([{ condition, want: IS_TRUE }]);
    expect(typeof found === "object" && isSo(condition, IS_TRUE, found.facts)).toBe(true);
  });
});
