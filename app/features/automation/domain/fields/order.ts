import type { OrderFacts } from "../facts.ts";
import { ofOrder } from "./field.ts";
import { numberIn, textIn, yesNoIn } from "./metafields.ts";

const HOUR_MS = 3_600_000;

/** Shopify's OrderDisplayFinancialStatus. */
const PAYMENT_STATUSES = [
  "PENDING",
  "AUTHORIZED",
  "PARTIALLY_PAID",
  "PAID",
  "PARTIALLY_REFUNDED",
  "REFUNDED",
  "VOIDED",
  "EXPIRED",
] as const;

/** Shopify's OrderRiskRecommendationResult. */
const RISKS = ["ACCEPT", "INVESTIGATE", "CANCEL", "NONE"] as const;

/** Grams of all lines; a line without a weight makes it unknown, not lighter. */
function weightOf({ lines }: OrderFacts): number | null {
  let grams = 0;
  for (const { weight, quantity } of lines) {
    if (weight === null) return null;
    grams += weight * quantity;
  }
  return grams;
}

function unitsOf({ lines }: OrderFacts): number {
  let units = 0;
  for (const { quantity } of lines) units += quantity;
  return units;
}

function attributeOf({ order: { attributes } }: OrderFacts, of: string): string | null {
  return attributes === null ? null : (attributes[of] ?? "");
}

export const ORDER_FIELDS = {
  "order.total": ofOrder("money", ({ order }) => order.total),
  "order.subtotal": ofOrder("money", ({ order }) => order.subtotal),
  "order.shippingPaid": ofOrder("money", ({ order }) => order.shippingPaid),
  "order.discount": ofOrder("money", ({ order }) => order.discount),
  "order.currency": ofOrder("choice", ({ currency }) => currency, { list: "currencies", always: true }),
  "order.units": ofOrder("whole", unitsOf, { always: true }),
  "order.lineCount": ofOrder("whole", ({ lines }) => lines.length, { always: true }),
  "order.weight": ofOrder("weight", weightOf),
  "order.tags": ofOrder("set", ({ order }) => order.tags, { list: "orderTags" }),
  "order.channel": ofOrder("choice", ({ order }) => order.channel, { list: "channels" }),
  "order.isB2B": ofOrder("yesNo", ({ order }) => order.isB2B),
  "order.paymentStatus": ofOrder("choice", ({ order }) => order.paymentStatus, { choices: PAYMENT_STATUSES }),
  "order.paymentGateways": ofOrder("set", ({ order }) => order.paymentGateways, { list: "paymentGateways" }),
  "order.risk": ofOrder("choice", ({ order }) => order.risk, { choices: RISKS }),
  "order.hasNote": ofOrder("yesNo", ({ order }) => order.hasNote),
  "order.placedAt": ofOrder("moment", ({ order }) => order.placedAt),
  "order.age": ofOrder("hours", ({ at, order }) =>
    order.placedAt === null ? null : Math.max(0, at - order.placedAt) / HOUR_MS,
  ),
  "order.shippingTitle": ofOrder("text", ({ order }) => order.shippingTitle, { list: "shippingMethods" }),
  "order.shippingCode": ofOrder("text", ({ order }) => order.shippingCode),
  "order.promisedAt": ofOrder("moment", ({ order }) => order.promisedAt),
  /** 0 when the promised date has passed. */
  "order.timeToPromise": ofOrder("hours", ({ at, order }) =>
    order.promisedAt === null ? null : Math.max(0, order.promisedAt - at) / HOUR_MS,
  ),
  "order.isSplit": ofOrder("yesNo", ({ order }) => order.isSplit),
  "order.attribute": ofOrder("text", (facts, _, of) => attributeOf(facts, of), {
    named: "attribute",
    personal: true,
  }),
  "order.metafieldText": ofOrder("text", ({ order }, _, of) => textIn(order.metafields, of), {
    named: "metafield",
    personal: true,
  }),
  "order.metafieldNumber": ofOrder("decimal", ({ order }, _, of) => numberIn(order.metafields, of), {
    named: "metafield",
    personal: true,
  }),
  "order.metafieldYesNo": ofOrder("yesNo", ({ order }, _, of) => yesNoIn(order.metafields, of), {
    named: "metafield",
    personal: true,
  }),
};
