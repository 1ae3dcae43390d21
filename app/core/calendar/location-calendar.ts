import type { Week } from "./day.ts";

/**
 * When a location works and when carriers come, as plain JSON. Times are whole minutes after midnight on the wall of its zone
 * (0 to 1440), dates are "YYYY-MM-DD". An hour past midnight belongs to the next day: 22:00–24:00 and 0:00–2:00.
 */
export interface LocationCalendar {
  /** IANA name: "Europe/Madrid". */
  readonly zone: string;
  /** Opening hours of each weekday; none: closed. Hours that overlap count once. */
  readonly hours: Week<readonly Interval[]>;
  /** Holidays and other days on which nobody works and no carrier comes. */
  readonly closed: readonly string[];
  /** Days with hours of their own. They win over `closed`; a carrier still does not come on a closed date. */
  readonly extra: readonly ExtraDay[];
  readonly cutOffs: readonly CutOff[];
  readonly handling: Handling;
}

/** From the first minute up to and without the second. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

export interface ExtraDay {
  readonly date: string;
  readonly hours: readonly Interval[];
}

/** When the pickups of a carrier leave. A parcel that is ready at the cut-off itself is in time. */
export interface CutOff {
  /** Empty: every carrier without a cut-off of its own. Capitals and spaces around do not count. */
  readonly carrier: string;
  /** Empty: every service of the carrier without a cut-off of its own. */
  readonly service: string;
  /** The minute by which a parcel must be ready; null: no pickup on that weekday. */
  readonly at: Week<number | null>;
}

/**
 * `hours`: so many minutes of opening hours from the moment work can begin.
 *
 * `days`: an order decided by `orderBy` on a working day counts for that day, a later one for the next working day; it is ready
 * `days` working days after the day it counts for, at `readyAt` or at closing time, whichever comes first. 0 days: the same day
 * if ordered in time, else the next. (As in Google Merchant Center: "order cutoff time" and "handling time".)
 */
export type Handling =
  | { readonly kind: "hours"; readonly minutes: number }
  | { readonly kind: "days"; readonly orderBy: number; readonly days: number; readonly readyAt: number };

/** A carrier's service by the names the shop uses. An empty service: any of the carrier's. */
export interface CarrierService {
  readonly carrier: string;
  readonly service: string;
}
