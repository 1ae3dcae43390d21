import { dateOf, weekdayOf } from "../../../../core/calendar/day.ts";
import { localDay } from "../../../../core/local-time.ts";
import type { Rate } from "../carrier.ts";

/**
 * The day a rate says it arrives, in the shop's zone: its date, or its slowest working day (Monday to Friday) counted from today. Null when it
 * says nothing.
 */
export function arrivalDay({ transit }: Rate, zone: string, now: Date): string | null {
  if (transit === null) return null;
  if (transit.kind === "date") return dateOf(localDay(zone, transit.at.getTime()));
  let day = localDay(zone, now.getTime());
  for (let left = transit.to; left > 0;) {
    day += 1;
    if (weekdayOf(day) < 5) left -= 1;
  }
  return dateOf(day);
}
