import type { Interval } from "../../../core/calendar/location-calendar.ts";

const TIME = String.raw`(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])?\.?(?:m\.?)?`;
const INTERVAL = new RegExp(String.raw`${TIME}\s*(?:-|–|—|\bto\b|\ba\b)\s*${TIME}`, "giu");

/** What is wrong with opening hours that somebody typed. */
export type HoursFault = "hours" | "order" | "overlap";

/**
 * Reads opening hours as people write them: "9:00–13:00, 16:00–20:00", "9-13 16-20", "9.30 a 14", "9am to 5pm". Empty is closed; "24:00" is the
 * end of the day. `order`: they end before they begin; hours past midnight belong to the next day.
 */
export function readHours(text: string): { readonly hours: readonly Interval[] } | { readonly fault: HoursFault } {
  const rest = text.trim().replaceAll(INTERVAL, "");
  // Words that join two intervals.
  if (!/^[\s,;+/&y]*$/.test(rest.replaceAll(/\band\b/giu, ""))) return { fault: "hours" };
  const read = [...text.trim().matchAll(INTERVAL)].map(([, ...parts]) => ({
    from: minuteOf(parts.slice(0, 3)),
    to: minuteOf(parts.slice(3, 6)),
  }));
  if (read.some(({ from, to }) => Number.isNaN(from) || Number.isNaN(to))) return { fault: "hours" };
  if (read.some(({ from, to }) => from >= to)) return { fault: "order" };
  const hours = read.toSorted((a, b) => a.from - b.from);
  if (hours.some(({ from }, index) => from < (hours[index - 1]?.to ?? 0))) return { fault: "overlap" };
  return { hours };
}

function minuteOf([hours, minutes, half]: readonly (string | undefined)[]): number {
  const [hour, minute] = [Number(hours), Number(minutes ?? 0)];
  if (minute > 59) return NaN;
  if (half === undefined) return hour > 24 || hour * 60 + minute > 1440 ? NaN : hour * 60 + minute;
  // Twelve is the first hour of its half of the day.
  return hour < 1 || hour > 12 ? NaN : ((hour % 12) + (half.toLowerCase() === "p" ? 12 : 0)) * 60 + minute;
}

/** "9:00" for 540. */
export const timeText = (minute: number): string =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;

/** "9:00–13:00, 16:00–20:00". */
export const hoursText = (hours: readonly Interval[]): string =>
  hours.map(({ from, to }) => `${timeText(from)}–${timeText(to)}`).join(", ");
