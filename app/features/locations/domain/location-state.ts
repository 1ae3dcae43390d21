import { compileCalendar } from "../../../core/calendar/compile-calendar.ts";
import { dateOf, daysAround, weekdayOf } from "../../../core/calendar/day.ts";
import { closesAt, dayAt, isOpen, nextCutOffAt, opensAt } from "../../../core/calendar/handover.ts";
import { calendarOf, type LocationSettings } from "./settings.ts";

/** What a day can still take: orders and units; null without limit. */
export interface Capacity {
  readonly orders: number | null;
  readonly units: number | null;
}

/** Orders and units that a location has on a day: what is open there, and what was sent that day. */
export interface Load {
  readonly orders: number;
  readonly units: number;
}

/** A location at a moment. Times are epoch milliseconds; null: not within two months. */
export interface LocationState {
  readonly open: boolean;
  /** When that changes. */
  readonly changesAt: number | null;
  /** Of the carrier that comes first. */
  readonly nextCutOffAt: number | null;
  /** Its own today: the day on the wall there, from and until when. */
  readonly today: { readonly date: string; readonly startsAt: number; readonly endsAt: number };
  readonly capacity: Capacity;
}

export function stateOf(settings: LocationSettings, now: number): LocationState {
  const calendar = compileCalendar(calendarOf(settings), daysAround(now, 1, 60));
  const day = dayAt(calendar, now) ?? calendar.range.first;
  const open = isOpen(calendar, now);
  const startOf = (each: number) => calendar.dayStarts[each - calendar.range.first] ?? NaN;
  return {
    open,
    changesAt: open ? closesAt(calendar, now) : opensAt(calendar, now),
    nextCutOffAt: nextCutOffAt(calendar, null, now),
    today: { date: dateOf(day), startsAt: startOf(day), endsAt: startOf(day + 1) },
    capacity: capacityOn(settings, day),
  };
}

/** What a location can take on a day (days since 1970-01-01). */
export function capacityOn({ capacity }: LocationSettings, day: number): Capacity {
  const weekday = weekdayOf(day);
  return { orders: capacity.orders[weekday], units: capacity.units[weekday] };
}

/** How full it is: 1 when the day can take no more, 0 without a limit. A day that takes nothing is full. */
export function fullness(load: Load, capacity: Capacity): number {
  const share = (used: number, most: number | null) => (most === null ? 0 : most === 0 ? 1 : used / most);
  return Math.max(share(load.orders, capacity.orders), share(load.units, capacity.units));
}
