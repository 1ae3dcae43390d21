/** A calendar date as whole days since 1970-01-01, without zone: dates are counted and compared as numbers, and written as "2026-03-29". */
export type Day = number;

/** The first and the last day, both included. */
export interface DayRange {
  readonly first: Day;
  readonly last: Day;
}

/** ISO order: 0 is Monday, 6 is Sunday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const satisfies readonly Weekday[];

/** One value for each weekday, Monday first. */
export type Week<Value> = readonly [Value, Value, Value, Value, Value, Value, Value];

const DAY_MS = 86_400_000;

/** The day of a date "YYYY-MM-DD". Throws RangeError when there is no such date. */
export function dayOf(date: string): Day {
  const milliseconds = Date.parse(`${date}T00:00:00Z`);
  const day = milliseconds / DAY_MS;
  // Date.parse takes the 30th of February for the 2nd of March.
  if (Number.isNaN(milliseconds) || dateOf(day) !== date) throw new RangeError(`No such date: ${date}`);
  return day;
}

/** The date "YYYY-MM-DD" of a day. */
export const dateOf = (day: Day): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The 1st of January 1970 was a Thursday. */
export const weekdayOf = (day: Day): Weekday => ((((day + 3) % 7) + 7) % 7) as Weekday;

/** The days around an instant (epoch milliseconds), wide enough for any zone: what to compile a calendar for. */
export function daysAround(at: number, daysBefore: number, daysAfter: number): DayRange {
  const day = Math.floor(at / DAY_MS);
  return { first: day - daysBefore - 1, last: day + daysAfter + 1 };
}
