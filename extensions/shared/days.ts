import type { Day, Instant } from "../../app/features/delivery/domain/order-status-view.ts";

const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const DAY_MS = 86_400_000;

/** A real calendar day (`2026-02-30` is none), or null. */
export function asDay(value: unknown): Day | null {
  if (typeof value !== "string" || !DAY.test(value)) return null;
  const date = dayAsDate(value);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) ? value : null;
}

/** An instant that JavaScript can read, or null. */
export function asInstant(value: unknown): Instant | null {
  return typeof value === "string" && !Number.isNaN(Date.parse(value)) ? value : null;
}

/** Midnight UTC of the day: format it with `timeZone: "UTC"`, or it shifts by a day west of Greenwich. */
export function dayAsDate(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** The day `count` days later (or earlier, when negative). */
export function addDays(day: Day, count: number): Day {
  return new Date(dayAsDate(day).getTime() + count * DAY_MS).toISOString().slice(0, 10);
}

/** The calendar day of an instant in a time zone (IANA name; undefined = the zone of this machine). */
export function dayIn(timeZone: string | undefined, at: Date): Day {
  const parts = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const found: Record<string, string> = {};
  for (const { type, value } of parts.formatToParts(at)) found[type] = value;
  return `${found.year ?? ""}-${found.month ?? ""}-${found.day ?? ""}`;
}

/**
 * The day a carrier means with an estimated delivery time. Exactly midnight UTC is how a bare date is stored, so it is
 * that date everywhere; any other time is read in the shopper's zone.
 */
export function estimatedDay(timeZone: string | undefined, at: Instant): Day {
  const date = new Date(at);
  return date.getTime() % DAY_MS === 0 ? date.toISOString().slice(0, 10) : dayIn(timeZone, date);
}
