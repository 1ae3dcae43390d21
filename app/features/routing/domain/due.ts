/** What decides whether a fulfillment order is due. Statuses are Shopify's own words; one we do not know is never due. */
export interface DueQuestion {
  /** FulfillmentOrder.status */
  readonly status: string;
  /** FulfillmentOrder.requestStatus */
  readonly requestStatus: string;
  /** FulfillmentOrder.deliveryMethod.methodType, null when it has none. */
  readonly deliveryMethod: string | null;
  /** Units still to ship, over all lines. */
  readonly remainingQuantity: number;
  /** Somebody else's hold is on it. */
  readonly hasForeignHold: boolean;
  readonly alreadyDecided: boolean;
  /** Somebody else chose its location (pins.ts). */
  readonly pinned: boolean;
}

export type NotDueCode =
  "held" | "notOpen" | "requested" | "deliveryMethod" | "nothingLeft" | "pinned" | "alreadyDecided";

/**
 * Should this fulfillment order be decided now? Decided once, while it is open, nobody works on it and nobody has spoken:
 * an unasked second decision would fight people and echo our own moves.
 */
export function isDue(question: DueQuestion): { decide: true } | { decide: false; code: NotDueCode } {
  const code = notDue(question);
  return code === null ? { decide: true } : { decide: false, code };
}

function notDue(question: DueQuestion): NotDueCode | null {
  // A held one has the status ON_HOLD: the hold is the reason worth telling.
  if (question.hasForeignHold) return "held";
  if (question.status !== "OPEN") return "notOpen";
  // A request that was declined is nobody's any more.
  if (question.requestStatus !== "UNSUBMITTED" && question.requestStatus !== "REJECTED") return "requested";
  if (question.deliveryMethod !== "SHIPPING" && question.deliveryMethod !== "LOCAL") return "deliveryMethod";
  if (question.remainingQuantity <= 0) return "nothingLeft";
  if (question.pinned) return "pinned";
  return question.alreadyDecided ? "alreadyDecided" : null;
}
