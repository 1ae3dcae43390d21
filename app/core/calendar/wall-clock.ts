import { Temporal } from "temporal-polyfill";
import type { Day, DayRange } from "./day.ts";

/**
 * The clock on the wall of one zone over a range of days, as stretches between changes of its offset. Asking Temporal for
 * every opening hour costs 5 to 20 µs each; a year has two to four changes, and between them a wall clock is arithmetic.
 */
export interface WallClock {
  readonly stretches: readonly Stretch[];
}

interface Stretch {
  /** Epoch milliseconds. The first stretch begins long before the range. */
  readonly since: number;
  /** Milliseconds to add to an instant for the time on the wall. */
  readonly offset: number;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Whether it is the name of a zone with a clock: "Europe/Madrid". */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** Throws RangeError when the zone is unknown. */
export function compileWallClock(zone: string, range: DayRange): WallClock {
  // No zone is more than a day away from UTC.
  const until = (range.last + 2) * DAY_MS;
  let at = Temporal.Instant.fromEpochMilliseconds((range.first - 2) * DAY_MS).toZonedDateTimeISO(zone);
  const stretches: Stretch[] = [{ since: -Infinity, offset: at.offsetNanoseconds / 1e6 }];
  for (;;) {
    const change = at.getTimeZoneTransition("next");
    if (change === null || change.epochMilliseconds > until) return { stretches };
    stretches.push({ since: change.epochMilliseconds, offset: change.offsetNanoseconds / 1e6 });
    at = change;
  }
}

/**
 * The first instant (epoch milliseconds) at which the wall shows this minute of this day or a later one.
 *
 * So a time that is skipped in spring is the moment of the change, a time that comes twice in autumn is its first coming, and
 * a day that a zone leaves out (Pacific/Apia, 30 December 2011) has no length. Never earlier for a later time on the wall.
 */
export function firstInstantOf(clock: WallClock, day: Day, minute: number): number {
  const wall = day * DAY_MS + minute * MINUTE_MS;
  let instant = NaN;
  for (const { since, offset } of clock.stretches) {
    // The stretch before reached further than this time: it shows it first.
    if (instant < since) break;
    instant = Math.max(wall - offset, since);
  }
  return instant;
}
