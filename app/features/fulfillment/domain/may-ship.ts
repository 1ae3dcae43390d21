/** Why a fulfillment order gets no label now. Codes, translated when shown. */
export const SHIP_REFUSALS = [
  "not_found",
  "cancelled",
  "held",
  "not_open",
  "requested",
  "other_method",
  "nothing_remaining",
  "has_parcel",
  "no_location",
  "payment_pending",
  "risk",
  "risk_unassessed",
  "routing_open",
  "no_carrier",
] as const;
export type ShipRefusal = (typeof SHIP_REFUSALS)[number];

/** What decides about a label. Words are Shopify's own (2026-10). */
export interface ShipFacts {
  /** FulfillmentOrder.status */
  readonly status: string;
  /** FulfillmentOrder.requestStatus */
  readonly requestStatus: string;
  /** FulfillmentOrder.deliveryMethod.methodType */
  readonly deliveryMethod: string;
  /** FulfillmentOrder.supportedActions has CREATE_FULFILLMENT: Shopify's own answer, better than any table of ours. */
  readonly canFulfill: boolean;
  readonly holds: number;
  readonly remaining: number;
  readonly hasLocation: boolean;
  /** A parcel that is not void. */
  readonly hasParcel: boolean;
  readonly cancelled: boolean;
  /** Order.displayFinancialStatus */
  readonly financialStatus: string;
  /** Order.risk.recommendation */
  readonly risk: string;
  readonly placedAt: Date;
  /** How routing left it; null when it never looked at it. */
  readonly routing: {
    readonly status: string;
    /** The decision in force; null when somebody else chose. */
    readonly outcome: string | null;
    readonly mode: string | null;
    /** The decision found that it fits where it is. */
    readonly fitsHere: boolean;
  } | null;
}

/** Money is there or reserved. With AUTHORIZED most shops capture when they fulfil. */
export const PAYABLE = ["PAID", "AUTHORIZED", "PARTIALLY_REFUNDED"] as const;

/** Routing has spoken and is not about to move it: made by our own move, or chosen by somebody else. */
export const SETTLED_CASES = ["ours", "pinned"] as const;

/**
 * Shopify assesses an order's risk within minutes of its placing; a recommendation that is still NONE after this long will
 * not come (drafts, POS, orders of other apps), and NONE then means what it says: nothing is recommended.
 */
export const RISK_WAIT_MS = 2 * 3_600_000;

/** Who asks: the automatic mode, or a person who looks at the order and may know more. */
export type ShipAsker = "automatic" | "person";

/**
 * May a label be bought for this fulfillment order? Null when it may; else the first reason against it, the one that is
 * most use to whoever reads it. A person may ship what routing has not settled and what Shopify has not assessed (they look
 * at it), but not what is held, unpaid or risky: those are decisions to be changed where they were made.
 */
export function shipRefusal(facts: ShipFacts, asker: ShipAsker, now: Date): ShipRefusal | null {
  if (facts.cancelled || facts.status === "CANCELLED") return "cancelled";
  if (facts.hasParcel) return "has_parcel";
  if (facts.holds > 0 || facts.status === "ON_HOLD") return "held";
  if (facts.remaining <= 0) return "nothing_remaining";
  if (facts.requestStatus !== "UNSUBMITTED") return "requested";
  if ((facts.status !== "OPEN" && facts.status !== "IN_PROGRESS") || !facts.canFulfill) return "not_open";
  if (facts.deliveryMethod !== "SHIPPING") return "other_method";
  if (!facts.hasLocation) return "no_location";
  if (!isPayable(facts.financialStatus)) return "payment_pending";
  if (facts.risk !== "ACCEPT" && facts.risk !== "NONE") return "risk";
  if (asker === "person") return null;
  if (facts.risk === "NONE" && now.getTime() - facts.placedAt.getTime() < RISK_WAIT_MS) return "risk_unassessed";
  return isRoutingSettled(facts.routing) ? null : "routing_open";
}

function isPayable(status: string): boolean {
  return PAYABLE.some((each) => each === status);
}

/**
 * In observe mode nobody carries a decision out, so Shopify's place is the place, if the order fits there: what nothing
 * fits must not get a label either.
 */
function isRoutingSettled(routing: ShipFacts["routing"]): boolean {
  if (routing === null) return false;
  if (SETTLED_CASES.some((each) => each === routing.status)) return true;
  if (routing.status !== "decided") return false;
  return routing.outcome === "stay" || (routing.mode === "observe" && routing.fitsHere);
}
