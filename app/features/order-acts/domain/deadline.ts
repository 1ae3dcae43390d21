import { compileCalendar } from "../../../core/calendar/compile-calendar.ts";
import { daysAround } from "../../../core/calendar/day.ts";
import type { LocationCalendar } from "../../../core/calendar/location-calendar.ts";
import { addWorkingDays } from "../../../core/calendar/working-days.ts";
import { instantAt, localDay } from "../../../core/local-time.ts";
import type { Deadline } from "../../automation/domain/directives.ts";

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
/** A location that is closed for longer than this has no working day that could be promised: five years. */
const FARTHEST_DAYS = 1_826;

/**
 * By when an order has to leave, counted from `since` (epoch milliseconds); whole seconds, as Shopify keeps them, and always after `since`.
 *
 * - Hours are hours that pass, whatever the clocks do.
 * - Working days end when the location closes. 0 is the day itself, or the next working day when it is closed by then.
 * - A time of day is that of the wall there, so many calendar days later; on a day whose clock leaves it out, the first moment after.
 *   0 is the day itself, or the next when that time is past.
 *
 * Null: the location has no such working day.
 */
export function deadlineOf(within: Deadline, since: number, calendar: LocationCalendar): number | null {
  switch (within.unit) {
    case "hours":
      return Math.floor(since / SECOND_MS) * SECOND_MS + within.hours * HOUR_MS;
    case "workingDays":
      return closingOf(within.days, since, calendar);
    case "timeOfDay": {
      const day = localDay(calendar.zone, since) + within.days;
      const at = instantAt(calendar.zone, day, minuteOf(within.at));
      return at > since ? at : instantAt(calendar.zone, day + 1, minuteOf(within.at));
    }
  }
}

/** "16:05" → 965. */
const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** When the location closes that many working days after `since`. Looks as far ahead as it has to: most weeks have five. */
function closingOf(days: number, since: number, calendar: LocationCalendar): number | null {
  const today = localDay(calendar.zone, since);
  for (let ahead = 2 * days + 14; ; ahead *= 2) {
    const compiled = compileCalendar(calendar, daysAround(since, 1, Math.min(ahead, FARTHEST_DAYS)));
    const closing = (count: number): number | null => {
      const day = addWorkingDays(compiled.workingDays, today, count);
      const end = day === null ? undefined : compiled.dayStarts[day + 1 - compiled.range.first];
      return end === undefined ? null : (compiled.closesAt.findLast((at) => at <= end) ?? null);
    };
    const first = closing(days);
    const found = first !== null && first <= since ? closing(days + 1) : first;
    if (found !== null || ahead >= FARTHEST_DAYS) return found;
  }
}
