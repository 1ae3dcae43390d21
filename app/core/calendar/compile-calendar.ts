import type { Day, DayRange } from "./day.ts";
import { dayOf, weekdayOf } from "./day.ts";
import type { CarrierService, CutOff, Interval, LocationCalendar } from "./location-calendar.ts";
import type { WallClock } from "./wall-clock.ts";
import { compileWallClock, firstInstantOf } from "./wall-clock.ts";
import type { WorkingDays } from "./working-days.ts";
import { compileWorkingDays } from "./working-days.ts";

/**
 * A calendar worked out for a range of days: lists of instants (epoch milliseconds, ascending) in which every question is a
 * binary search. Compile it once per location; what happens after the range is not known and is answered by null.
 */
export interface CompiledCalendar {
  readonly range: DayRange;
  /** When each day of the range begins there, and when the last one ends. */
  readonly dayStarts: readonly number[];
  readonly workingDays: WorkingDays;
  /** Opening hours. `worked` is how long it was open in the range before `opensAt`, in milliseconds. */
  readonly opensAt: readonly number[];
  readonly closesAt: readonly number[];
  readonly worked: readonly number[];
  readonly handling: CompiledHandling;
  /** By `nameOf(service)`. */
  readonly pickups: ReadonlyMap<string, readonly number[]>;
  /** Of every carrier. */
  readonly allPickups: readonly number[];
}

export type CompiledHandling =
  | { readonly kind: "hours"; readonly milliseconds: number }
  | { readonly kind: "days"; readonly days: number; readonly counted: readonly CountedDay[] };

/** A working day to which orders are counted. */
export interface CountedDay {
  readonly opensAt: number;
  /** The last instant that counts for this day. */
  readonly orderBy: number;
  /** When orders that are due this day are ready. Not before `orderBy`. */
  readonly readyAt: number;
}

interface WorkedDay {
  readonly day: Day;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly spans: readonly Span[];
}
type Span = readonly [opensAt: number, closesAt: number];

/** One name for each carrier and service, however it is written. */
export const nameOf = ({ carrier, service }: CarrierService): string =>
  `${carrier.trim().toLowerCase()}\n${service.trim().toLowerCase()}`;

/** Throws RangeError when the zone is unknown or a date is none. */
export function compileCalendar(calendar: LocationCalendar, range: DayRange): CompiledCalendar {
  const clock = compileWallClock(calendar.zone, range);
  const closed = new Set(calendar.closed.map(dayOf));
  const worked = workedDays(calendar, clock, closed, range);
  const spans = worked.flatMap((each) => each.spans);
  const isWorked = new Set(worked.map((each) => each.day));
  const called = worked.filter(({ day }) => !closed.has(day)).map(({ day }) => day);
  const pickups = calendar.cutOffs.map((cutOff): [string, number[]] => [
    nameOf(cutOff),
    pickupsOf(cutOff, clock, called),
  ]);
  return {
    range,
    dayStarts: Array.from({ length: range.last - range.first + 2 }, (_, index) =>
      firstInstantOf(clock, range.first + index, 0),
    ),
    workingDays: compileWorkingDays(range, (day) => isWorked.has(day)),
    opensAt: spans.map(([opensAt]) => opensAt),
    closesAt: spans.map(([, closesAt]) => closesAt),
    worked: workedBefore(spans),
    handling: compileHandling(calendar, clock, worked),
    pickups: new Map(pickups),
    allPickups: pickups.flatMap(([, instants]) => instants).sort((a, b) => a - b),
  };
}

/** The days of the range with at least a moment of opening hours. */
function workedDays(
  { hours, extra }: LocationCalendar,
  clock: WallClock,
  closed: ReadonlySet<Day>,
  range: DayRange,
): WorkedDay[] {
  const extraHours = new Map(extra.map((each) => [dayOf(each.date), each.hours]));
  const worked: WorkedDay[] = [];
  for (let day = range.first; day <= range.last; day++) {
    const usual = closed.has(day) ? [] : hours[weekdayOf(day)];
    const spans = spansOf(extraHours.get(day) ?? usual, clock, day);
    const [first, last] = [spans[0], spans.at(-1)];
    if (first && last) worked.push({ day, spans, opensAt: first[0], closesAt: last[1] });
  }
  return worked;
}

/** Opening hours of a day as instants: in order, without overlap, and without those that a change of the clock swallowed. */
function spansOf(hours: readonly Interval[], clock: WallClock, day: Day): Span[] {
  const spans: Span[] = [];
  for (const { from, to } of [...hours].sort((a, b) => a.from - b.from)) {
    const opensAt = Math.max(firstInstantOf(clock, day, from), spans.at(-1)?.[1] ?? -Infinity);
    const closesAt = firstInstantOf(clock, day, to);
    if (closesAt > opensAt) spans.push([opensAt, closesAt]);
  }
  return spans;
}

function workedBefore(spans: readonly Span[]): number[] {
  let total = 0;
  return spans.map(([opensAt, closesAt]) => {
    const before = total;
    total += closesAt - opensAt;
    return before;
  });
}

function pickupsOf({ at }: CutOff, clock: WallClock, days: readonly Day[]): number[] {
  return days.flatMap((day) => {
    const minute = at[weekdayOf(day)];
    return minute === null ? [] : [firstInstantOf(clock, day, minute)];
  });
}

function compileHandling(
  { handling }: LocationCalendar,
  clock: WallClock,
  worked: readonly WorkedDay[],
): CompiledHandling {
  if (handling.kind === "hours") return { kind: "hours", milliseconds: handling.minutes * 60_000 };
  const readyMinute = Math.max(handling.readyAt, handling.orderBy);
  const counted = worked.map(({ day, opensAt, closesAt }): CountedDay => ({
    opensAt,
    orderBy: Math.min(firstInstantOf(clock, day, handling.orderBy), closesAt),
    readyAt: Math.min(Math.max(firstInstantOf(clock, day, readyMinute), opensAt), closesAt),
  }));
  return { kind: "days", days: handling.days, counted };
}
