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

/** How far a wall is from UTC, and for how long. */
interface Stretch {
  readonly zone: string;
  readonly since: number;
  readonly until: number;
  readonly offset: number;
}

/** The last one that was asked for: questions about one order are about one zone and one season. */
let recent: Stretch = { zone: "", since: 0, until: 0, offset: 0 };

function stretchAt(zone: string, at: number): Stretch {
  if (recent.zone === zone && at >= recent.since && at < recent.until) return recent;
  const day = Math.floor(at / DAY_MS);
  const { stretches } = clockAround(zone, day);
  // What is known of a clock ends with its days.
  const [first, last] = [Math.floor(day / BLOCK) * BLOCK, (Math.floor(day / BLOCK) + 1) * BLOCK];
  const index = stretches.findLastIndex(({ since }) => since <= at);
  recent = {
    zone,
    since: Math.max(stretches[index]?.since ?? 0, first * DAY_MS),
    until: Math.min(stretches[index + 1]?.since ?? Infinity, last * DAY_MS),
    offset: stretches[index]?.offset ?? 0,
  };
  return recent;
}

/**
 * What the clock on the wall shows, written as milliseconds since 1970 as if it hung in UTC: its days and minutes are whole divisions.
 * `at`: epoch milliseconds. Throws RangeError when the zone is unknown.
 */
export const wallTime = (zone: string, at: number): number => at + stretchAt(zone, at).offset;

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
