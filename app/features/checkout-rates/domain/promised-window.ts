import { dateOf, weekdayOf } from "../../../core/calendar/day.ts";
import { localDay } from "../../../core/local-time.ts";
import type { Window } from "./rates-for.ts";

/**
 * The window of a parcel that leaves at an instant (epoch milliseconds) and is so many working days (Monday to Friday) on its way. Dates in `closed` deliver
 * nothing. A later instant never gives an earlier day.
 */
export function windowAfter(
  leavesAt: number,
  zone: string,
  days: { readonly from: number; readonly to: number },
  closed: readonly string[] = [],
): Window {
  const first = localDay(zone, leavesAt);
  const shut = new Set(closed);
  const works = (day: number) => weekdayOf(day) < 5 && !shut.has(dateOf(day));
  const after = (count: number) => {
    let day = first;
    for (let left = count; left > 0;) {
      day += 1;
      if (works(day)) left -= 1;
    }
    // The same day, but not on one on which nobody comes.
    while (!works(day)) day += 1;
    return dateOf(day);
  };
  return { from: after(days.from), to: after(days.to) };
}

/** Working days (Monday to Friday) from one instant to another, one at least: how long a carrier takes that says the day on which it arrives. */
export function workingDaysUntil(from: number, to: number): number {
  const [first, last] = [localDay("UTC", from), localDay("UTC", to)];
  let count = 0;
  for (let day = first + 1; day <= last; day += 1) if (weekdayOf(day) < 5) count += 1;
  return Math.max(1, count);
}
