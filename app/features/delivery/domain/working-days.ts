import type { Day } from "./order-status-view.ts";

const DAY_MS = 86_400_000;

/** By time zone: making one takes 0.3 ms, more than all the rest of a promise. There are some 400 zones. */
const calendars = new Map<string, Intl.DateTimeFormat>();

function calendarOf(timezone: string): Intl.DateTimeFormat {
  const known = calendars.get(timezone);
  if (known) return known;
  const calendar = new Intl.DateTimeFormat("en", {
    timeZone: timezone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  calendars.set(timezone, calendar);
  return calendar;
}

/** The calendar day of an instant in an IANA time zone. Throws RangeError for a zone this machine does not know. */
export function dayIn(timezone: string, at: Date): Day {
  const parts = new Map(
    calendarOf(timezone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.get("year") ?? ""}-${parts.get("month") ?? ""}-${parts.get("day") ?? ""}`;
}

/**
 * The day `count` working days later: Monday to Friday, without holidays (a carrier's own date replaces ours as soon as
 * there is one). 0 is the day itself, or the next working day when it is none.
 */
export function addWorkingDays(day: Day, count: number): Day {
  let at = Date.parse(`${day}T00:00:00Z`);
  while (isWeekend(at)) at += DAY_MS;
  for (let left = count; left > 0; left -= 1) {
    at += DAY_MS;
    while (isWeekend(at)) at += DAY_MS;
  }
  return new Date(at).toISOString().slice(0, 10);
}

function isWeekend(ms: number): boolean {
  const weekday = new Date(ms).getUTCDay();
  return weekday === 0 || weekday === 6;
}
