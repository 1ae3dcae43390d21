import type { DeliveryStage } from "../../delivery/domain/order-status-view.ts";
import type { ShipRefusal } from "../../fulfillment/domain/may-ship.ts";
import type { RiskKind } from "../../risks/domain/kinds.ts";
import type { NextCode, NextStep } from "./order-block-view.ts";

/** A fulfillment order with something left to ship. */
export interface PartAtWork {
  readonly fulfillmentOrderId: string;
  /** Why a person gets no label for it now; null: they do. */
  readonly refusal: ShipRefusal | null;
  /** FulfillmentOrder.deliveryMethod.methodType */
  readonly method: string;
  /** Its place in a batch of picking. */
  readonly task: { readonly taskId: string; readonly batchId: string; readonly status: "open" | "picked" } | null;
  /** It is collected, and waits for that or is prepared. */
  readonly pickup: "preparing" | "ready" | null;
}

/** Everything that may ask for somebody. */
export interface OrderAtWork {
  readonly orderId: string;
  readonly name: string;
  readonly stage: DeliveryStage;
  /** It is not known whether something was done, and only a person can look. */
  readonly asks: boolean;
  /** A label waits for a person: its price is a surprise, or its address in doubt. */
  readonly labelWaits: boolean;
  /** The shopper chose, and staff answer. */
  readonly choiceWaits: boolean;
  /** A report that nobody has answered; null: none. */
  readonly reportId: string | null;
  /** Those that nobody lets rest, the most urgent first. */
  readonly risks: readonly RiskKind[];
  readonly parts: readonly PartAtWork[];
}

/** The remedy of these is work in the house: picking it, making it ready. */
const IN_HOUSE: ReadonlySet<RiskKind> = new Set(["unpicked", "pickupOverdue"]);

/**
 * The one thing to do next: first what only a person knows and everything else waits for, then what goes wrong outside, then the work that is nearest to
 * the door, then what stands in its way. Pure.
 */
export function nextStep(order: OrderAtWork): NextStep {
  const page = `/app/orders/${order.orderId}`;
  if (order.asks) return step("answerQuestion", page);
  if (order.labelWaits) return step("chooseLabel", page);
  if (order.choiceWaits) return step("answerShopper", page);
  if (order.reportId !== null) return step("settleReport", `/app/deliveries/reports/${order.reportId}`);
  if (order.stage === "cancelled") return step("cancelled", null);
  const work = workOf(order.parts, page);
  const outside = order.risks.find((kind) => !IN_HOUSE.has(kind));
  if (outside !== undefined) return mind(outside, order);
  if (work !== undefined && work.path !== null) return work;
  const [inside] = order.risks;
  return inside === undefined ? (work ?? rest(order.stage)) : mind(inside, order);
}

const step = (code: NextCode, path: string | null): NextStep => ({ code, path, risk: null });

/** Where risks are given to somebody, put to rest and acted on, with this order's alone. */
function mind(risk: RiskKind, { name }: OrderAtWork): NextStep {
  return { code: "mindRisk", path: `/app/deliveries?${new URLSearchParams({ q: name }).toString()}`, risk };
}

/** The nearest to the door first, then what somebody can clear away, then what others have to do. */
const NEAREST: readonly NextCode[] = [
  "pack",
  "pick",
  "ship",
  "preparePickup",
  "planDelivery",
  "checkFraud",
  "releaseHold",
  "chooseLocation",
  "awaitCollection",
  "awaitPayment",
  "awaitService",
  "awaitSchedule",
];

function workOf(parts: readonly PartAtWork[], page: string): NextStep | undefined {
  const steps = parts.flatMap((part) => partStep(part, page) ?? []);
  return NEAREST.flatMap((code) => steps.find((each) => each.code === code) ?? [])[0];
}

function partStep(part: PartAtWork, page: string): NextStep | undefined {
  const { refusal, task, pickup } = part;
  if (refusal === "held") return step("releaseHold", page);
  if (pickup !== null) {
    const desk = `/app/fulfillment/pickups/${part.fulfillmentOrderId}`;
    return step(pickup === "ready" ? "awaitCollection" : "preparePickup", desk);
  }
  if (task?.status === "picked") return step("pack", `/app/fulfillment/pack/${task.taskId}`);
  if (task !== null) return step("pick", `/app/fulfillment/batches/${task.batchId}`);
  switch (refusal) {
    case null:
      return step("ship", page);
    case "other_method":
      return part.method === "LOCAL" ? step("planDelivery", "/app/fulfillment/local") : undefined;
    case "risk":
    case "risk_unassessed":
      return step("checkFraud", page);
    case "no_location":
    case "routing_open":
      return step("chooseLocation", page);
    case "payment_pending":
      return step("awaitPayment", null);
    case "requested":
      return step("awaitService", null);
    case "not_open":
      return step("awaitSchedule", null);
    default:
      return undefined;
  }
}

const UNDER_WAY: readonly DeliveryStage[] = [
  "shipped",
  "in_transit",
  "out_for_delivery",
  "ready_for_pickup",
  "attempted",
  "delayed",
  "problem",
];

/** Nobody here has anything to do. */
function rest(stage: DeliveryStage): NextStep {
  if (stage === "delivered") return step("arrived", null);
  return step(UNDER_WAY.includes(stage) ? "onItsWay" : "nothing", null);
}
