import { Temporal } from "temporal-polyfill";
import type { CompiledCalendar } from "../../app/core/calendar/compile-calendar.ts";
import { compileCalendar } from "../../app/core/calendar/compile-calendar.ts";
import { dayOf } from "../../app/core/calendar/day.ts";
import type { CutOff, Interval, LocationCalendar } from "../../app/core/calendar/location-calendar.ts";

/** "9:00" or "24:00" as minutes after midnight. */
export function minute(time: string): number {
  const [hours, minutes] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}

/** "9:00-13:00 16:00-20:00" as hours, "" as none. */
export const hours = (text: string): Interval[] =>
  text
    .split(" ")
    .filter(Boolean)
    .map((each) => {
      const [from = "", to = ""] = each.split("-");
      return { from: minute(from), to: minute(to) };
    });

/** The same on Monday to Friday, something else on Saturday and Sunday. */
export function week<Value>(workday: Value, saturday: Value, sunday: Value) {
  return [workday, workday, workday, workday, workday, saturday, sunday] as const;
}

/** Monday to Friday. */
export function cutOff(time: string, carrier = "", service = ""): CutOff {
  return { carrier, service, at: week(minute(time), null, null) };
}

/** Madrid, Monday to Friday 9 to 17, cut-off 15:00 for all, work takes no time. */
export function calendar(overrides: Partial<LocationCalendar> = {}): LocationCalendar {
  return {
    zone: "Europe/Madrid",
    hours: week(hours("9:00-17:00"), [], []),
    closed: [],
    extra: [],
    cutOffs: [cutOff("15:00")],
    handling: { kind: "hours", minutes: 0 },
    ...overrides,
  };
}

/** Compiled from a date to a date. */
export const compiled = (overrides: Partial<LocationCalendar>, first: string, last: string): CompiledCalendar =>
  compileCalendar(calendar(overrides), { first: dayOf(first), last: dayOf(last) });

/** "2026-03-27 15:00" on the wall of a zone, as epoch milliseconds. */
export const instant = (wall: string, zone = "Europe/Madrid"): number =>
  Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds;

/** Epoch milliseconds as "2026-03-27 15:00" on the wall of a zone, with seconds where there are any. */
export function wall(at: number | null, zone = "Europe/Madrid"): string | null {
  if (at === null) return null;
  const time = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime();
  return time.toString(at % 60_000 === 0 ? { smallestUnit: "minute" } : {}).replace("T", " ");
}
