import type { ParcelStage } from "./parcel-stage.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long after one question to ask a carrier about a parcel again. Often where the next scan is near and somebody waits
 * for it (on the van, just handed over), seldom on the long way; never once nothing can change.
 */
const EVERY: Readonly<Record<ParcelStage, number | null>> = {
  planned: null,
  labelled: 2 * HOUR,
  handed_over: HOUR,
  in_transit: 3 * HOUR,
  out_for_delivery: 30 * MINUTE,
  attempted: HOUR,
  ready_for_pickup: 4 * HOUR,
  delayed: 3 * HOUR,
  exception: 2 * HOUR,
  unknown: 3 * HOUR,
  // A lost parcel is found now and then: the investigation ends before the parcel does.
  lost: DAY,
  delivered: null,
  returned: null,
  void: null,
};

/** Nobody has heard of it for a week: twice a day is enough. */
const QUIET_AFTER = 7 * DAY;
const QUIET_EVERY = 12 * HOUR;
/** Carriers drop parcels from their memory after one to three months; there is nothing left to ask. */
const GIVE_UP_AFTER = 60 * DAY;

/** When to ask again, in business time; null when there is nothing left to ask. `heardAt`: the newest scan, or the label. */
export function nextPollAt(stage: ParcelStage, heardAt: Date, now: Date): Date | null {
  const every = EVERY[stage];
  const quietFor = now.getTime() - heardAt.getTime();
  if (every === null || quietFor > GIVE_UP_AFTER) return null;
  return new Date(now.getTime() + (quietFor > QUIET_AFTER ? Math.max(every, QUIET_EVERY) : every));
}
