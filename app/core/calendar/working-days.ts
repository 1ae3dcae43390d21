import type { Day, DayRange, Week } from "./day.ts";
import { dayOf, weekdayOf } from "./day.ts";

/** Which days of a range are worked, ready for counting. */
export interface WorkingDays {
  readonly range: DayRange;
  /** The working days, ascending. */
  readonly days: readonly Day[];
  /** For each day of the range, how many working days of the range lie before it. */
  readonly before: readonly number[];
}

/** The days on which parcels are delivered (or anything else is done that knows dates and no hours). Plain JSON. */
export interface DeliveryDays {
  readonly weekdays: Week<boolean>;
  /** Dates "YYYY-MM-DD" on which nothing is delivered. */
  readonly closed: readonly string[];
}

export function compileWorkingDays(range: DayRange, isWorked: (day: Day) => boolean): WorkingDays {
  const days: Day[] = [];
  const before: number[] = [];
  for (let day = range.first; day <= range.last; day++) {
    before.push(days.length);
    if (isWorked(day)) days.push(day);
  }
  return { range, days, before };
}

/** Throws RangeError when a closed date is none. */
export function compileDeliveryDays({ weekdays, closed }: DeliveryDays, range: DayRange): WorkingDays {
  const none = new Set(closed.map(dayOf));
  return compileWorkingDays(range, (day) => weekdays[weekdayOf(day)] && !none.has(day));
}

/** How many working days of the range lie before a day. Throws RangeError outside the range. */
function countBefore({ range, before }: WorkingDays, day: Day): number {
  const count = before[day - range.first];
  if (count === undefined) throw new RangeError(`Day ${day} is outside ${range.first}…${range.last}`);
  return count;
}

export const isWorkingDay = (working: WorkingDays, day: Day): boolean =>
  working.days[countBefore(working, day)] === day;

/**
 * The working day that is `count` (whole, from 0) working days after a day; 0 is the day itself or, when it is not worked, the
 * next that is. Null: not within the range. Throws RangeError for a day outside the range.
 */
export function addWorkingDays(working: WorkingDays, day: Day, count: number): Day | null {
  const next = countBefore(working, day);
  const isWorked = working.days[next] === day;
  return working.days[count === 0 || isWorked ? next + count : next + count - 1] ?? null;
}

/** How many working days lie after `from` up to and with `to`; negative when `to` is before. Throws RangeError outside the range. */
export function workingDaysBetween(working: WorkingDays, from: Day, to: Day): number {
  const upTo = (day: Day) => countBefore(working, day) + (isWorkingDay(working, day) ? 1 : 0);
  return upTo(to) - upTo(from);
}
