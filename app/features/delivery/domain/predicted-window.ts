import { dateOf } from "../../../core/calendar/day.ts";
import { compileDeliveryDays } from "../../../core/calendar/working-days.ts";
import { localDay } from "../../../core/local-time.ts";
import { datesOf } from "./eta/dates.ts";
import { DAY_MS } from "./eta/parcel.ts";
import type { Prediction } from "./eta/predict.ts";
import { afterWaiting } from "./eta/remaining.ts";
import type { Day } from "./order-status-view.ts";

/** A window that parcels taught: half arrive by its first day, nine in ten by its last. */
export interface PredictedWindow {
  readonly from: Day;
  readonly to: Day;
  readonly basis: Prediction["source"];
  readonly confidence: Prediction["confidence"];
}

/** Further ahead nobody is told a day. */
const MOST_DAYS = 90;

/**
 * The window of a parcel that leaves, or left, at an instant (epoch milliseconds) and is not there yet at `now`. `closed`: dates on which nothing is
 * delivered beside Saturdays and Sundays. Null where only the assumption is known, and beyond 90 days.
 */
export function predictedWindow(
  prediction: Prediction,
  { leavesAt, zone, closed }: { readonly leavesAt: number; readonly zone: string; readonly closed: readonly string[] },
  now: number,
): PredictedWindow | null {
  const { source, confidence } = prediction;
  if (source === "assumption") return null;
  const first = localDay(zone, leavesAt);
  const delivered = compileDeliveryDays(
    { weekdays: [true, true, true, true, true, false, false], closed },
    { first: first - 1, last: first + Math.ceil(Math.max(0, now - leavesAt) / DAY_MS) + MOST_DAYS },
  );
  const dates = datesOf(afterWaiting(prediction, (now - leavesAt) / DAY_MS), leavesAt, zone, delivered);
  return dates && { from: dateOf(dates.p50), to: dateOf(dates.p90), basis: source, confidence };
}
