import type { ScanStage } from "../../carriers/domain/carrier.ts";

/** Where a parcel stands: planned until its label is bought, then what its scans say. */
export type ParcelStage = "planned" | ScanStage;

/** One scan of a parcel, as stored. */
export interface Scan {
  /** Makes the scan itself (`scanKey`). */
  readonly key: string;
  readonly stage: ScanStage;
  readonly occurredAt: Date;
}

/** What all scans of a parcel say together. */
export interface ParcelReading {
  readonly stage: ScanStage;
  /** The newest scan of any kind: when the carrier was last heard of. Null without scans. */
  readonly lastScanAt: Date | null;
  /** The first scan that shows the parcel itself, not its papers. */
  readonly handedOverAt: Date | null;
  readonly deliveredAt: Date | null;
}

/**
 * What makes a scan itself: when and what, as the carrier gave them. Carriers repeat scans and send them in any order; their own sequence
 * numbers change when they correct a list. The place is left out: keys go into ledgers and intents, where nothing may lead to a person.
 */
export function scanKey(scan: { readonly occurredAt: Date; readonly code: string }): string {
  return `${scan.occurredAt.toISOString()}|${scan.code}`;
}

/** Which of two scans of the same instant speaks: the one further along. */
const RANK: Readonly<Record<ScanStage, number>> = {
  unknown: 0,
  labelled: 1,
  void: 2,
  handed_over: 3,
  in_transit: 4,
  delayed: 5,
  exception: 6,
  out_for_delivery: 7,
  ready_for_pickup: 8,
  attempted: 9,
  lost: 10,
  delivered: 11,
  returned: 12,
};

/** Oldest first; one order for any order they came in. */
export function inOrder<Each extends Scan>(scans: Iterable<Each>): Each[] {
  return [...scans].sort(
    (a, b) =>
      a.occurredAt.getTime() - b.occurredAt.getTime() ||
      RANK[a.stage] - RANK[b.stage] ||
      (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  );
}

/**
 * Reads the stage from the whole set of scans, so that order and repetition do not matter:
 *
 * - Going back is for good: "delivered" after it is delivered to the sender.
 * - Delivered is for good otherwise: depots book a day's parcels late, and their scans come after the doorstep's.
 * - Else the newest scan that moves the parcel speaks. Paper (label, cancelled label) speaks only without such a scan.
 * - An unknown code never moves a parcel; if there are only papers and unknown codes, the stage is unknown.
 *
 * Without scans: labelled.
 */
export function readScans(scans: Iterable<Scan>): ParcelReading {
  const ordered = inOrder(scans);
  const returned = ordered.some(({ stage }) => stage === "returned");
  const deliveredAt = ordered.find(({ stage }) => stage === "delivered")?.occurredAt ?? null;
  const moving = ordered.filter(({ stage }) => stage !== "labelled" && stage !== "void" && stage !== "unknown");
  const stage = returned
    ? "returned"
    : deliveredAt !== null
      ? "delivered"
      : (moving.at(-1)?.stage ?? stageOnPaper(ordered));
  return {
    stage,
    lastScanAt: ordered.at(-1)?.occurredAt ?? null,
    handedOverAt: moving[0]?.occurredAt ?? null,
    deliveredAt: stage === "delivered" ? deliveredAt : null,
  };
}

function stageOnPaper(ordered: readonly Scan[]): ScanStage {
  if (ordered.some(({ stage }) => stage === "void")) return "void";
  return ordered.some(({ stage }) => stage === "unknown") ? "unknown" : "labelled";
}
