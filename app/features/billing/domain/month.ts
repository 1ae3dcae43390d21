import { dateOf, dayOf } from "../../../core/calendar/day.ts";
import { instantAt, localDay } from "../../../core/local-time.ts";

/** A calendar month, "2026-11". */
export type Month = string;

/** The month on the wall of a time zone (IANA). */
export const monthOf = (at: Date, zone: string): Month => dateOf(localDay(zone, at.getTime())).slice(0, 7);

/** The month before or after: `monthsOn("2026-12", 1)` → "2027-01". */
export function monthsOn(month: Month, months: number): Month {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 7);
}

/** When a month begins and the next one does, by the clock of the zone: months in which it changes are an hour longer or shorter. */
export function boundsOf(month: Month, zone: string): { readonly begins: Date; readonly ends: Date } {
  const begin = (of: Month) => new Date(instantAt(zone, dayOf(`${of}-01`), 0));
  return { begins: begin(month), ends: begin(monthsOn(month, 1)) };
}

/** Reads a month of an address; undefined when it is none. */
export const readMonthText = (text: string | undefined): Month | undefined =>
  text !== undefined && /^20\d{2}-(0[1-9]|1[0-2])$/.test(text) ? text : undefined;
