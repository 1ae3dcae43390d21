import { instantAt, localDay, localMinute } from "../../../core/local-time.ts";
import type { QuietHours } from "./settings.ts";

/** Zones of one country are never so far apart that there is no common day; this ends the search where somebody made the quiet hours that long. */
const MOST_STEPS = 8;

/** Is it quiet on this wall? From `from` on, until right before `to`. Both the same: never. */
export function isQuiet({ from, to }: Pick<QuietHours, "from" | "to">, zone: string, at: number): boolean {
  if (from === to) return false;
  const minute = localMinute(zone, at);
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

/**
 * The first moment from `at` on (epoch milliseconds) that is quiet on none of these walls. Where somebody lives in one of several zones, it is
 * nobody's night. Without an end (the zones have no common day), the end of the night in the first zone.
 */
export function quietUntil(quiet: Pick<QuietHours, "from" | "to">, zones: readonly string[], at: number): number {
  let time = at;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const zone = zones.find((each) => isQuiet(quiet, each, time));
    if (zone === undefined) return time;
    time = endOfQuiet(quiet, zone, time);
  }
  const [first] = zones;
  return first !== undefined && isQuiet(quiet, first, at) ? endOfQuiet(quiet, first, at) : at;
}

/** When the night that is on this wall ends: today, or tomorrow if it began this evening. */
function endOfQuiet({ to }: Pick<QuietHours, "to">, zone: string, at: number): number {
  const today = localDay(zone, at);
  const end = localMinute(zone, at) < to ? today : today + 1;
  return instantAt(zone, end, to);
}

const HOUR_MS = 3_600_000;

/** Part of the language since 2026; its types are not there yet. */
type LocaleWithZones = Intl.Locale & { readonly getTimeZones?: () => readonly string[] | undefined };

/**
 * In which zones an address may lie: those of its country, narrowed by its longitude where it is known (a zone is about 15 degrees wide, and those
 * within two hours of the sun are kept). Empty: not known.
 */
export function zonesOf(country: string | null, longitude: number | null, at: number): readonly string[] {
  if (country === null || !/^[A-Z]{2}$/.test(country)) return [];
  const zones = (new Intl.Locale(`und-${country}`) as LocaleWithZones).getTimeZones?.() ?? [];
  if (longitude === null || zones.length < 2) return zones;
  const sun = (longitude / 15) * HOUR_MS;
  const near = zones.filter((zone) => Math.abs(offsetOf(zone, at) - sun) <= 2 * HOUR_MS);
  return near.length > 0 ? near : zones;
}

function offsetOf(zone: string, at: number): number {
  const minutes = localDay(zone, at) * 1440 + localMinute(zone, at) - Math.floor(at / 60_000);
  return minutes * 60_000;
}
