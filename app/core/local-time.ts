import type { Day } from "./calendar/day.ts";
import { compileWallClock, firstInstantOf, type WallClock } from "./calendar/wall-clock.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Days per compiled clock: long enough that orders of a season share one, short enough to compile in some 100 µs. */
const BLOCK = 512;

const clocks = new Map<string, WallClock>();

/** The clock of a zone around a day. Zones are few and a shop's times lie within some years, so what was compiled is kept. */
function clockAround(zone: string, day: Day): WallClock {
  const block = Math.floor(day / BLOCK);
  const key = `${zone} ${block}`;
  const known = clocks.get(key);
  if (known) return known;
  const clock = compileWallClock(zone, { first: block * BLOCK, last: (block + 1) * BLOCK });
  clocks.set(key, clock);
  return clock;
}

/**
 * What the clock on the wall shows, written as milliseconds since 1970 as if it hung in UTC: its days and minutes are whole divisions.
 * `at`: epoch milliseconds. Throws RangeError when the zone is unknown.
 */
export function wallTime(zone: string, at: number): number {
  const { stretches } = clockAround(zone, Math.floor(at / DAY_MS));
  let offset = 0;
  for (const stretch of stretches) {
    if (stretch.since > at) break;
    offset = stretch.offset;
  }
  return at + offset;
}

/** The day on the wall. */
export const localDay = (zone: string, at: number): Day => Math.floor(wallTime(zone, at) / DAY_MS);

/** Minutes since midnight on the wall, 0 to 1439. */
export function localMinute(zone: string, at: number): number {
  const wall = wallTime(zone, at);
  return Math.floor((wall - Math.floor(wall / DAY_MS) * DAY_MS) / MINUTE_MS);
}

/** The first instant (epoch milliseconds) at which the wall shows this minute of this day or a later one. */
export const instantAt = (zone: string, day: Day, minute: number): number =>
  firstInstantOf(clockAround(zone, day), day, minute);
