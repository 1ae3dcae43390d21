/**
 * What a shopper may see of an order: the contract between our backend, the order metafield and the three extensions
 * in `extensions/`. Pure types: the extensions import them type-only, so nothing of the app ends up in their bundles.
 *
 * An extension in a shop can be older than the backend that answers it. So a reader must treat an unknown code as
 * "unknown" and show a general text; a writer may add codes, never change the meaning of one. `v` changes only when an
 * old reader would show something false.
 */

/** A calendar day without a time zone, `YYYY-MM-DD`. */
export type Day = string;

/** An instant, ISO 8601 with `Z` or an offset. */
export type Instant = string;

/** How far an order or a parcel has come, as far as a shopper cares. */
export type DeliveryStage =
  | "received"
  | "preparing"
  | "on_hold"
  | "partly_shipped"
  | "shipped"
  | "in_transit"
  | "out_for_delivery"
  | "ready_for_pickup"
  | "attempted"
  | "delayed"
  | "delivered"
  | "problem"
  | "cancelled"
  | "unknown";

/** Who stands behind a date: what the checkout showed, what the carrier announced, or our own prediction. */
export type PromiseSource = "checkout" | "carrier" | "estimate";

/** Why a promised date moved, or is in danger. "other" only says that it did. */
export type PromiseReasonCode =
  | "late_dispatch"
  | "carrier_delay"
  | "carrier_silent"
  | "awaiting_stock"
  | "awaiting_payment"
  | "address_check"
  | "delivery_attempted"
  | "lost_in_transit"
  | "returning"
  | "split"
  | "other";

/**
 * A reason as a code with parameters, translated when shown. Parameters are numbers, days (`YYYY-MM-DD`) or a carrier's
 * name; never anything about a person. `params.previous` is the day promised before, when there was one.
 */
export interface PromiseReason {
  code: PromiseReasonCode;
  params: Record<string, string | number>;
}

/** A promised window of days, both ends included. `from` = `to` is a single day; null on both means no date is given. */
export interface DeliveryPromise {
  from: Day | null;
  to: Day | null;
  source: PromiseSource;
  reason: PromiseReason | null;
}

/**
 * Value of the app-owned order metafield `$app` / `promise` (type `json`, at most 2 KB, readable in the Customer Account
 * API). Holds what a shopper must see when our backend is away.
 */
export interface PromiseMetafield extends DeliveryPromise {
  v: 1;
  /** 128 random bits as 32 lower-case hex digits: whoever carries it may read this order's status view. */
  key: string;
  /** Absolute URL of the order-status endpoint, without a query. */
  api: string;
  pickup: PickupPromise | null;
}

/** An order, or a part of one, that its shopper collects. Nothing about a person: whoever has the code may collect it. */
export interface PickupPromise {
  /** Shown as two groups of three; also what the QR code says. */
  code: string;
  /** Name of the location. */
  place: string;
  /** IANA name: `hours` are on its wall. */
  zone: string;
  readyBy: Instant;
  /** It is ready now, and kept until then. */
  ready: boolean;
  keptUntil: Instant | null;
  /** Opening hours of the next seven days, in minutes after midnight. */
  hours: readonly { readonly date: Day; readonly hours: readonly { readonly from: number; readonly to: number }[] }[];
  /** The merchant's own words: where the desk is. */
  note: string;
}

/** One thing that happened to a parcel. */
export interface ParcelEvent {
  stage: DeliveryStage;
  at: Instant;
  /** Town or depot as the carrier wrote it, null when not known. Never the shopper's address. */
  place: string | null;
}

/** One parcel = one Shopify fulfillment. */
export interface ParcelView {
  /** Shopify's numeric fulfillment id as digits. */
  fulfillmentId: string;
  /** Tracking number, null when there is none. */
  number: string | null;
  carrier: string | null;
  /** The carrier's public tracking page. */
  url: string | null;
  stage: DeliveryStage;
  expectedOn: Day | null;
  /** Units in the parcel, null when not known. */
  itemCount: number | null;
  timeline: readonly ParcelEvent[];
}

/** What happened to the order as a whole. */
export type OrderMomentCode =
  | "placed"
  | "held"
  | "released"
  | "preparing"
  | "promise_moved"
  | "parcel_shipped"
  | "parcel_delivered"
  | "cancelled"
  | "refunded";

export interface OrderMoment {
  code: OrderMomentCode;
  at: Instant;
}

/** Answer of `GET {api}?order=<numeric order id>`, HTTP 200. Everything else makes the extension use Shopify's data. */
export interface OrderStatusView {
  v: 1;
  order: { name: string };
  stage: DeliveryStage;
  promise: DeliveryPromise | null;
  parcels: readonly ParcelView[];
  timeline: readonly OrderMoment[];
}
