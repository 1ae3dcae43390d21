import type { CompiledCalendar } from "../../core/calendar/compile-calendar.ts";
import { daysAround } from "../../core/calendar/day.ts";
import { handoverAt } from "../../core/calendar/handover.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { compiledCalendar, type LocationSettings } from "../locations/domain/public.ts";
import { readLocationSettings } from "../locations/public.server.ts";
import type { Origin } from "./domain/eta/facts-of.ts";

/** A location with the calendar by which it hands over. */
export interface CalendarOrigin extends Origin {
  readonly settings: LocationSettings;
  readonly calendar: CompiledCalendar;
}

/** Far enough for a handover after the longest holidays. */
const DAYS_AFTER = 30;

/** The shop's locations with their calendars around now; `daysBefore`: how far back it is asked about. */
export async function readOrigins(
  tx: ShopTx,
  now: Date,
  daysBefore: number,
): Promise<ReadonlyMap<string, CalendarOrigin>> {
  const range = daysAround(now.getTime(), daysBefore, DAYS_AFTER);
  return new Map(
    (await readLocationSettings(tx)).map(({ id, country, coordinates, settings }) => [
      id,
      { id, country, coordinates, zone: settings.zone, settings, calendar: compiledCalendar(settings, range) },
    ]),
  );
}

/** When the carrier takes what is decided at an instant; the instant itself where the calendar does not reach. */
export function leavesAt({ calendar }: CalendarOrigin, decidedAt: number): number {
  const first = calendar.dayStarts[0] ?? Infinity;
  return (decidedAt >= first ? handoverAt(calendar, null, decidedAt) : null) ?? decidedAt;
}
