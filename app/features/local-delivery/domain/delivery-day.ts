import { compileCalendar } from "../../../core/calendar/compile-calendar.ts";
import { dateOf, daysAround, type Day } from "../../../core/calendar/day.ts";
import { dayAt, handoverAt, opensAt } from "../../../core/calendar/handover.ts";
import type { LocationCalendar } from "../../../core/calendar/location-calendar.ts";

/** As the merchant names the driver's departure among a location's cut-offs; without one of this name the location's usual cut-off counts. */
const LOCAL = "local";
const DAYS_AHEAD = 60;

/**
 * The day on which a location delivers an order placed then: the day of the first departure after it is ready (same-day and local areas), or the next day
 * on which the location works (next-day areas). Null: not within two months.
 */
export function deliveryDay(
  calendar: LocationCalendar,
  { delivers, area }: { readonly delivers: "local" | "sameDay" | "nextDay"; readonly area: string },
  placedAt: number,
): string | null {
  const compiled = compileCalendar(calendar, daysAround(placedAt, 1, DAYS_AHEAD));
  const leaves = handoverAt(compiled, { carrier: LOCAL, service: area }, placedAt);
  const day = leaves === null ? null : dayAt(compiled, leaves);
  if (day === null || delivers !== "nextDay") return day === null ? null : dateOf(day);
  const after = startOf(day + 1);
  const opens = after === undefined ? null : opensAt(compiled, after);
  const next = opens === null ? null : dayAt(compiled, opens);
  return next === null ? null : dateOf(next);

  function startOf(each: Day): number | undefined {
    return compiled.dayStarts[each - compiled.range.first];
  }
}
