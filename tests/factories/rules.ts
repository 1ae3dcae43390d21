import fc from "fast-check";
import { ACTION_KEYS, ACTIONS, type ActionKey, type Step } from "../../app/features/automation/domain/actions.ts";
import { HOLD_REASONS } from "../../app/features/automation/domain/actions/order.ts";
import { SHIP_MODES } from "../../app/features/automation/domain/actions/parcels.ts";
import type { AnyCondition, Condition } from "../../app/features/automation/domain/condition.ts";
import { operatorsOf } from "../../app/features/automation/domain/condition-schema.ts";
import {
  LOCATION_DELIVERS,
  LOCATION_KINDS,
  type LineFacts,
  type LocationFacts,
  type Metafields,
  type OrderFacts,
} from "../../app/features/automation/domain/facts.ts";
import { FIELD_KEYS, fieldOf, type FieldKey } from "../../app/features/automation/domain/fields.ts";
import type { Scope } from "../../app/features/automation/domain/fields/field.ts";
import { PLAIN_ORDER } from "../../app/features/automation/domain/plain-order.ts";
import type { Rule, RuleSet } from "../../app/features/automation/domain/rule.ts";
import type { TypeName } from "../../app/features/automation/domain/values.ts";

/**
 * Random rules and orders over small pools of values, so that they meet: a rule with random constants and an order with random values
 * would hardly ever have anything to do with each other.
 */

const small = fc.constantFrom(0, 1, 2, 3, 5, 10);
const word = fc.constantFrom("alpha", "beta", "alphabet", "gamma ray");
const words = fc.uniqueArray(word, { minLength: 1, maxLength: 3 });
const country = fc.constantFrom("ES", "PT", "US");
const money = small.map((minor) => ({ minor: minor * 1_000, currency: "EUR" }));
const clock = fc.constantFrom("00:00", "08:30", "14:00", "22:00");
const day = fc.constantFrom("2026-09-01", "2026-09-03", "2026-10-25");
const moment = fc.constantFrom("2026-09-01T10:00:00+02:00", "2026-09-03T08:00:00Z", "2026-10-25T02:30:00+01:00");
const postal = fc.constantFrom("28*", "28013", "07000-07999", "2*", "sw1a*");
const ids = fc.constantFrom("1", "2", "3");

/** A pair in order. */
const range = <Value>(value: fc.Arbitrary<Value>, size: (value: Value) => number | string) =>
  fc.tuple(value, value).map(([a, b]) => (size(a) <= size(b) ? { from: a, to: b } : { from: b, to: a }));

/** What a field's operator may be compared with. */
function given(key: FieldKey, op: string): fc.Arbitrary<unknown> {
  const { type, choices } = fieldOf(key);
  if (choices) return fc.uniqueArray(fc.constantFrom(...choices), { minLength: 1, maxLength: 3 });
  const isRange = op === "isBetween" || op === "isNotBetween";
  const ofType: Readonly<Record<TypeName, () => fc.Arbitrary<unknown>>> = {
    yesNo: () => fc.boolean(),
    whole: () => (isRange ? range(small, (value) => value) : small),
    money: () => (isRange ? range(money, ({ minor }) => minor) : money),
    weight: () => (isRange ? range(small, (value) => value) : small).map((value) => scaled(value, 500)),
    distance: () => (isRange ? range(small, (value) => value) : small),
    hours: () => (isRange ? range(small, (value) => value) : small),
    minutes: () => (isRange ? range(small, (value) => value) : small),
    percent: () => (isRange ? range(small, (value) => value) : small).map((value) => scaled(value, 10)),
    decimal: () => (isRange ? range(small, (value) => value) : small),
    text: () => (op.endsWith("Of") ? words : word),
    choice: () => fc.uniqueArray(choiceOf(key), { minLength: 1, maxLength: 2 }),
    set: () => words,
    postalCode: () => fc.uniqueArray(postal, { minLength: 1, maxLength: 2 }),
    moment: () =>
      op.endsWith("WithinLast")
        ? fc.record({ amount: fc.constantFrom(1, 2, 24, 48), unit: fc.constantFrom("hours", "days") })
        : moment,
    timeOfDay: () => range(clock, (value) => value).filter(({ from, to }) => from !== to),
    date: () => (isRange ? range(day, (value) => value) : day),
  };
  return ofType[type]();
}

const scaled = (value: unknown, factor: number): unknown =>
  typeof value === "number"
    ? value * factor
    : Object.fromEntries(Object.entries(value as Record<string, number>).map(([key, each]) => [key, each * factor]));

function choiceOf(key: FieldKey): fc.Arbitrary<string> {
  switch (fieldOf(key).list) {
    case "countries":
      return country;
    case "provinces":
      return country.map((code) => `${code}-1`);
    case "currencies":
      return fc.constantFrom("EUR", "USD");
    case "locations":
    case "products":
      return ids;
    default:
      return word;
  }
}

function leaf(scope: Scope): fc.Arbitrary<AnyCondition> {
  return fc
    .constantFrom(...FIELD_KEYS.filter((key) => fieldOf(key).scope === scope))
    .chain((key) => fc.tuple(fc.constant(key), fc.constantFrom(...operatorsOf(fieldOf(key)))))
    .chain(([key, [op, schema]]) => {
      const { named } = fieldOf(key);
      return fc.record({
        field: fc.constant(key),
        ...(named && { of: fc.constant(named === "metafield" ? "custom.one" : "one") }),
        op: fc.constant(op),
        ...(schema && { value: given(key, op) }),
      });
    });
}

/** Conditions of a scope, at most so many levels deep. */
function condition(scope: Scope, levels: number): fc.Arbitrary<AnyCondition> {
  if (levels <= 1) return leaf(scope);
  const inner = condition(scope, levels - 1);
  const quantifier = fc.constantFrom("any" as const, "all" as const, "none" as const);
  return fc.oneof(
    { weight: 3, arbitrary: leaf(scope) },
    { weight: 2, arbitrary: fc.array(inner, { maxLength: 3 }).map((all) => ({ all })) },
    { weight: 2, arbitrary: fc.array(inner, { minLength: 1, maxLength: 3 }).map((any) => ({ any })) },
    { weight: 1, arbitrary: inner.map((not) => ({ not })) },
    ...(scope === "order"
      ? [
          {
            weight: 1,
            arbitrary: fc.record({
              lines: quantifier,
              where: fc.constant(null).chain(() => condition("line", levels - 1)),
            }),
          },
          {
            weight: 1,
            arbitrary: fc.record({
              locations: quantifier,
              where: fc.constant(null).chain(() => condition("location", levels - 1)),
            }),
          },
        ]
      : []),
  );
}

export const orderConditions = condition("order", 3) as fc.Arbitrary<Condition>;
export const lineConditions = condition("line", 2) as fc.Arbitrary<Condition<"line">>;
const locationConditions = condition("location", 2);

const carrierStep = <Do extends "useCarrier" | "avoidCarrier">(what: Do) =>
  fc.record({
    do: fc.constant(what),
    carrier: fc.constantFrom("easypost", "shippo"),
    service: fc.constantFrom("", "UPS/Ground"),
  });

/** The tests that read what this makes say whether it is right; the compiler gives up on a union of so many kinds. */
const steps: Readonly<Record<ActionKey, fc.Arbitrary<unknown>>> = {
  requireLocations: locationConditions.map((where) => ({ do: "requireLocations", where })),
  excludeLocations: locationConditions.map((where) => ({ do: "excludeLocations", where })),
  preferLocations: fc.record({ do: fc.constant("preferLocations" as const), where: locationConditions, by: money }),
  penaliseLocations: fc.record({ do: fc.constant("penaliseLocations" as const), where: locationConditions, by: money }),
  forbidSplit: fc.constant({ do: "forbidSplit" }),
  priceExtraParcel: money.map((by) => ({ do: "priceExtraParcel", by })),
  minParcelValue: money.map((value) => ({ do: "minParcelValue", value })),
  ship: fc.constantFrom(...SHIP_MODES).map((mode) => ({ do: "ship", mode })),
  hold: fc.record({
    do: fc.constant("hold" as const),
    reason: fc.constantFrom(...HOLD_REASONS),
    note: fc.constantFrom("", "why"),
    release: fc.oneof(
      fc.constant({ until: "person" as const }),
      fc.record({ until: fc.constant("hours" as const), hours: fc.integer({ min: 1, max: 99 }) }),
      moment.map((at) => ({ until: "moment" as const, at })),
      fc.record({ until: fc.constant("condition" as const), when: condition("order", 2) as fc.Arbitrary<Condition> }),
    ),
  }),
  deadline: fc
    .oneof(
      fc.record({ unit: fc.constant("hours" as const), hours: fc.integer({ min: 1, max: 99 }) }),
      fc.record({ unit: fc.constant("workingDays" as const), days: small }),
      fc.record({ unit: fc.constant("timeOfDay" as const), days: small, at: clock }),
    )
    .map((within) => ({ do: "deadline", within })),
  priority: fc.integer({ min: 1, max: 5 }).map((level) => ({ do: "priority", level })),
  sendToService: ids.map((location) => ({ do: "sendToService", location })),
  useCarrier: carrierStep("useCarrier"),
  avoidCarrier: carrierStep("avoidCarrier"),
  addTag: word.map((tag) => ({ do: "addTag", tag })),
  removeTag: word.map((tag) => ({ do: "removeTag", tag })),
  addNote: word.map((text) => ({ do: "addNote", text })),
  notify: fc.record({
    do: fc.constant("notify" as const),
    to: fc.constantFrom(
      { kind: "inbox" as const },
      { kind: "staff" as const, staff: "7" },
      { kind: "email" as const, email: "ops@example.com" },
    ),
    text: fc.constantFrom("", "look"),
  }),
  assign: ids.map((staff) => ({ do: "assign", staff })),
  stop: fc.constant({ do: "stop" }),
};

const stepsOf = (keys: readonly ActionKey[]): fc.Arbitrary<Step> =>
  fc.constantFrom(...keys).chain((key) => steps[key]) as fc.Arbitrary<Step>;
const EFFECTS = ACTION_KEYS.filter((key) => ACTIONS[key].part === "effect");

const rulesWith = (keys: readonly ActionKey[]): fc.Arbitrary<Rule[]> =>
  fc
    .array(
      fc.record({
        name: word,
        enabled: fc.boolean(),
        when: orderConditions,
        then: fc.array(stepsOf(keys), { minLength: 1, maxLength: 4 }),
      }),
      { maxLength: 6 },
    )
    .map((rules) => rules.map((rule, index) => ({ id: `r${index}`, ...rule })));

export const ruleSets: fc.Arbitrary<RuleSet> = fc
  .constantFrom("order.routing" as const, "order.placed" as const, "order.changed" as const)
  .chain((trigger) =>
    fc.record({
      trigger: fc.constant(trigger),
      channels: fc.uniqueArray(word, { maxLength: 2 }),
      handlesAll: fc.boolean(),
      rules: rulesWith(trigger === "order.routing" ? ACTION_KEYS : EFFECTS),
    }),
  );

/** Sometimes not known. */
const known = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(value, { freq: 8 });
const minor = small.map((value) => value * 1_000);
const label = fc.oneof(word, fc.constant(""));
const metafields: fc.Arbitrary<Metafields> = fc.dictionary(
  fc.constant("custom.one"),
  fc.oneof(word, small, fc.boolean()),
);
const instant = fc
  .tuple(moment, fc.integer({ min: -72, max: 72 }))
  .map(([text, hours]) => Date.parse(text) + hours * 3_600_000);

const lines: fc.Arbitrary<LineFacts> = fc.record({
  sku: known(label),
  product: known(ids) as fc.Arbitrary<LineFacts["product"]>,
  productType: known(label),
  vendor: known(label),
  tags: known(fc.uniqueArray(word, { maxLength: 2 })),
  quantity: fc.integer({ min: 1, max: 4 }),
  unitPrice: known(minor),
  weight: known(small.map((value) => value * 500)),
  requiresShipping: known(fc.boolean()),
  isGiftCard: known(fc.boolean()),
  sellingPlan: known(label),
  stock: known(small),
  stockAssigned: known(small),
  metafields: known(metafields),
});

const locations: fc.Arbitrary<LocationFacts> = fc.record({
  id: ids as fc.Arbitrary<LocationFacts["id"]>,
  kind: known(fc.constantFrom(...LOCATION_KINDS)),
  tags: known(fc.uniqueArray(word, { maxLength: 2 })),
  country: known(country),
  province: known(country.map((code) => `${code}-1`)),
  timeZone: fc.constantFrom(null, "Europe/Lisbon", "America/New_York"),
  distance: known(small),
  share: known(fc.constantFrom(0, 10, 50, 100)),
  unitsLeft: known(small),
  isOpen: known(fc.boolean()),
  minutesToCutOff: known(small),
  ordersLeft: known(small),
  unitsCapacityLeft: known(small),
  handlingHours: known(small),
  delivers: known(fc.constantFrom(...LOCATION_DELIVERS)),
  isAssigned: fc.boolean(),
  reliability: known(small.map((value) => value * 10)),
});

/** Orders that meet the rules, each value sometimes unknown. */
export const orders: fc.Arbitrary<OrderFacts> = fc.record({
  at: instant,
  timeZone: fc.constant(PLAIN_ORDER.timeZone),
  currency: fc.constantFrom("EUR", "EUR", "USD"),
  order: fc.record({
    total: known(minor),
    subtotal: known(minor),
    shippingPaid: known(minor),
    discount: known(minor),
    tags: known(fc.uniqueArray(word, { maxLength: 2 })),
    channel: known(word),
    isB2B: known(fc.boolean()),
    paymentStatus: known(fc.constantFrom("PENDING", "PAID", "EXPIRED")),
    paymentGateways: known(fc.uniqueArray(word, { maxLength: 2 })),
    risk: known(fc.constantFrom("ACCEPT", "CANCEL", "NONE")),
    hasNote: known(fc.boolean()),
    placedAt: known(instant),
    shippingTitle: known(label),
    shippingCode: known(label),
    promisedAt: known(instant),
    isSplit: known(fc.boolean()),
    attributes: known(fc.constantFrom({}, { one: "alpha" })),
    metafields: known(metafields),
  }),
  customer: fc.record({ orders: known(small), tags: known(fc.uniqueArray(word, { maxLength: 2 })) }),
  destination: fc.record({
    country: known(country),
    province: known(country.map((code) => `${code}-1`)),
    postalCode: known(fc.constantFrom("28013", "28001", "07500", "SW1A 1AA", "10001-1234")),
  }),
  lines: fc.array(lines, { maxLength: 3 }),
  locations: fc.uniqueArray(locations, { maxLength: 3, selector: ({ id }) => id }),
  releasedHolds: fc.constantFrom([], ["r0"]),
});
