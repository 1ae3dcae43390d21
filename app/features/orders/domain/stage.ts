/** Where an order stands for us: one word per order, filtered in lists. */
export const ORDER_STAGES = ["open", "held", "part_shipped", "shipped", "delivered", "problem", "cancelled"] as const;
export type OrderStage = (typeof ORDER_STAGES)[number];

/**
 * Why a person should look at an order; an empty string when nobody needs to. `declined`: a fulfillment service said no, or nothing. `shopper`: the shopper chose or
 * reported something. `label`: a label waits for somebody, because of its cost; `address`: because a carrier
 * doubts the address. `bounced`: the shopper's
 * address does not exist, so they do not hear of it. `told`: a rule has
 * a message that nobody has seen yet.
 */
export const ATTENTION_CODES = [
  "unroutable",
  "held",
  "refused",
  "asks",
  "exception",
  "overdue",
  "declined",
  "shopper",
  "label",
  "address",
  "bounced",
  "told",
] as const;
/** Of these, why an order cannot ship. */
export const BLOCKED_CODES = ["unroutable", "held"] as const satisfies readonly (typeof ATTENTION_CODES)[number][];
export type AttentionCode = (typeof ATTENTION_CODES)[number];

export interface StageFacts {
  readonly cancelled: boolean;
  /** Remaining and status of each fulfillment order that is not cancelled. */
  readonly fulfillmentOrders: readonly { readonly status: string; readonly remaining: number }[];
  /** Stage of each parcel that is not void, and Shopify's display status of fulfilments we did not make. */
  readonly parcels: readonly string[];
}

const DELIVERED = new Set(["delivered", "DELIVERED", "PICKED_UP"]);
const TROUBLE = new Set(["exception", "returned", "lost", "FAILURE", "NOT_DELIVERED"]);

/** Derives the stage: trouble first, then what is still to ship, then what is on its way. */
export function orderStage({ cancelled, fulfillmentOrders, parcels }: StageFacts): OrderStage {
  if (cancelled) return "cancelled";
  if (parcels.some((stage) => TROUBLE.has(stage))) return "problem";
  const open = fulfillmentOrders.filter(({ status, remaining }) => remaining > 0 && status !== "CLOSED");
  if (open.some(({ status }) => status === "ON_HOLD")) return "held";
  if (open.length > 0) return parcels.length > 0 ? "part_shipped" : "open";
  if (parcels.length === 0) return "open";
  return parcels.every((stage) => DELIVERED.has(stage)) ? "delivered" : "shipped";
}
