import { compileCalendar, type CompiledCalendar } from "../../../core/calendar/compile-calendar.ts";
import { dateOf, daysAround, weekdayOf } from "../../../core/calendar/day.ts";
import { dayAt, opensAt, readyAt } from "../../../core/calendar/handover.ts";
import type { LocationCalendar } from "../../../core/calendar/location-calendar.ts";

const HOUR_MS = 3_600_000;
/** Nobody promises what is further away. */
const DAYS_AHEAD = 120;

/** How a location makes pickups ready. */
export interface PickupPace {
  /** Opening hours from the order to "ready". */
  readonly readyMinutes: number;
  /** Orders that a day, and an hour, can take; null without limit. */
  readonly perDay: number | null;
  readonly perHour: number | null;
}

/** Why a promise is not as early as preparing alone would allow; empty: it is. */
export type PaceReason = "" | "capacity";

export interface ReadyBy {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly reason: PaceReason;
}

/**
 * When an order placed at `placedAt` can be collected: so many opening hours later, in the first hour and day that still have room beside what is `promised`
 * already (epoch milliseconds each). Inside opening hours. Null: the location does not open long enough within four months, or takes no pickups at all.
 */
export function readyBy(
  calendar: LocationCalendar,
  pace: PickupPace,
  placedAt: number,
  promised: readonly number[],
): ReadyBy | null {
  const compiled = compilePickup(calendar, pace, placedAt);
  const first = readyAt(compiled, placedAt);
  const at = first === null ? null : firstWithRoom(compiled, pace, first, promised);
  return at === null ? null : { at, reason: at === first ? "" : "capacity" };
}

/** The calendar as it counts for pickups: their own time to prepare, whatever parcels take. */
export function compilePickup(
  calendar: LocationCalendar,
  { readyMinutes }: Pick<PickupPace, "readyMinutes">,
  from: number,
): CompiledCalendar {
  const handling = { kind: "hours", minutes: readyMinutes } as const;
  return compileCalendar({ ...calendar, handling }, daysAround(from, 1, DAYS_AHEAD));
}

function firstWithRoom(
  calendar: CompiledCalendar,
  { perDay, perHour }: PickupPace,
  first: number,
  promised: readonly number[],
): number | null {
  const inRange = promised.filter((each) => each >= (calendar.dayStarts[0] ?? Infinity));
  const days = tally(inRange, (each) => dayAt(calendar, each));
  const hours = tally(inRange, hourOf);
  let at: number | null = first;
  while (at !== null) {
    const day = dayAt(calendar, at);
    if (day === null) return null;
    if (perDay !== null && (days.get(day) ?? 0) >= perDay) {
      const next = calendar.dayStarts[day - calendar.range.first + 1];
      at = next === undefined ? null : opensAt(calendar, next);
    } else if (perHour !== null && (hours.get(hourOf(at)) ?? 0) >= perHour)
      at = opensAt(calendar, (hourOf(at) + 1) * HOUR_MS);
    else return at;
  }
  return null;
}

const hourOf = (at: number): number => Math.floor(at / HOUR_MS);

function tally(values: readonly number[], keyOf: (value: number) => number | null): Map<number | null, number> {
  const counts = new Map<number | null, number>();
  for (const value of values) counts.set(keyOf(value), (counts.get(keyOf(value)) ?? 0) + 1);
  return counts;
}

/** The end of the last opening hours that begin within `days` days after `from`: until then it is kept. `from` + days when it is never open. */
export function keptUntil(calendar: LocationCalendar, from: number, days: number): number {
  const compiled = compilePickup(calendar, { readyMinutes: 0 }, from);
  const end = from + days * 24 * HOUR_MS;
  const closing = compiled.closesAt.filter((_, index) => (compiled.opensAt[index] ?? Infinity) <= end);
  return Math.max(end, closing.at(-1) ?? end);
}

/** The opening hours of the seven days from `from` on, as dates and minutes of the wall there: what a shopper reads. */
export function nextHours(
  { hours, closed, extra }: LocationCalendar,
  firstDay: number,
): readonly { readonly date: string; readonly hours: readonly { readonly from: number; readonly to: number }[] }[] {
  return Array.from({ length: 7 }, (_, index) => {
    const date = dateOf(firstDay + index);
    const usual = closed.includes(date) ? [] : hours[weekdayOf(firstDay + index)];
    return { date, hours: extra.find((each) => each.date === date)?.hours ?? usual };
  });
}
