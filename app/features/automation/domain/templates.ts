import type { Step } from "./actions.ts";
import type { Condition } from "./condition.ts";
import type { Money } from "../../../core/money.ts";
import type { Rule } from "./rule.ts";

/** Rules for a common job, to start from. All are of the trigger order.routing. Names and descriptions are texts: `template.<key>`. */
export interface Template {
  readonly key: TemplateKey;
  readonly rules: (amount: Amount) => readonly TemplateRule[];
}

/** `key` names the rule's text: `template.<template>.rule.<key>`. */
export interface TemplateRule {
  readonly key: string;
  readonly when: Condition;
  readonly then: readonly Step[];
}

/** An amount in the shop's currency. Like the cost model's start (features/routing/domain/cost.ts), a merchant of another price level changes it. */
type Amount = (minor: number) => Money;

export const TEMPLATE_KEYS = [
  "nearestStoreFirst",
  "protectStoreStock",
  "b2bFromWarehouse",
  "shipCompleteVip",
  "holdHighRisk",
  "expressBeforeCutOff",
  "heavyFromWarehouse",
  "remoteAreas",
  "preOrdersWait",
  "awaitPayment",
  "fewerParcels",
] as const;
export type TemplateKey = (typeof TEMPLATE_KEYS)[number];

const EVERY_ORDER: Condition = { all: [] };
const IS_STORE: Condition<"location"> = { field: "location.kind", op: "isOneOf", value: ["store"] };
const IS_WAREHOUSE: Condition<"location"> = { field: "location.kind", op: "isOneOf", value: ["warehouse"] };
const HAS_ALL: Condition<"location"> = { field: "location.hasAll", op: "is", value: true };

/** Words that shops in English and Spanish put into the titles of fast shipping. */
const IS_EXPRESS: Condition = {
  any: ["express", "exprés", "urgent", "24 h", "24h"].map((value) => ({
    field: "order.shippingTitle",
    op: "contains",
    value,
  })),
};

const IS_PRE_ORDER: Condition<"line"> = {
  any: [
    { field: "line.tags", op: "hasAnyOf", value: ["pre-order", "preorder", "preventa"] },
    { field: "line.sellingPlan", op: "contains", value: "pre-order" },
    { field: "line.sellingPlan", op: "contains", value: "preventa" },
  ],
};

const TEMPLATE_RULES: Readonly<Record<TemplateKey, Template["rules"]>> = {
  nearestStoreFirst: (amount) => [
    {
      key: "prefer",
      when: EVERY_ORDER,
      then: [
        {
          do: "preferLocations",
          where: { all: [IS_STORE, HAS_ALL, { field: "location.isNearestOfKind", op: "is", value: true }] },
          by: amount(400),
        },
      ],
    },
  ],
  protectStoreStock: (amount) => [
    {
      key: "penalise",
      when: EVERY_ORDER,
      then: [
        {
          do: "penaliseLocations",
          where: { all: [IS_STORE, { field: "location.unitsLeft", op: "isLessThan", value: 2 }] },
          by: amount(1_000),
        },
      ],
    },
  ],
  b2bFromWarehouse: () => [
    {
      key: "require",
      when: { field: "order.isB2B", op: "is", value: true },
      then: [{ do: "requireLocations", where: IS_WAREHOUSE }],
    },
  ],
  shipCompleteVip: () => [
    {
      key: "complete",
      when: { field: "customer.tags", op: "hasAnyOf", value: ["VIP"] },
      then: [
        { do: "ship", mode: "oneParcel" },
        { do: "priority", level: 1 },
      ],
    },
  ],
  holdHighRisk: () => [
    {
      key: "hold",
      when: { field: "order.risk", op: "isOneOf", value: ["INVESTIGATE", "CANCEL"] },
      then: [
        { do: "hold", reason: "HIGH_RISK_OF_FRAUD", note: "", release: { until: "person" } },
        { do: "notify", to: { kind: "inbox" }, text: "" },
      ],
    },
  ],
  expressBeforeCutOff: (amount) => [
    {
      key: "prefer",
      when: IS_EXPRESS,
      then: [
        {
          do: "preferLocations",
          where: { all: [HAS_ALL, { field: "location.minutesToCutOff", op: "isAtLeast", value: 30 }] },
          by: amount(1_500),
        },
        { do: "priority", level: 1 },
      ],
    },
  ],
  heavyFromWarehouse: () => [
    {
      key: "require",
      when: { field: "order.weight", op: "isMoreThan", value: 20_000 },
      then: [{ do: "requireLocations", where: IS_WAREHOUSE }],
    },
  ],
  // Where a second parcel costs most. The start is Spain's: the islands, Ceuta and Melilla.
  remoteAreas: () => [
    {
      key: "oneParcel",
      when: {
        all: [
          { field: "destination.country", op: "isOneOf", value: ["ES"] },
          { field: "destination.postalCode", op: "fitsAnyOf", value: ["07*", "35*", "38*", "51*", "52*"] },
        ],
      },
      then: [{ do: "forbidSplit" }],
    },
  ],
  preOrdersWait: () => [
    {
      key: "hold",
      when: { lines: "any", where: { all: [IS_PRE_ORDER, { field: "line.stock", op: "isLessThan", value: 1 }] } },
      then: [
        {
          do: "hold",
          reason: "UNKNOWN_DELIVERY_DATE",
          note: "",
          release: {
            until: "condition",
            when: { lines: "all", where: { field: "line.stock", op: "isAtLeast", value: 1 } },
          },
        },
      ],
    },
  ],
  awaitPayment: () => [
    {
      key: "hold",
      when: { field: "order.paymentStatus", op: "isOneOf", value: ["PENDING", "EXPIRED"] },
      then: [
        {
          do: "hold",
          reason: "AWAITING_PAYMENT",
          note: "",
          release: {
            until: "condition",
            when: { field: "order.paymentStatus", op: "isOneOf", value: ["AUTHORIZED", "PARTIALLY_PAID", "PAID"] },
          },
        },
      ],
    },
  ],
  fewerParcels: (amount) => [
    {
      key: "price",
      when: { field: "order.units", op: "isAtLeast", value: 2 },
      then: [
        { do: "priceExtraParcel", by: amount(300) },
        { do: "minParcelValue", value: amount(2_000) },
      ],
    },
  ],
};

export const TEMPLATES: readonly Template[] = TEMPLATE_KEYS.map((key) => ({ key, rules: TEMPLATE_RULES[key] }));

/** The rules of a template for a shop: with its currency, and names and ids the caller gives. */
export function rulesOf(
  { key, rules }: Template,
  currency: string,
  nameOf: (text: `template.${TemplateKey}.rule.${string}`) => string,
  newId: () => string,
): Rule[] {
  return rules((minor) => ({ minor, currency })).map(({ key: rule, when, then }) => ({
    id: newId(),
    name: nameOf(`template.${key}.rule.${rule}`),
    enabled: true,
    when,
    then,
  }));
}
