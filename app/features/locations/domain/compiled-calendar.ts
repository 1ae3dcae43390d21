import { compileCalendar, type CompiledCalendar } from "../../../core/calendar/compile-calendar.ts";
import { dateOf, type DayRange } from "../../../core/calendar/day.ts";
import { calendarOf, type LocationSettings } from "./settings.ts";

/** Calendars that were compiled last, oldest first: each takes 100 µs, and most shops' are the usual one. */
const kept = new Map<string, CompiledCalendar>();
const MOST_KEPT = 1_000;

/** The calendar of a location, worked out for a range of days. */
export function compiledCalendar(settings: LocationSettings, range: DayRange): CompiledCalendar {
  const calendar = calendarOf(settings);
  const key = `${dateOf(range.first)} ${range.last - range.first} ${JSON.stringify(calendar)}`;
  const found = kept.get(key) ?? compileCalendar(calendar, range);
  kept.delete(key);
  kept.set(key, found);
  const oldest = kept.keys().next();
  if (kept.size > MOST_KEPT && !oldest.done) kept.delete(oldest.value);
  return found;
}
