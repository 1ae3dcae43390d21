import type { ScanStage } from "../../carriers/domain/carrier.ts";
import { inOrder, type Scan } from "./parcel-stage.ts";

/** Statuses of a fulfillment event that we write (Admin API 2026-10, FulfillmentEventStatus). */
export type EventStatus =
  "IN_TRANSIT" | "OUT_FOR_DELIVERY" | "ATTEMPTED_DELIVERY" | "READY_FOR_PICKUP" | "DELAYED" | "DELIVERED" | "FAILURE";

/**
 * What Shopify is told about a stage; null: nothing. Paper is no news (the fulfilment itself says "shipped"), an unknown
 * code must not become a claim. An exception is told as a delay: it is true of every one that has not ended the journey. What the carrier has is in transit:
 * to the shopper "picked up" says no more, and the usual parcel is told in three events.
 *
 * Shopify sends its own mails for OUT_FOR_DELIVERY and DELIVERED when the shop has those notifications on, and none for the others ("shipping update" is
 * for tracking numbers that change): README.md has the table.
 */
const STATUS: Readonly<Record<ScanStage, EventStatus | null>> = {
  labelled: null,
  void: null,
  unknown: null,
  handed_over: "IN_TRANSIT",
  in_transit: "IN_TRANSIT",
  out_for_delivery: "OUT_FOR_DELIVERY",
  attempted: "ATTEMPTED_DELIVERY",
  ready_for_pickup: "READY_FOR_PICKUP",
  delayed: "DELAYED",
  exception: "DELAYED",
  delivered: "DELIVERED",
  returned: "FAILURE",
  lost: "FAILURE",
};

/** At 11 points each (budget: 100 a second on a standard plan) a parcel heard of for the first time must not cost a page of history. */
const MOST_PER_POLL = 3;

export interface WriteBackQuestion {
  /** Shopify follows the carrier itself: its page is neither silent nor wrong. */
  readonly trackedByShopify: boolean;
  readonly scans: readonly Scan[];
  /** The newest moment Shopify's page shows, or that we have asked it to show. */
  readonly shownUpTo: Date | null;
  /** The status it shows, when we know. */
  readonly shownStatus: string | null;
}

export interface EventToWrite {
  readonly scanKey: string;
  readonly status: EventStatus;
  readonly happenedAt: Date;
}

/**
 * The events that make Shopify's page say what we know: changes of status only, newer than what it shows (a late scan of
 * an older moment would turn the page back), the last three, oldest first. After a delivery only a return is news; after
 * a return nothing is (`readScans` reads the same way). Times are whole seconds, as Shopify keeps them.
 */
export function eventsToWrite({ trackedByShopify, scans, shownUpTo, shownStatus }: WriteBackQuestion): EventToWrite[] {
  if (trackedByShopify) return [];
  const fresh = statusChanges(scans).filter(({ happenedAt }) => shownUpTo === null || happenedAt > shownUpTo);
  if (shownStatus !== null && fresh[0]?.status === shownStatus) fresh.shift();
  return fresh.slice(-MOST_PER_POLL);
}

function statusChanges(scans: readonly Scan[]): EventToWrite[] {
  const changes: EventToWrite[] = [];
  let end: ScanStage | null = null;
  for (const { key, stage, occurredAt } of inOrder(scans)) {
    const status = STATUS[stage];
    if (end === "returned" || (end === "delivered" && stage !== "returned")) continue;
    if (stage === "returned" || stage === "delivered") end = stage;
    if (status === null || status === changes.at(-1)?.status) continue;
    changes.push({ scanKey: key, status, happenedAt: new Date(Math.floor(occurredAt.getTime() / 1000) * 1000) });
  }
  return changes;
}
