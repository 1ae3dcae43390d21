import { compileCalendar } from "../../../core/calendar/compile-calendar.ts";
import { daysAround } from "../../../core/calendar/day.ts";
import { readyAt } from "../../../core/calendar/handover.ts";
import type { LocationCalendar } from "../../../core/calendar/location-calendar.ts";

const DAY_MS = 86_400_000;

/** Have so many minutes of the location's opening hours passed from `since` to `now` (epoch milliseconds)? */
export function isLate(calendar: LocationCalendar, since: number, minutes: number, now: number): boolean {
  if (now <= since) return false;
  const range = daysAround(since, 1, Math.ceil((now - since) / DAY_MS) + 1);
  const counting = compileCalendar({ ...calendar, handling: { kind: "hours", minutes } }, range);
  const end = readyAt(counting, since);
  return end !== null && end <= now;
}
