import type { DeliveryPromise, PromiseReason, PromiseReasonCode, PromiseSource } from "./order-status-view.ts";
import type { ParcelStage } from "./parcel-stage.ts";
import type { PredictedWindow } from "./predicted-window.ts";
import { addWorkingDays, dayIn } from "./working-days.ts";

/** What an estimate without any better source is made of, in working days. */
export interface EstimateModel {
  /** From the order to the handover. */
  readonly handling: number;
  /** On the way, from handover to door; the same for every distance. */
  readonly transit: { readonly from: number; readonly to: number };
}

/**
 * One working day to hand over and two to five on the way: the slow end of the domestic standard services of European
 * carriers. Used until a date from checkout or a carrier is known.
 */
const DEFAULT_ESTIMATE: EstimateModel = { handling: 1, transit: { from: 2, to: 5 } };

/** A part of an order that travels by itself: a fulfillment order without a parcel, or a parcel. */
export type PromisePart =
  | {
      readonly kind: "to_ship";
      /** The window checkout showed (FulfillmentOrder.deliveryMethod). */
      readonly promisedFrom: Date | null;
      readonly promisedTo: Date | null;
      /** Why it waits, when it is held (FulfillmentHold.reason); null when it is not. */
      readonly holdReason: string | null;
      readonly predicted?: Predicted;
    }
  | {
      readonly kind: "parcel";
      readonly stage: ParcelStage;
      readonly expectedAt: Date | null;
      readonly predicted?: Predicted;
    };

/** What the shop's own parcels say, where they say enough. */
export interface Predicted extends PredictedWindow {
  /** It should have left by now. */
  readonly leavesLate: boolean;
}

/** A promise with what an estimate of it rests on; no `predicted`: the assumption, or a date that is not ours. */
export interface DecidedPromise extends DeliveryPromise {
  readonly predicted?: PredictedWindow;
}

export interface PromiseFacts {
  readonly placedAt: Date;
  readonly cancelled: boolean;
  readonly paymentPending: boolean;
  readonly timezone: string;
  readonly parts: readonly PromisePart[];
}

interface Window {
  readonly from: string;
  readonly to: string;
  readonly source: PromiseSource;
  readonly cause: PromiseReasonCode | null;
  readonly predicted?: PredictedWindow;
}

const GONE: ReadonlySet<string | undefined> = new Set<PromiseReasonCode>(["lost_in_transit", "returning"]);

/** Nothing of it is still to come to the shopper. */
const OVER: ReadonlySet<ParcelStage> = new Set<ParcelStage>(["delivered", "void"]);

/**
 * The date to show for the whole order: that of its latest part, because an order is here when all of it is. Per part the
 * best source counts: the carrier's date, else what checkout showed, else an estimate: what the shop's own parcels say, or an assumption. A later date carries the reason we
 * know; an earlier one needs none. A part that will not arrive (lost, going back) has no date of its own: the window last
 * shown stays, with that reason. `previous` is the promise in force.
 *
 * Undefined when nothing changes, or nothing is left to promise (cancelled, arrived).
 */
export function decidePromise(
  facts: PromiseFacts,
  previous: DeliveryPromise | null,
  now: Date,
  model: EstimateModel = DEFAULT_ESTIMATE,
): DecidedPromise | undefined {
  const coming = facts.parts.filter((part) => part.kind === "to_ship" || !OVER.has(part.stage));
  if (facts.cancelled || coming.length === 0) return undefined;
  const gone = goneReason(coming);
  if (gone !== null) {
    return previous && previous.reason?.code !== gone ? { ...previous, reason: { code: gone, params: {} } } : undefined;
  }
  const latest = coming.map((part) => windowOf(part, facts, now, model)).reduce((a, b) => (isLater(b, a) ? b : a));
  const sameWindow = previous?.from === latest.from && previous.to === latest.to;
  if (sameWindow && !GONE.has(previous.reason?.code)) return undefined;
  if (previous && stillTrue(previous, latest)) return undefined;
  return {
    from: latest.from,
    to: latest.to,
    source: latest.source,
    reason: reasonOfChange(latest, previous, coming.length),
    ...(latest.predicted && { predicted: latest.predicted }),
  };
}

/**
 * A shop's parcels are learned from daily, and each day moves a prediction a little. What the shopper was shown stays while it will probably be kept, and
 * is not made earlier for less than the whole window: a date that wavers is believed by nobody.
 */
function stillTrue(previous: DeliveryPromise, { predicted, from, to }: Window): boolean {
  if (predicted === undefined || previous.source !== "estimate" || previous.to === null) return false;
  return from <= previous.to && to >= (previous.from ?? previous.to) && !GONE.has(previous.reason?.code);
}

function isLater(a: Window, b: Window): boolean {
  return a.to > b.to || (a.to === b.to && a.from > b.from);
}

function windowOf(part: PromisePart, facts: PromiseFacts, now: Date, model: EstimateModel): Window {
  const day = (at: Date) => dayIn(facts.timezone, at);
  if (part.kind === "parcel") {
    if (part.expectedAt !== null) {
      const expected = day(part.expectedAt);
      return { from: expected, to: expected, source: "carrier", cause: delayCause(part.stage) };
    }
    if (part.predicted) return { ...predictedOf(part.predicted), cause: delayCause(part.stage) };
    return { ...estimate(day(facts.placedAt), model), cause: delayCause(part.stage) };
  }
  const cause = holdCause(part.holdReason) ?? (facts.paymentPending ? "awaiting_payment" : null);
  const { promisedFrom, promisedTo } = part;
  const checkoutTo = promisedTo ?? promisedFrom;
  if (checkoutTo !== null) {
    return { from: day(promisedFrom ?? checkoutTo), to: day(checkoutTo), source: "checkout", cause };
  }
  if (part.predicted) {
    return { ...predictedOf(part.predicted), cause: cause ?? (part.predicted.leavesLate ? "late_dispatch" : null) };
  }
  // Past its handling time it can leave today at the earliest: an estimate that ignores that promises yesterday.
  const placed = day(facts.placedAt);
  const today = day(now);
  const late = today > addWorkingDays(placed, model.handling);
  if (!late) return { ...estimate(placed, model), cause };
  return { ...estimate(today, { ...model, handling: 0 }), cause: cause ?? "late_dispatch" };
}

const predictedOf = ({ from, to, basis, confidence }: Predicted) =>
  ({ from, to, source: "estimate", predicted: { from, to, basis, confidence } }) as const;

function estimate(start: string, { handling, transit }: EstimateModel): Pick<Window, "from" | "to" | "source"> {
  const handedOver = addWorkingDays(start, handling);
  return {
    from: addWorkingDays(handedOver, transit.from),
    to: addWorkingDays(handedOver, transit.to),
    source: "estimate",
  };
}

function reasonOfChange(latest: Window, previous: DeliveryPromise | null, parts: number): PromiseReason | null {
  const before = previous?.to ?? null;
  if (before === null || latest.to <= before) return null;
  return { code: latest.cause ?? (parts > 1 ? "split" : "other"), params: { previous: before } };
}

function delayCause(stage: ParcelStage): PromiseReasonCode | null {
  if (stage === "attempted") return "delivery_attempted";
  // A carrier that moves the date of a parcel it has, says a delay, whatever its last scan was.
  return stage === "planned" || stage === "labelled" ? null : "carrier_delay";
}

function goneReason(parts: readonly PromisePart[]): PromiseReasonCode | null {
  const stages = parts.flatMap((part) => (part.kind === "parcel" ? [part.stage] : []));
  if (stages.includes("lost")) return "lost_in_transit";
  return stages.includes("returned") ? "returning" : null;
}

/** FulfillmentHoldReason (2026-10) → what the shopper is told. Suspected fraud is nobody's business but the merchant's. */
function holdCause(reason: string | null): PromiseReasonCode | null {
  switch (reason) {
    case null:
      return null;
    case "INVENTORY_OUT_OF_STOCK":
    case "UNKNOWN_DELIVERY_DATE":
    case "AWAITING_RETURN_ITEMS":
      return "awaiting_stock";
    case "INCORRECT_ADDRESS":
      return "address_check";
    case "AWAITING_PAYMENT":
      return "awaiting_payment";
    default:
      return "other";
  }
}
