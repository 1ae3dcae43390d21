import { asDay, asInstant, estimatedDay } from "./days.ts";
import { asCount, asRecord, asRecords, asText, asWebUrl, numericId } from "./json.ts";
import { readPromiseMetafield } from "./promise-metafield.ts";
import type { KnownPromise } from "./promise-metafield.ts";
import type { ShownParcel } from "./shown-order.ts";
import { rollUp, stageOfEvent } from "./stages.ts";
import type { RestStage } from "./stages.ts";
import { mergeTimelines } from "./timeline.ts";
import type {
  DeliveryStage,
  Instant,
  OrderMoment,
  ParcelEvent,
} from "../../app/features/delivery/domain/order-status-view.ts";

const LINES_READ = 20;

/**
 * What Shopify itself can tell the shopper, without our backend. The ten newest fulfillments, with fifteen events each,
 * keep the query at a few hundred points. Events have neither place nor expected date in this API (2026-10).
 */
export const ACCOUNT_ORDER_QUERY = `query EntregaDeliveryStatus($id: ID!) {
  order(id: $id) {
    processedAt
    cancelledAt
    fulfillmentStatus
    requiresShipping
    metafield(namespace: "$app", key: "promise") { value }
    fulfillments(first: 10, reverse: true) {
      nodes {
        id
        status
        isPickedUp
        requiresShipping
        createdAt
        estimatedDeliveryAt
        latestShipmentStatus
        trackingInformation { company number url }
        events(first: 15, sortKey: HAPPENED_AT, reverse: true) { nodes { status happenedAt } }
        fulfillmentLineItems(first: ${String(LINES_READ)}) { nodes { quantity } }
      }
    }
  }
}`;

/** An order as the Customer Account API reports it. */
export interface AccountOrder {
  stage: DeliveryStage;
  /** Null when every item is in a parcel. */
  rest: RestStage;
  /** False for an order of downloads and services only: there is nothing to deliver. */
  needsDelivery: boolean;
  parcels: readonly ShownParcel[];
  moments: readonly OrderMoment[];
  known: KnownPromise | null;
}

/**
 * Reads the answer to `ACCOUNT_ORDER_QUERY`. `timeZone` is the shopper's. Null when it holds no order (not found, no
 * access): a GraphQL error beside a usable order is ignored, because a part is better than nothing.
 */
export function readAccountOrder(answer: unknown, timeZone: string | undefined): AccountOrder | null {
  const order = asRecord(asRecord(asRecord(answer)?.data)?.order);
  if (order === null) return null;
  const cancelledAt = asInstant(order.cancelledAt);
  const parcels = asRecords(asRecord(order.fulfillments)?.nodes)
    .flatMap((fulfillment) => readParcel(fulfillment, timeZone) ?? [])
    .reverse();
  const rest = restStage(order.fulfillmentStatus);
  return {
    stage:
      cancelledAt !== null
        ? "cancelled"
        : rollUp(
            parcels.map((parcel) => parcel.stage),
            rest,
          ),
    rest,
    needsDelivery: order.requiresShipping !== false,
    parcels,
    moments: moments(asInstant(order.processedAt), cancelledAt),
    known: readPromiseMetafield(asRecord(order.metafield)?.value),
  };
}

/** Customer Account API `OrderFulfillmentStatus` → what the unshipped part is doing. */
function restStage(status: unknown): RestStage {
  switch (status) {
    case "FULFILLED":
      return null;
    case "ON_HOLD":
      return "on_hold";
    case "IN_PROGRESS":
    case "PENDING_FULFILLMENT":
      return "preparing";
    default:
      return "received";
  }
}

/** A fulfillment that was cancelled or failed carries nothing to the shopper; neither does a digital one. */
function readParcel(fulfillment: Readonly<Record<string, unknown>>, timeZone: string | undefined): ShownParcel | null {
  const fulfillmentId = numericId(fulfillment.id);
  const status = fulfillment.status;
  if (fulfillmentId === null || fulfillment.requiresShipping === false) return null;
  if (status === "CANCELLED" || status === "ERROR" || status === "FAILURE") return null;
  const tracking = asRecords(fulfillment.trackingInformation)[0];
  const latest = fulfillment.latestShipmentStatus;
  const events = asRecords(asRecord(fulfillment.events)?.nodes);
  const collected = fulfillment.isPickedUp === true || latest === "PICKED_UP";
  const estimate = asInstant(fulfillment.estimatedDeliveryAt);
  return {
    fulfillmentId,
    number: asText(tracking?.number),
    carrier: asText(tracking?.company),
    url: asWebUrl(tracking?.url),
    stage: collected ? "delivered" : latest === null || latest === undefined ? "shipped" : stageOfEvent(latest),
    expectedOn: estimate === null ? null : asDay(estimatedDay(timeZone, estimate)),
    itemCount: countItems(asRecords(asRecord(fulfillment.fulfillmentLineItems)?.nodes)),
    timeline: mergeTimelines(events.flatMap(readEvent), []),
    collected,
  };
}

function readEvent(event: Readonly<Record<string, unknown>>): readonly ParcelEvent[] {
  const at = asInstant(event.happenedAt);
  return at === null ? [] : [{ stage: stageOfEvent(event.status), at, place: null }];
}

/** Null when a line has no quantity, or when there may be more lines than were read. */
function countItems(lines: readonly Readonly<Record<string, unknown>>[]): number | null {
  if (lines.length === 0 || lines.length >= LINES_READ) return null;
  let sum = 0;
  for (const line of lines) {
    const quantity = asCount(line.quantity);
    if (quantity === null) return null;
    sum += quantity;
  }
  return sum;
}

function moments(placedAt: Instant | null, cancelledAt: Instant | null): readonly OrderMoment[] {
  const list: OrderMoment[] = [];
  if (cancelledAt !== null) list.push({ code: "cancelled", at: cancelledAt });
  if (placedAt !== null) list.push({ code: "placed", at: placedAt });
  return list;
}
