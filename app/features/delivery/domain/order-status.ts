import type { ScanStage } from "../../carriers/domain/carrier.ts";
import { likelyCarrier } from "../../carriers/domain/public.ts";
import type {
  Day,
  DeliveryPromise,
  DeliveryStage,
  OrderMoment,
  OrderStatusView,
  ParcelEvent,
  ParcelView,
} from "./order-status-view.ts";
import { dayIn } from "./working-days.ts";

/** A fulfilment as the mirror has it, with our parcel when we made it. */
export interface StatusFulfillment {
  readonly fulfillmentId: string;
  /** FulfillmentStatus */
  readonly status: string;
  /** FulfillmentDisplayStatus */
  readonly displayStatus: string | null;
  readonly estimatedDeliveryAt: Date | null;
  readonly units: number | null;
  readonly tracking: {
    readonly company: string | null;
    readonly number: string | null;
    readonly url: string | null;
  } | null;
  readonly events: readonly { readonly status: string; readonly at: Date }[];
  readonly parcel: {
    readonly carrier: string;
    readonly trackingNumber: string | null;
    readonly trackingUrl: string | null;
    readonly stage: ScanStage;
    readonly expectedAt: Date | null;
    readonly lastScanAt: Date | null;
    readonly scans: readonly { readonly stage: ScanStage; readonly occurredAt: Date; readonly place: string | null }[];
  } | null;
}

export interface StatusFacts {
  readonly name: string;
  readonly cancelled: boolean;
  readonly timezone: string;
  /** Fulfillment orders with something left to ship. */
  readonly waiting: readonly { readonly status: string; readonly held: boolean; readonly packed: boolean }[];
  readonly fulfillments: readonly StatusFulfillment[];
  readonly promise: DeliveryPromise | null;
  readonly moments: readonly { readonly code: OrderMoment["code"]; readonly at: Date }[];
}

/** What a shopper is told about a scan. A label exists, the carrier has not seen the parcel: "shipped", not yet moving. */
const OF_SCAN: Readonly<Record<ScanStage, DeliveryStage>> = {
  labelled: "shipped",
  handed_over: "in_transit",
  in_transit: "in_transit",
  out_for_delivery: "out_for_delivery",
  attempted: "attempted",
  ready_for_pickup: "ready_for_pickup",
  delayed: "delayed",
  exception: "problem",
  returned: "problem",
  lost: "problem",
  delivered: "delivered",
  void: "preparing",
  unknown: "unknown",
};

/** FulfillmentEventStatus and FulfillmentDisplayStatus (2026-10) of fulfilments that others made. */
const OF_SHOPIFY: ReadonlyMap<string, DeliveryStage> = new Map([
  ["LABEL_PURCHASED", "preparing"],
  ["LABEL_PRINTED", "preparing"],
  ["LABEL_VOIDED", "preparing"],
  ["SUBMITTED", "preparing"],
  ["CONFIRMED", "shipped"],
  ["FULFILLED", "shipped"],
  ["MARKED_AS_FULFILLED", "shipped"],
  ["CARRIER_PICKED_UP", "in_transit"],
  ["IN_TRANSIT", "in_transit"],
  ["OUT_FOR_DELIVERY", "out_for_delivery"],
  ["ATTEMPTED_DELIVERY", "attempted"],
  ["READY_FOR_PICKUP", "ready_for_pickup"],
  ["DELAYED", "delayed"],
  ["DELIVERED", "delivered"],
  ["PICKED_UP", "delivered"],
  ["FAILURE", "problem"],
  ["NOT_DELIVERED", "problem"],
]);

/** Such a fulfilment carries nothing to the shopper. */
const DEAD = new Set(["CANCELLED", "ERROR", "FAILURE"]);

/** A parcel is normally scanned every one or two days. */
const SILENT_AFTER_MS = 72 * 3_600_000;

/** The whole picture for the shopper: no name, no address, nothing a stranger with the key could misuse. */
export function orderStatusView(facts: StatusFacts, now: Date): OrderStatusView {
  const live = facts.fulfillments.filter(({ status }) => !DEAD.has(status));
  const parcels = live.map((fulfillment) => parcelView(fulfillment, facts.timezone));
  const stage = facts.cancelled
    ? "cancelled"
    : rollUp(
        parcels.map((parcel) => parcel.stage),
        restOf(facts.waiting),
      );
  return {
    v: 1,
    order: { name: facts.name },
    stage,
    promise: facts.cancelled ? null : honestPromise(facts, live, stage, now),
    parcels,
    timeline: newestFirst(facts.moments).map(({ code, at }) => ({ code, at: at.toISOString() })),
  };
}

function parcelView(fulfillment: StatusFulfillment, timezone: string): ParcelView {
  const { fulfillmentId, parcel, tracking, units: itemCount } = fulfillment;
  if (parcel) {
    return {
      fulfillmentId,
      number: parcel.trackingNumber,
      carrier: parcel.carrier,
      url: parcel.trackingUrl,
      stage: OF_SCAN[parcel.stage],
      expectedOn: dayOrNull(parcel.expectedAt, timezone),
      itemCount,
      timeline: newestFirst(parcel.scans.map((scan) => ({ ...scan, at: scan.occurredAt }))).map(
        ({ stage, at, place }): ParcelEvent => ({ stage: OF_SCAN[stage], at: at.toISOString(), place }),
      ),
    };
  }
  return {
    fulfillmentId,
    ...trackedBy(tracking),
    stage: fulfillment.displayStatus === null ? "shipped" : ofShopify(fulfillment.displayStatus),
    expectedOn: dayOrNull(fulfillment.estimatedDeliveryAt, timezone),
    itemCount,
    timeline: newestFirst(fulfillment.events).map(({ status, at }) => ({
      stage: ofShopify(status),
      at: at.toISOString(),
      place: null,
    })),
  };
}

/** What somebody is told of who carries a parcel that others sent. */
export interface TrackedBy {
  readonly number: string | null;
  readonly carrier: string | null;
  readonly url: string | null;
}

/** "Other" is what Shopify's admin writes for a carrier that is not on its list. */
const UNNAMED = /^\s*(other)?\s*$/i;

/** Others fulfil with a number alone, too: then its format says whose it is, where that is no guess. A carrier that somebody named is not doubted. */
export function trackedBy(tracking: StatusFulfillment["tracking"]): TrackedBy {
  const { number, company, url } = tracking ?? { number: null, company: null, url: null };
  const read = number !== null && UNNAMED.test(company ?? "") ? likelyCarrier(number) : undefined;
  return { number, carrier: read ? (read.company ?? read.name) : company, url: url ?? read?.url ?? null };
}

function ofShopify(status: string): DeliveryStage {
  return OF_SHOPIFY.get(status) ?? "unknown";
}

type Rest = "on_hold" | "preparing" | "received" | null;

function restOf(waiting: StatusFacts["waiting"]): Rest {
  if (waiting.length === 0) return null;
  if (waiting.some(({ held }) => held)) return "on_hold";
  return waiting.some(({ status, packed }) => packed || status === "IN_PROGRESS") ? "preparing" : "received";
}

/** The stages of a parcel on its way, nearest to the door last. */
const UNDER_WAY: readonly DeliveryStage[] = ["shipped", "in_transit", "out_for_delivery", "ready_for_pickup"];

/**
 * One stage for the order, read as the extensions read it without us: trouble first, because it needs the shopper;
 * "delivered" only when every parcel is known to have arrived and nothing is left to send; else the parcel nearest to the door.
 */
function rollUp(parcels: readonly DeliveryStage[], rest: Rest): DeliveryStage {
  for (const trouble of ["problem", "attempted", "delayed"] as const) if (parcels.includes(trouble)) return trouble;
  const sent: readonly DeliveryStage[] = parcels.filter((stage) => stage !== "preparing" && stage !== "unknown");
  const unsent = rest ?? (parcels.includes("preparing") ? "preparing" : null);
  if (sent.length === 0) return parcels.includes("unknown") && rest === null ? "unknown" : (unsent ?? "received");
  if (unsent !== null) return "partly_shipped";
  const nearest = UNDER_WAY.findLast((stage) => sent.includes(stage));
  return nearest ?? (parcels.includes("unknown") ? "unknown" : "delivered");
}

/**
 * The promise as it can be said today. A date that has passed gets the reason we can see, even before anybody gave a new
 * date: a late parcel nobody has scanned for three days is silent, any other one is late on the road or has not left.
 */
function honestPromise(
  facts: StatusFacts,
  live: readonly StatusFulfillment[],
  stage: DeliveryStage,
  now: Date,
): DeliveryPromise | null {
  const { promise } = facts;
  if (promise?.to == null || promise.reason !== null || stage === "delivered") return promise;
  if (dayIn(facts.timezone, now) <= promise.to) return promise;
  const onTheRoad = live.filter(({ parcel }) => parcel && parcel.stage !== "delivered" && parcel.stage !== "labelled");
  const silent = onTheRoad.some(
    ({ parcel }) => parcel?.lastScanAt != null && now.getTime() - parcel.lastScanAt.getTime() >= SILENT_AFTER_MS,
  );
  const code = silent ? "carrier_silent" : onTheRoad.length > 0 ? "carrier_delay" : "late_dispatch";
  return { ...promise, reason: { code, params: {} } };
}

function dayOrNull(at: Date | null, timezone: string): Day | null {
  return at && dayIn(timezone, at);
}

function newestFirst<Each extends { readonly at: Date }>(list: readonly Each[]): Each[] {
  return [...list].sort((a, b) => b.at.getTime() - a.at.getTime());
}
