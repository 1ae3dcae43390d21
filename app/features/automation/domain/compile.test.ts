import { describe, expect, test } from "vitest";
import type { LocationId } from "../../../core/ids.ts";
import { compile } from "./compile.ts";
import type { Condition } from "./condition.ts";
import type { LineFacts, LocationFacts, OrderFacts } from "./facts.ts";
import type { FieldKey } from "./fields.ts";
import { PLAIN_LINE, PLAIN_LOCATION, PLAIN_ORDER } from "./plain-order.ts";
import { FALSE, TRUE, UNKNOWN, type Truth } from "./truth.ts";

type Order = OrderFacts["order"];
const line = (more: Partial<LineFacts> = {}): LineFacts => ({ ...PLAIN_LINE, ...more });
const location = (more: Partial<LocationFacts> = {}): LocationFacts => ({ ...PLAIN_LOCATION, ...more });
const facts = (more: Partial<OrderFacts> = {}): OrderFacts => ({ ...PLAIN_ORDER, lines: [line()], ...more });
const ofOrder = (more: Partial<Order>): OrderFacts => facts({ order: { ...PLAIN_ORDER.order, ...more } });
const to = (more: Partial<OrderFacts["destination"]>): OrderFacts =>
  facts({ destination: { ...PLAIN_ORDER.destination, ...more } });
const at = (text: string, more: Partial<OrderFacts> = {}): OrderFacts => facts({ at: Date.parse(text), ...more });
const ask = (condition: Condition, about: OrderFacts): Truth => compile(condition).judge(about, about);
const eur = (minor: number) => ({ minor, currency: "EUR" });

describe("numbers", () => {
  test("are compared as numbers: 12 is not more than 100", () => {
    const rule: Condition = { field: "order.units", op: "isMoreThan", value: 100 };
    expect(ask(rule, facts({ lines: [line({ quantity: 12 })] }))).toBe(FALSE);
    expect(ask(rule, facts({ lines: [line({ quantity: 101 })] }))).toBe(TRUE);
  });

  test.each([
    ["is", 10, TRUE],
    ["isNot", 10, FALSE],
    ["isMoreThan", 10, FALSE],
    ["isAtLeast", 10, TRUE],
    ["isLessThan", 10, FALSE],
    ["isAtMost", 10, TRUE],
  ] as const)("%s %i of 10 is %i", (op, value, truth) => {
    expect(ask({ field: "order.units", op, value }, facts({ lines: [line({ quantity: 10 })] }))).toBe(truth);
  });

  test("lie between two others, both included", () => {
    const rule: Condition = { field: "order.total", op: "isBetween", value: { from: eur(100), to: eur(200) } };
    expect([99, 100, 200, 201].map((total) => ask(rule, ofOrder({ total })))).toEqual([FALSE, TRUE, TRUE, FALSE]);
  });

  test("of money in another currency cannot be told", () => {
    const rule: Condition = { field: "order.total", op: "isMoreThan", value: { minor: 1, currency: "USD" } };
    expect(ask(rule, ofOrder({ total: 5_000 }))).toBe(UNKNOWN);
    expect(ask({ not: rule }, ofOrder({ total: 5_000 }))).toBe(UNKNOWN);
  });

  test("that add up over lines are unknown when one of them is", () => {
    const rule: Condition = { field: "order.weight", op: "isMoreThan", value: 900 };
    expect(ask(rule, facts({ lines: [line(), line()] }))).toBe(TRUE);
    expect(ask(rule, facts({ lines: [line({ weight: 5_000 }), line({ weight: null })] }))).toBe(UNKNOWN);
  });
});

describe("texts", () => {
  test.each(["ABC-1", "abc-1", " abc-1 ", "ＡＢＣ-1"])("%j is the SKU abc-1", (sku) => {
    const rule: Condition = { lines: "any", where: { field: "line.sku", op: "isOneOf", value: ["abc-1"] } };
    expect(ask(rule, facts({ lines: [line({ sku })] }))).toBe(TRUE);
  });

  test("with accents are the same however Unicode writes them, and differ from those without", () => {
    const rule: Condition = { field: "order.shippingTitle", op: "contains", value: "exprés" };
    expect(ask(rule, ofOrder({ shippingTitle: "Envío EXPRE\u0301S 24 h" }))).toBe(TRUE);
    expect(ask(rule, ofOrder({ shippingTitle: "Envio expres" }))).toBe(FALSE);
  });

  test("that are empty are known to be", () => {
    const rule: Condition = { field: "order.shippingTitle", op: "isEmpty" };
    expect(ask(rule, ofOrder({ shippingTitle: "" }))).toBe(TRUE);
    expect(ask(rule, ofOrder({ shippingTitle: null }))).toBe(UNKNOWN);
    expect(ask({ field: "order.shippingTitle", op: "isNoneOf", value: ["x"] }, ofOrder({ shippingTitle: "" }))).toBe(
      TRUE,
    );
  });

  test("of attributes and metafields are found by their name", () => {
    const gift: Condition = { field: "order.attribute", of: "gift", op: "isOneOf", value: ["yes"] };
    expect(ask(gift, ofOrder({ attributes: { gift: "Yes" } }))).toBe(TRUE);
    expect(ask(gift, ofOrder({ attributes: {} }))).toBe(FALSE);
    const heavy: Condition = { field: "order.metafieldNumber", of: "custom.kg", op: "isMoreThan", value: 100 };
    expect(ask(heavy, ofOrder({ metafields: { "custom.kg": 120 } }))).toBe(TRUE);
    expect(ask(heavy, ofOrder({ metafields: { "custom.kg": "120" } }))).toBe(UNKNOWN);
    expect(ask(heavy, ofOrder({ metafields: {} }))).toBe(UNKNOWN);
  });
});

test.each([
  [["VIP"], TRUE, FALSE, FALSE],
  [["vip", "Gift"], TRUE, TRUE, FALSE],
  [["other"], FALSE, FALSE, TRUE],
  [[], FALSE, FALSE, TRUE],
  [null, UNKNOWN, UNKNOWN, UNKNOWN],
])("tags %j: any of, all of, none of", (tags, any, all, none) => {
  const value = ["vip", "gift"];
  const about = ofOrder({ tags });
  expect(ask({ field: "order.tags", op: "hasAnyOf", value }, about)).toBe(any);
  expect(ask({ field: "order.tags", op: "hasAllOf", value }, about)).toBe(all);
  expect(ask({ field: "order.tags", op: "hasNoneOf", value }, about)).toBe(none);
});

test.each([
  ["28*", "28013", TRUE],
  ["28*", "08028", FALSE],
  ["07000-07999", "07500", TRUE],
  ["07000-07999", "08000", FALSE],
  ["07000 - 07999", "07999", TRUE],
  ["sw1a*", "SW1A 1AA", TRUE],
  ["SW1A1AA", "sw1a 1aa", TRUE],
  ["100-0001", "1000001", TRUE],
  ["100-0001", "100-0002", FALSE],
  ["33101", "33101-1234", TRUE],
  ["33000-33999", "33101-1234", TRUE],
  ["28*", null, UNKNOWN],
])("postal pattern %j and code %j", (pattern, postalCode, truth) => {
  const about = to({ postalCode });
  expect(ask({ field: "destination.postalCode", op: "fitsAnyOf", value: ["AD*", pattern] }, about)).toBe(truth);
  expect(ask({ field: "destination.postalCode", op: "fitsNoneOf", value: [pattern] }, about)).toBe(-truth || UNKNOWN);
});

describe("times", () => {
  const night: Condition = { field: "time.timeOfDay", op: "isBetween", value: { from: "22:00", to: "06:00" } };

  test.each([
    ["2026-07-01T20:00:00Z", TRUE], // 22:00 in summer
    ["2026-07-01T19:59:59Z", FALSE],
    ["2026-12-01T21:00:00Z", TRUE], // 22:00 in winter
    ["2026-12-01T20:59:00Z", FALSE],
    ["2026-12-01T04:59:00Z", TRUE],
    ["2026-12-01T05:00:00Z", FALSE],
  ])("of day are those of the shop's wall, past midnight: %s", (now, truth) => {
    expect(ask(night, at(now))).toBe(truth);
  });

  test("of a location are those of its own wall", () => {
    const open: Condition = {
      locations: "any",
      where: { field: "location.timeOfDay", op: "isBetween", value: { from: "09:00", to: "10:00" } },
    };
    const now = "2026-07-01T08:30:00Z";
    expect(ask(open, at(now, { locations: [location({ timeZone: "Europe/London" })] }))).toBe(TRUE);
    expect(ask(open, at(now, { locations: [location({ timeZone: null })] }))).toBe(FALSE);
  });

  test("are on the weekday and the date of the shop's wall", () => {
    const sunday: Condition = { field: "time.weekday", op: "isOneOf", value: ["sunday"] };
    expect(ask(sunday, at("2026-11-21T23:30:00Z"))).toBe(TRUE); // already Sunday in Madrid
    expect(ask(sunday, at("2026-11-21T22:30:00Z"))).toBe(FALSE);
    const peak: Condition = { field: "time.date", op: "isBetween", value: { from: "2026-11-23", to: "2026-11-30" } };
    expect(ask(peak, at("2026-11-30T22:59:00Z"))).toBe(TRUE);
    expect(ask(peak, at("2026-11-30T23:00:00Z"))).toBe(FALSE);
  });

  test("within the last days are counted on the wall, within the last hours by what passed", () => {
    const day: Condition = { field: "order.placedAt", op: "isWithinLast", value: { amount: 1, unit: "days" } };
    const hours: Condition = { field: "order.placedAt", op: "isWithinLast", value: { amount: 24, unit: "hours" } };
    // Clocks went back in between: the same time yesterday is 25 hours ago.
    const placedAt = Date.parse("2026-10-24T18:00:00+02:00");
    const about = at("2026-10-25T18:00:00+01:00", { order: { ...PLAIN_ORDER.order, placedAt } });
    expect(ask(day, about)).toBe(TRUE);
    expect(ask(hours, about)).toBe(FALSE);
  });

  test("with an offset are moments", () => {
    const rule: Condition = { field: "order.placedAt", op: "isBefore", value: "2026-09-03T10:00:00+02:00" };
    expect(ask(rule, ofOrder({ placedAt: Date.parse("2026-09-03T07:59:59Z") }))).toBe(TRUE);
    expect(ask(rule, ofOrder({ placedAt: Date.parse("2026-09-03T08:00:00Z") }))).toBe(FALSE);
  });
});

describe("what is unknown", () => {
  const unknown: Condition = { field: "order.isB2B", op: "is", value: true };
  const yes: Condition = { field: "order.hasNote", op: "is", value: false };
  const no: Condition = { not: yes };
  const about = ofOrder({ isB2B: null, hasNote: false });

  test.each([
    ["and true", { all: [unknown, yes] }, UNKNOWN],
    ["and false", { all: [unknown, no] }, FALSE],
    ["or true", { any: [unknown, yes] }, TRUE],
    ["or false", { any: [unknown, no] }, UNKNOWN],
    ["negated", { not: unknown }, UNKNOWN],
    ["asked whether it is known", { field: "order.isB2B", op: "isKnown" }, FALSE],
    ["asked whether it is unknown", { field: "order.isB2B", op: "isUnknown" }, TRUE],
  ] satisfies [string, Condition, Truth][])("%s", (_, condition, truth) => {
    expect(ask(condition, about)).toBe(truth);
  });

  test("is named only where it decides", () => {
    const risk: Condition = { field: "order.risk", op: "isOneOf", value: ["CANCEL"] };
    const blamed = (condition: Condition) => {
      const into = new Set<FieldKey>();
      const order = ofOrder({ isB2B: null, risk: null, hasNote: false });
      compile(condition).blame(order, order, into);
      return [...into];
    };
    expect(blamed({ all: [unknown, { any: [risk, yes] }] })).toEqual(["order.isB2B"]);
    expect(blamed({ all: [unknown, { any: [risk, no] }] })).toEqual(["order.isB2B", "order.risk"]);
  });
});

describe("over lines", () => {
  const isA: Condition<"line"> = { field: "line.sku", op: "isOneOf", value: ["a"] };
  const [a, b, unknown] = [line({ sku: "a" }), line({ sku: "b" }), line({ sku: null })];

  test.each([
    ["any", [a, b], TRUE],
    ["any", [b, unknown], UNKNOWN],
    ["any", [unknown, a], TRUE],
    ["any", [], FALSE],
    ["all", [a, a], TRUE],
    ["all", [a, unknown], UNKNOWN],
    ["all", [unknown, b], FALSE],
    ["all", [], TRUE],
    ["none", [b, b], TRUE],
    ["none", [b, unknown], UNKNOWN],
    ["none", [unknown, a], FALSE],
    ["none", [], TRUE],
  ] as const)("%s", (lines, of, truth) => {
    expect(ask({ lines, where: isA }, facts({ lines: of }))).toBe(truth);
  });
});

describe("over locations", () => {
  const [near, far] = [
    location({ id: "1" as LocationId, kind: "store", distance: 5 }),
    location({ id: "2" as LocationId, kind: "store", distance: 9, country: "PT" }),
  ];
  const hub = location({ id: "3" as LocationId, distance: 2 });
  const about = facts({ locations: [near, far, hub] });
  const fitting = (where: Condition<"location">) => {
    const compiled = compile(where);
    return about.locations.filter((each) => compiled.judge(each, about) === TRUE).map(({ id }) => id);
  };

  test("the nearest of a kind, the rank, and the same country are worked out", () => {
    expect(fitting({ field: "location.isNearestOfKind", op: "is", value: true })).toEqual(["1", "3"]);
    expect(fitting({ field: "location.distanceRank", op: "isAtMost", value: 2 })).toEqual(["1", "3"]);
    expect(fitting({ field: "location.isSameCountry", op: "is", value: false })).toEqual(["2"]);
  });

  test("none of which is like that", () => {
    expect(
      ask({ locations: "none", where: { field: "location.kind", op: "isOneOf", value: ["service"] } }, about),
    ).toBe(TRUE);
  });
});

test("a condition without anything in it is true of every order", () => {
  expect(ask({ all: [] }, facts())).toBe(TRUE);
});
