import type { Step } from "../../app/features/automation/domain/actions.ts";
import type { Condition } from "../../app/features/automation/domain/condition.ts";
import type { FindingCode } from "../../app/features/automation/domain/lint/finding.ts";
import type { Rule } from "../../app/features/automation/domain/rule.ts";
import type { Chance } from "./chance.ts";

/** Rules with one thing wrong with them on purpose, and what the linter should say of them. */
export interface Faulty {
  /** In their order; other rules may come in between. */
  readonly rules: readonly Rule[];
  readonly expected: readonly Expected[];
}

export interface Expected {
  readonly code: FindingCode;
  /** The rule it should be about. */
  readonly ruleId: string;
}

/** Makes rules that are about one country only, so that those of different faults have no order in common. */
export interface Maker {
  readonly chance: Chance;
  readonly rule: (when: Condition, ...then: Step[]) => Rule;
}

const eur = (minor: number) => ({ minor, currency: "EUR" });
const totalAtLeast = (minor: number): Condition => ({ field: "order.total", op: "isAtLeast", value: eur(minor) });
const totalBelow = (minor: number): Condition => ({ field: "order.total", op: "isLessThan", value: eur(minor) });
const unitsAtLeast = (value: number): Condition => ({ field: "order.units", op: "isAtLeast", value });
const tagged = (...value: string[]): Condition => ({ field: "order.tags", op: "hasAnyOf", value });
const untagged = (...value: string[]): Condition => ({ field: "order.tags", op: "hasNoneOf", value });
const kind = (...value: ("store" | "warehouse" | "service")[]): Condition<"location"> => ({
  field: "location.kind",
  op: "isOneOf",
  value,
});
const noted = (value: boolean): Condition => ({ field: "order.hasNote", op: "is", value });
const priority = (level: number): Step => ({ do: "priority", level });
const hours = (count: number): Step => ({ do: "deadline", within: { unit: "hours", hours: count } });
const stop: Step = { do: "stop" };
const note = (text: string): Step => ({ do: "addNote", text });

const about = (code: FindingCode, rule: Rule): Expected => ({ code, ruleId: rule.id });

/** Two things that cannot both be, in one of many kinds. */
function incompatible({ below, oneOf }: Chance): readonly [Condition, Condition] {
  const amount = 1_000 * (1 + below(200));
  return oneOf<readonly [Condition, Condition]>([
    [totalAtLeast(amount), totalBelow(amount - below(900))],
    [unitsAtLeast(5 + below(20)), { field: "order.units", op: "isAtMost", value: 4 }],
    [
      { field: "order.weight", op: "isMoreThan", value: amount },
      { field: "order.weight", op: "isBetween", value: { from: 0, to: amount } },
    ],
    [tagged("gift"), untagged("Gift", "other")],
    [{ field: "order.tags", op: "hasAllOf", value: ["a", "b"] }, untagged("b")],
    [
      { field: "order.risk", op: "isOneOf", value: ["CANCEL"] },
      { field: "order.risk", op: "isOneOf", value: ["ACCEPT", "NONE"] },
    ],
    [{ field: "order.isB2B", op: "is", value: true }, { not: { field: "order.isB2B", op: "is", value: true } }],
    [
      { field: "destination.postalCode", op: "fitsAnyOf", value: ["07*"] },
      { field: "destination.postalCode", op: "fitsAnyOf", value: ["28000-28999", "08*"] },
    ],
    [
      { field: "order.shippingTitle", op: "startsWith", value: "Express" },
      { field: "order.shippingTitle", op: "isOneOf", value: ["Standard", "Pickup"] },
    ],
    [
      { field: "order.shippingTitle", op: "contains", value: "express" },
      { field: "order.shippingTitle", op: "doesNotContain", value: "press" },
    ],
    [
      { field: "time.weekday", op: "isOneOf", value: ["monday"] },
      { field: "time.date", op: "isBetween", value: { from: "2026-12-05", to: "2026-12-06" } },
    ],
    [
      { field: "time.timeOfDay", op: "isBetween", value: { from: "22:00", to: "04:00" } },
      { field: "time.timeOfDay", op: "isBetween", value: { from: "09:00", to: "17:00" } },
    ],
    [
      { field: "order.age", op: "isMoreThan", value: 48 },
      { field: "order.placedAt", op: "isWithinLast", value: { amount: 24, unit: "hours" } },
    ],
    [
      { lines: "all", where: { field: "line.requiresShipping", op: "is", value: true } },
      { lines: "any", where: { field: "line.requiresShipping", op: "is", value: false } },
    ],
    [
      { lines: "none", where: { field: "line.sku", op: "startsWith", value: "A" } },
      { lines: "any", where: { field: "line.sku", op: "isOneOf", value: ["a-1", "A2"] } },
    ],
    [
      { field: "customer.isFirstOrder", op: "is", value: true },
      { field: "customer.orders", op: "isMoreThan", value: 3 },
    ],
    [
      { field: "order.metafieldNumber", of: "custom.level", op: "isMoreThan", value: 5 },
      { field: "order.metafieldNumber", of: "custom.level", op: "isLessThan", value: 2 },
    ],
    [
      { field: "order.hasNote", op: "isUnknown" },
      { field: "order.hasNote", op: "is", value: true },
    ],
  ]);
}

function contradiction({ chance, rule }: Maker): Faulty {
  const [one, other] = incompatible(chance);
  const harmless = unitsAtLeast(1);
  const when = chance.oneOf<Condition>([
    { all: [one, other] },
    { all: [harmless, { all: [other, harmless] }, one] },
    { any: [{ all: [one, other] }, { all: [other, harmless, one] }] },
    { all: [one, { any: [other, { all: [other, harmless] }] }] },
    { not: { any: [{ not: one }, { not: other }] } },
  ]);
  const broken = rule(when, { do: "addTag", tag: "never" });
  return { rules: [broken], expected: [about("contradiction", broken)] };
}

/** A condition, and a narrower one. */
function wideAndNarrow({ below, oneOf }: Chance): readonly [Condition, Condition] {
  const amount = 1_000 * (1 + below(100));
  return oneOf<readonly [Condition, Condition]>([
    [{ all: [] }, tagged("vip")],
    [totalAtLeast(amount), totalAtLeast(amount + 1 + below(500))],
    [tagged("vip", "staff"), { all: [tagged("vip"), unitsAtLeast(2)] }],
    [
      { field: "order.weight", op: "isMoreThan", value: 100 },
      { field: "order.weight", op: "isBetween", value: { from: 200, to: 900 } },
    ],
    [
      { field: "destination.postalCode", op: "fitsAnyOf", value: ["28*"] },
      { field: "destination.postalCode", op: "fitsAnyOf", value: ["28010-28020"] },
    ],
    [
      { lines: "any", where: { field: "line.vendor", op: "isOneOf", value: ["X", "Y"] } },
      {
        lines: "any",
        where: {
          all: [
            { field: "line.vendor", op: "isOneOf", value: ["Y"] },
            { field: "line.quantity", op: "isMoreThan", value: 2 },
          ],
        },
      },
    ],
    [
      { field: "order.shippingTitle", op: "contains", value: "exp" },
      { field: "order.shippingTitle", op: "startsWith", value: "Express" },
    ],
  ]);
}

function shadowed({ chance, rule }: Maker): Faulty {
  const amount = 1_000 * (1 + chance.below(100));
  const [wide, narrow] = wideAndNarrow(chance);
  const late = (...then: Step[]) => rule(narrow, ...then);
  const kinds: readonly (() => readonly Rule[])[] = [
    () => [rule(wide, { do: "addTag", tag: "seen" }, stop), late(note("late"))],
    // Two that stop together leave nothing.
    () => [
      rule(totalAtLeast(amount), stop),
      rule(totalBelow(amount), stop),
      rule({ field: "order.total", op: "isKnown" }, note("late")),
    ],
    () => [rule(wide, priority(2)), late(priority(3))],
    () => [rule(wide, priority(2), hours(4)), late(hours(8), priority(1))],
    () => [
      rule({ all: [wide, noted(true)] }, priority(4)),
      rule({ all: [wide, noted(false)] }, priority(5)),
      rule({ all: [narrow, { field: "order.hasNote", op: "isKnown" }] }, priority(1)),
    ],
  ];
  const rules = chance.oneOf(kinds)();
  return { rules, expected: rules.slice(-1).map((last) => about("shadowed", last)) };
}

function actionShadowed({ chance, rule }: Maker): Faulty {
  const [wide, narrow] = wideAndNarrow(chance);
  const late = rule(narrow, note("still done"), priority(1));
  return { rules: [rule(wide, priority(2)), late], expected: [about("actionShadowed", late)] };
}

function conflict({ chance, rule }: Maker): Faulty {
  const [one, other] = chance.oneOf<readonly [Condition, Condition]>([
    [tagged("vip"), totalAtLeast(5_000)],
    [{ field: "order.isB2B", op: "is", value: true }, unitsAtLeast(3)],
    [
      { lines: "any", where: { field: "line.sku", op: "isOneOf", value: ["A"] } },
      { lines: "any", where: { field: "line.sku", op: "isOneOf", value: ["B"] } },
    ],
    [
      { field: "order.shippingTitle", op: "contains", value: "express" },
      { field: "time.weekday", op: "isOneOf", value: ["saturday", "sunday"] },
    ],
    [
      { field: "order.units", op: "isBetween", value: { from: 1, to: 5 } },
      { field: "order.units", op: "isBetween", value: { from: 4, to: 9 } },
    ],
  ]);
  const [early, late] = chance.oneOf<readonly [Step, Step]>([
    [priority(1), priority(2)],
    [hours(2), hours(24)],
    [
      { do: "ship", mode: "complete" },
      { do: "ship", mode: "inPart" },
    ],
    [
      { do: "assign", staff: "1" },
      { do: "assign", staff: "2" },
    ],
    [
      { do: "addTag", tag: "Rush" },
      { do: "removeTag", tag: "rush" },
    ],
    [
      { do: "requireLocations", where: kind("store") },
      { do: "requireLocations", where: kind("warehouse") },
    ],
    [
      { do: "requireLocations", where: kind("store") },
      { do: "excludeLocations", where: kind("store", "service") },
    ],
    [
      { do: "excludeLocations", where: { field: "location.distance", op: "isMoreThan", value: 100 } },
      { do: "requireLocations", where: { field: "location.distance", op: "isAtLeast", value: 200 } },
    ],
  ]);
  const rules = [rule(one, early), rule(other, late)];
  return { rules, expected: rules.slice(-1).map((last) => about("conflict", last)) };
}

function inconsistent({ chance, rule }: Maker): Faulty {
  const exclude: Step = { do: "excludeLocations", where: kind("store", "warehouse") };
  const broken = chance.oneOf<() => Rule>([
    () => rule(unitsAtLeast(2), { do: "requireLocations", where: kind("store") }, exclude),
    () => rule(tagged("vip"), exclude, note("x"), { do: "requireLocations", where: kind("warehouse") }),
  ])();
  return { rules: [broken], expected: [about("inconsistent", broken)] };
}

function vanished({ chance, rule }: Maker): Faulty {
  const gone = "404";
  const broken = chance.oneOf<() => Rule>([
    () => rule(tagged("never-used"), note("x")),
    () => rule({ field: "order.channel", op: "isOneOf", value: ["web", "closed-app"] }, note("x")),
    () =>
      rule(unitsAtLeast(1), {
        do: "excludeLocations",
        where: { field: "location.location", op: "isOneOf", value: [gone] },
      }),
    () =>
      rule(unitsAtLeast(1), {
        do: "sendToService",
        location: gone as Extract<Step, { do: "sendToService" }>["location"],
      }),
    () =>
      rule({ locations: "any", where: { field: "location.location", op: "isOneOf", value: ["1", gone] } }, note("x")),
  ])();
  return { rules: [broken], expected: [about("vanished", broken)] };
}

function otherCurrency({ chance, rule }: Maker): Faulty {
  const usd = { minor: 1_000 * (1 + chance.below(50)), currency: "USD" };
  const broken = chance.oneOf<() => Rule>([
    () => rule({ field: "order.total", op: "isMoreThan", value: usd }, note("x")),
    () => rule(unitsAtLeast(1), { do: "minParcelValue", value: usd }),
    () => rule({ lines: "any", where: { field: "line.unitPrice", op: "isMoreThan", value: usd } }, note("x")),
  ])();
  return { rules: [broken], expected: [about("otherCurrency", broken)] };
}

/** Faults that one set of rules can have many of. */
export const FAULTS = {
  contradiction,
  shadowed,
  actionShadowed,
  conflict,
  inconsistent,
  vanished,
  otherCurrency,
} satisfies Partial<Record<FindingCode, (maker: Maker) => Faulty>>;
