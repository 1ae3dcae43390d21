import { dateOf, dayOf } from "../../../../core/calendar/day.ts";
import { instantAt, localDay, localMinute } from "../../../../core/local-time.ts";

const two = (value: number): string => String(value).padStart(2, "0");

/** What the clock on a wall shows, as fields of forms write it: "2026-12-24T15:00". `at`: epoch milliseconds. */
export function wallText(zone: string, at: number): string {
  const minute = localMinute(zone, at);
  return `${dateOf(localDay(zone, at))}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/**
 * The instant at which a wall shows that (epoch milliseconds): the first one when clocks go back, the next one when they leave it out. Undefined
 * when it is no date and time.
 */
export function instantOfWall(zone: string, text: string): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::00)?$/.exec(text);
  const [, date = "", hours, minutes] = match ?? [];
  if (match === null || Number.isNaN(Date.parse(date))) return undefined;
  // Date.parse takes the 30th of February for the 2nd of March.
  if (dateOf(Date.parse(date) / 86_400_000) !== date) return undefined;
  return instantAt(zone, dayOf(date), Number(hours) * 60 + Number(minutes));
}
