import { compileCalendar } from "../../../core/calendar/compile-calendar.ts";
import { daysAround } from "../../../core/calendar/day.ts";
import { beginsAt, handoverAt, lastChangeAt, nextChangeAt, readyAt } from "../../../core/calendar/handover.ts";
import type { CarrierService } from "../../../core/calendar/location-calendar.ts";
import { compileWallClock, firstInstantOf } from "../../../core/calendar/wall-clock.ts";
import { dayOf } from "../../../core/calendar/day.ts";
import { calendarOf, type LocationSettings } from "./settings.ts";

/** What would become of an order. Times are epoch milliseconds; null: not within a year. */
export interface Preview {
  readonly placedAt: number;
  readonly beginsAt: number | null;
  readonly readyAt: number | null;
  readonly pickups: readonly PickupPreview[];
}

interface PickupPreview extends CarrierService {
  readonly handoverAt: number | null;
  /** An order placed until this minute goes with the same pickup; null when there is none, or nothing is known of pickups. */
  readonly until: number | null;
  /** Placed so many whole minutes earlier it would have gone with this earlier pickup; null when that is more than a working day. */
  readonly missed: { readonly minutes: number; readonly handoverAt: number } | null;
}

const MOST_MINUTES_LATE = 8 * 60;

/** An order placed at an instant (epoch milliseconds), for each of the location's cut-offs; for any carrier when it has none. */
export function previewOf(settings: LocationSettings, placedAt: number): Preview {
  const calendar = compileCalendar(calendarOf(settings), daysAround(placedAt, 14, 370));
  const services: readonly (CarrierService | null)[] =
    settings.cutOffs.length === 0 ? [null] : settings.cutOffs.map(({ carrier, service }) => ({ carrier, service }));
  return {
    placedAt,
    beginsAt: beginsAt(calendar, placedAt),
    readyAt: readyAt(calendar, placedAt),
    pickups: services.map((service) => {
      const next = nextChangeAt(calendar, service, placedAt);
      const since = lastChangeAt(calendar, service, placedAt);
      const minutes = since === null ? Infinity : Math.ceil((placedAt - since + 1) / 60_000);
      const earlier = since === null || minutes > MOST_MINUTES_LATE ? null : handoverAt(calendar, service, since - 1);
      return {
        ...(service ?? { carrier: "", service: "" }),
        handoverAt: handoverAt(calendar, service, placedAt),
        until: next === null || service === null ? null : Math.floor(next / 60_000) * 60_000,
        missed: service === null || earlier === null ? null : { minutes, handoverAt: earlier },
      };
    }),
  };
}

/** The instant of a time on the wall of a zone, "2026-11-27T14:20". Undefined when it is none. */
export function instantOf(wall: string, zone: string): number | undefined {
  const [, date = "", hours = "", minutes = ""] = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)/.exec(wall) ?? [];
  try {
    const day = dayOf(date);
    return firstInstantOf(compileWallClock(zone, { first: day, last: day }), day, Number(hours) * 60 + Number(minutes));
  } catch {
    return undefined;
  }
}
