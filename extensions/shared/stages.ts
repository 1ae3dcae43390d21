import type { DeliveryStage } from "../../app/features/delivery/domain/order-status-view.ts";

/** How a stage looks. Colour is never the only sign: the stage's text is always beside it. */
export interface StageLook {
  icon: "order" | "clock" | "truck" | "delivered" | "store" | "alert-triangle" | "check-circle" | "x-circle" | "info";
  /** A stage that asks for the shopper's attention gets a banner of this tone; null = plain text. */
  banner: "warning" | "critical" | null;
  /** How far along it is, for comparing two reports about one parcel that carry no times. Higher is further. */
  progress: number;
}

/** Every stage there is. The type makes a stage without a look a compile error; a test does the same for texts. */
export const STAGE_LOOKS: Readonly<Record<DeliveryStage, StageLook>> = {
  unknown: { icon: "info", banner: null, progress: 0 },
  received: { icon: "order", banner: null, progress: 1 },
  on_hold: { icon: "clock", banner: "warning", progress: 2 },
  preparing: { icon: "order", banner: null, progress: 3 },
  partly_shipped: { icon: "truck", banner: null, progress: 4 },
  shipped: { icon: "truck", banner: null, progress: 5 },
  in_transit: { icon: "truck", banner: null, progress: 6 },
  delayed: { icon: "clock", banner: "warning", progress: 7 },
  out_for_delivery: { icon: "truck", banner: null, progress: 8 },
  attempted: { icon: "alert-triangle", banner: "warning", progress: 9 },
  ready_for_pickup: { icon: "store", banner: null, progress: 10 },
  problem: { icon: "alert-triangle", banner: "critical", progress: 11 },
  delivered: { icon: "check-circle", banner: null, progress: 12 },
  cancelled: { icon: "x-circle", banner: null, progress: 13 },
};

/** A stage this version does not know reads as "unknown": an older extension may meet a newer backend. */
export function asStage(value: unknown): DeliveryStage {
  return isStage(value) ? value : "unknown";
}

function isStage(value: unknown): value is DeliveryStage {
  return typeof value === "string" && Object.hasOwn(STAGE_LOOKS, value);
}

/** Nothing more will happen: no expected date is shown, silence is not worth a word. */
export function isFinal(stage: DeliveryStage): boolean {
  return stage === "delivered" || stage === "cancelled";
}

/**
 * Customer Account API `FulfillmentEventStatus` (2026-10, all twelve) → stage. A label is paper, not a parcel on its
 * way, so it stays "preparing"; CONFIRMED is what Shopify reports when a fulfillment exists and nothing else is known.
 */
const EVENT_STAGES: Readonly<Record<string, DeliveryStage>> = {
  LABEL_PURCHASED: "preparing",
  LABEL_PRINTED: "preparing",
  CONFIRMED: "shipped",
  CARRIER_PICKED_UP: "in_transit",
  IN_TRANSIT: "in_transit",
  OUT_FOR_DELIVERY: "out_for_delivery",
  ATTEMPTED_DELIVERY: "attempted",
  READY_FOR_PICKUP: "ready_for_pickup",
  DELAYED: "delayed",
  DELIVERED: "delivered",
  PICKED_UP: "delivered",
  FAILURE: "problem",
};

/** Stage of a fulfillment event; a status newer than this list is "unknown". */
export function stageOfEvent(status: unknown): DeliveryStage {
  return typeof status === "string" && Object.hasOwn(EVENT_STAGES, status)
    ? (EVENT_STAGES[status] ?? "unknown")
    : "unknown";
}

/** What the part of the order that is in no parcel is doing; null when everything is in parcels. */
export type RestStage = "received" | "preparing" | "on_hold" | null;

/**
 * One stage for a whole order. Trouble in any parcel comes first, because it needs the shopper; "delivered" is only
 * said when every parcel is known to have arrived and nothing is left to send; otherwise the undelivered parcel that is furthest along
 * speaks, because it is the next one at the door.
 */
export function rollUp(parcels: readonly DeliveryStage[], rest: RestStage): DeliveryStage {
  for (const trouble of ["problem", "attempted", "delayed"] as const) {
    if (parcels.includes(trouble)) return trouble;
  }
  const known = parcels.filter((stage) => stage !== "unknown");
  const left = known.filter((stage) => stage !== "preparing" && stage !== "on_hold" && stage !== "received");
  if (left.length === 0) return furthest(rest === null ? known : [...known, rest]);
  if (rest !== null || left.length < known.length) return "partly_shipped";
  const waiting = left.filter((stage) => !isFinal(stage));
  if (waiting.length === 0) return parcels.length > known.length ? "unknown" : "delivered";
  return furthest(waiting);
}

function furthest(stages: readonly DeliveryStage[]): DeliveryStage {
  return stages.reduce(
    (best, stage) => (STAGE_LOOKS[stage].progress > STAGE_LOOKS[best].progress ? stage : best),
    "unknown",
  );
}
