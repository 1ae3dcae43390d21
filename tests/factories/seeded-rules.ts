import type { LocationId } from "../../app/core/ids.ts";
import type { Step } from "../../app/features/automation/domain/actions.ts";
import type { Condition } from "../../app/features/automation/domain/condition.ts";
import type { LocationFacts } from "../../app/features/automation/domain/facts.ts";
import type { LintShop } from "../../app/features/automation/domain/lint/shop.ts";
import { PLAIN_LOCATION, PLAIN_ORDER } from "../../app/features/automation/domain/plain-order.ts";
import type { Rule, RuleSet } from "../../app/features/automation/domain/rule.ts";
import { chanceOf, type Chance } from "./chance.ts";
import { FAULTS, type Expected, type Maker } from "./faulty-rules.ts";

/** A set of rules with faults put in on purpose between rules with which nothing is wrong: exactly these should be found. */
export interface Seeded {
  readonly set: RuleSet;
  /** Orders each rule matched in the last 90 days. */
  readonly matched: ReadonlyMap<string, number>;
  readonly expected: readonly Expected[];
}

const locationOf = (id: string, more: Partial<LocationFacts>): LocationFacts => ({
  ...PLAIN_LOCATION,
  id: id as LocationId,
  isAssigned: false,
  ...more,
});

/** The shop the rules are for: a warehouse, two stores, a fulfillment service. */
export const SEEDED_SHOP: LintShop = {
  at: PLAIN_ORDER.at,
  timeZone: "Europe/Madrid",
  currency: "EUR",
  lists: {
    locations: new Set(["1", "2", "3", "4"]),
    orderTags: new Set(["VIP", "gift", "other", "staff", "a", "b"]),
    channels: new Set(["web", "pos"]),
  },
  locations: [
    locationOf("1", { kind: "warehouse" }),
    locationOf("2", { kind: "store" }),
    locationOf("3", { kind: "store", country: "PT", province: "PT-11" }),
    locationOf("4", { kind: "service" }),
  ],
};

const HOME = ["ES", "PT", "FR", "DE", "IT", "NL", "BE", "AT", "PL", "SE"];
const BAND = 1_000;

const eur = (minor: number) => ({ minor, currency: "EUR" });
const to = (...value: string[]): Condition => ({ field: "destination.country", op: "isOneOf", value });

/** Rules that add something for orders to the home countries: none can be in another's way. */
function additive(id: string, index: number, chance: Chance): Rule {
  const { below, oneOf } = chance;
  const some: readonly (() => Condition)[] = [
    () => ({ field: "order.total", op: "isAtLeast", value: eur(1_000 * below(100)) }),
    () => ({ field: "order.tags", op: "hasAnyOf", value: [oneOf(["VIP", "gift", "staff"])] }),
    () => ({ field: "order.weight", op: "isMoreThan", value: 100 * below(100) }),
    () => ({ field: "order.isB2B", op: "is", value: oneOf([true, false]) }),
    () => ({ field: "order.shippingTitle", op: "contains", value: oneOf(["express", "standard", "dhl"]) }),
    () => ({ field: "destination.postalCode", op: "fitsAnyOf", value: [`${below(90) + 10}*`] }),
    () => ({ lines: "any", where: { field: "line.sku", op: "startsWith", value: `P${below(50)}` } }),
    () => ({ field: "time.timeOfDay", op: "isBetween", value: { from: "08:00", to: oneOf(["12:00", "18:00"]) } }),
    () => ({ not: { field: "customer.isFirstOrder", op: "is", value: true } }),
  ];
  const doing: readonly (() => Step)[] = [
    () => ({ do: "addTag", tag: `rule-${index}` }),
    () => ({ do: "minParcelValue", value: eur(100 * below(50)) }),
    () => ({ do: "notify", to: { kind: "inbox" }, text: `rule ${index}` }),
    () => ({
      do: "penaliseLocations",
      where: { field: "location.distance", op: "isMoreThan", value: 10 * below(50) },
      by: eur(100 * below(20)),
    }),
    () => ({
      do: "preferLocations",
      where: { field: "location.hasAll", op: "is", value: true },
      by: eur(100 * below(20)),
    }),
  ];
  const first = below(some.length);
  const when = [
    to(oneOf(HOME), oneOf(HOME)),
    some[first]?.() ?? to("ES"),
    some[(first + 1 + below(3)) % some.length]?.() ?? to("ES"),
  ];
  return { id, name: id, enabled: true, when: { all: when.slice(0, 1 + below(3)) }, then: [oneOf(doing)()] };
}

/** Rules of which the first counts, each for a band of totals of its own. */
function banded(id: string, index: number, chance: Chance): Rule {
  const country = HOME[index % HOME.length] ?? "ES";
  const from = BAND * Math.floor(index / HOME.length);
  const band: Condition = {
    field: "order.total",
    op: "isBetween",
    value: { from: eur(from), to: eur(from + BAND - 1) },
  };
  const then: Step[] = [{ do: "priority", level: 1 + chance.below(5) }];
  return { id, name: id, enabled: true, when: { all: [to(country), band] }, then };
}

/** An exception and the rule it is one of. */
function exceptions(id: string, index: number): readonly Rule[] {
  const country = HOME[index] ?? "ES";
  const within = (hours: number): Step => ({ do: "deadline", within: { unit: "hours", hours } });
  const vip: Condition = { all: [to(country), { field: "order.tags", op: "hasAnyOf", value: ["vip"] }] };
  const rule = { name: id, enabled: true };
  return [
    { ...rule, id: `${id}-vip`, when: vip, then: [within(4)] },
    { ...rule, id: `${id}-all`, when: to(country), then: [within(24)] },
  ];
}

function cleanRules(count: number, chance: Chance): Rule[] {
  const pairs = Array.from({ length: Math.min(HOME.length, Math.floor(count / 10)) }, (_, index) =>
    exceptions(`pair-${index}`, index),
  );
  const single = Array.from({ length: count - 2 * pairs.length }, (_, index) =>
    index % 4 === 0 ? banded(`clean-${index}`, index / 4, chance) : additive(`clean-${index}`, index, chance),
  );
  return merged([...pairs, ...single.map((rule) => [rule])], chance);
}

/** The lists as one, each in its own order. */
function merged<Value>(lists: readonly (readonly Value[])[], chance: Chance): Value[] {
  const left = lists.filter((list) => list.length > 0).map((list) => [...list]);
  const all: Value[] = [];
  while (left.length > 0) {
    const index = chance.below(left.length);
    all.push(...(left[index]?.splice(0, 1) ?? []));
    if (left[index]?.length === 0) left.splice(index, 1);
  }
  return all;
}

/** Codes that no country has. */
const countryOf = (index: number): string => `X${String.fromCharCode(65 + (index % 26))}${Math.floor(index / 26)}`;

/** A routing set of that many rules, `faults` of each kind that one set can have many of, and as many rules that matched nothing. */
export function seededRules(seed: number, count: number, faults: number): Seeded {
  const chance = chanceOf(seed);
  const broken = Object.entries(FAULTS).flatMap(([name, fault], kind) =>
    Array.from({ length: faults }, (_, index) => {
      const country = to(countryOf(kind * faults + index));
      let made = 0;
      const maker: Maker = {
        chance,
        rule: (when, ...then) => {
          const id = `${name}-${index}-${made++}`;
          return { id, name: id, enabled: true, when: { all: [country, when] }, then };
        },
      };
      return fault(maker);
    }),
  );
  const inFaults = broken.reduce((sum, { rules }) => sum + rules.length, 0);
  const clean = cleanRules(Math.max(0, count - inFaults), chance);
  const dead = clean.slice(0, faults).map(({ id }) => id);
  const rules = merged([clean, ...broken.map((each) => each.rules)], chance);
  return {
    set: { trigger: "order.routing", channels: [], handlesAll: false, rules },
    matched: new Map(rules.map(({ id }) => [id, dead.includes(id) ? 0 : 1])),
    expected: [
      ...broken.flatMap((each) => each.expected),
      ...dead.map((ruleId): Expected => ({ code: "dead", ruleId })),
    ],
  };
}
