import type { CompiledCalendar, CountedDay } from "./compile-calendar.ts";
import { nameOf } from "./compile-calendar.ts";
import type { Day } from "./day.ts";
import type { CarrierService } from "./location-calendar.ts";

/*
 * What a location does with an order that is decided at an instant. All instants are epoch milliseconds. Null: not before the end of
 * the compiled range. An instant before the range throws RangeError. A later instant never gives an earlier answer.
 */

/** The smallest index of 0…length at which a condition holds that stays true once it is; `length` when it never does. */
function firstIndex(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The index of the first entry of an ascending list that is at least `least`. */
const firstFrom = (ascending: readonly number[], least: number): number =>
  firstIndex(ascending.length, (index) => (ascending[index] ?? Infinity) >= least);

function refuseBefore({ dayStarts }: CompiledCalendar, at: number): void {
  const start = dayStarts[0] ?? -Infinity;
  if (!(at >= start)) throw new RangeError(`${at} is before what was compiled, from ${start}`);
}

/** The day on the wall of the location. Null after the range. */
export function dayAt(calendar: CompiledCalendar, at: number): Day | null {
  refuseBefore(calendar, at);
  const { dayStarts, range } = calendar;
  const index = firstIndex(dayStarts.length, (each) => (dayStarts[each] ?? Infinity) > at) - 1;
  return index < dayStarts.length - 1 ? range.first + index : null;
}

/** The index of the opening hours that are going on, or of the next; their number when there are none. */
function hoursFrom(calendar: CompiledCalendar, at: number): number {
  refuseBefore(calendar, at);
  return firstFrom(calendar.closesAt, at + 1);
}

export const isOpen = (calendar: CompiledCalendar, at: number): boolean =>
  (calendar.opensAt[hoursFrom(calendar, at)] ?? Infinity) <= at;

/** When it opens next, or `at` itself when it is open. */
export function opensAt(calendar: CompiledCalendar, at: number): number | null {
  const opening = calendar.opensAt[hoursFrom(calendar, at)];
  return opening === undefined ? null : Math.max(opening, at);
}

/** When it closes, null when it is not open. */
export function closesAt(calendar: CompiledCalendar, at: number): number | null {
  const index = hoursFrom(calendar, at);
  return (calendar.opensAt[index] ?? Infinity) <= at ? (calendar.closesAt[index] ?? null) : null;
}

/** The index of the working day an order counts for. */
const countsFor = (counted: readonly CountedDay[], at: number): number =>
  firstIndex(counted.length, (index) => (counted[index]?.orderBy ?? Infinity) >= at);

/** When work on the order begins. */
export function beginsAt(calendar: CompiledCalendar, at: number): number | null {
  refuseBefore(calendar, at);
  const { handling } = calendar;
  if (handling.kind === "hours") return opensAt(calendar, at);
  const day = handling.counted[countsFor(handling.counted, at)];
  return day === undefined ? null : Math.max(day.opensAt, at);
}

/** When the order is ready for the carrier. */
export function readyAt(calendar: CompiledCalendar, at: number): number | null {
  refuseBefore(calendar, at);
  const { handling } = calendar;
  if (handling.kind === "days") {
    return handling.counted[countsFor(handling.counted, at) + handling.days]?.readyAt ?? null;
  }
  const begins = opensAt(calendar, at);
  if (begins === null) return null;
  const index = hoursFrom(calendar, at);
  const workedBefore = (hours: number, instant: number) =>
    (calendar.worked[hours] ?? 0) + instant - (calendar.opensAt[hours] ?? 0);
  const target = workedBefore(index, begins) + handling.milliseconds;
  // The last hours that begin with less work done than needed are those in which it is finished, if they are long enough.
  const { worked } = calendar;
  const last = Math.max(index, firstFrom(worked, target) - 1);
  const ready = (calendar.opensAt[last] ?? Infinity) + target - (worked[last] ?? 0);
  return ready <= (calendar.closesAt[last] ?? -Infinity) ? ready : null;
}

/** The pickups that count for a service: its own, else its carrier's, else those for all. Undefined: none was entered. */
function pickupsFor(calendar: CompiledCalendar, service: CarrierService | null): readonly number[] | undefined {
  if (service === null) return calendar.pickups.size === 0 ? undefined : calendar.allPickups;
  const named = (each: CarrierService) => calendar.pickups.get(nameOf(each));
  return named(service) ?? named({ ...service, service: "" }) ?? named({ carrier: "", service: "" });
}

/**
 * When the carrier takes the order with it: the first pickup of the service at or after `readyAt`. A service null stands for whichever
 * carrier comes first. Without any cut-off for the service it is handed over when it is ready.
 */
export function handoverAt(calendar: CompiledCalendar, service: CarrierService | null, at: number): number | null {
  const ready = readyAt(calendar, at);
  return ready === null ? null : pickupFrom(calendar, service, ready, ready);
}

function pickupFrom(
  calendar: CompiledCalendar,
  service: CarrierService | null,
  from: number,
  withoutCutOff: number | null,
): number | null {
  const pickups = pickupsFor(calendar, service);
  return pickups === undefined ? withoutCutOff : (pickups[firstFrom(pickups, from)] ?? null);
}

/** The next cut-off at or after `at`, null when there is none. */
export function nextCutOffAt(calendar: CompiledCalendar, service: CarrierService | null, at: number): number | null {
  refuseBefore(calendar, at);
  return pickupFrom(calendar, service, at, null);
}

/** Whole minutes left to the next cut-off: 0 in the last minute. */
export function minutesToCutOff(calendar: CompiledCalendar, service: CarrierService | null, at: number): number | null {
  const next = nextCutOffAt(calendar, service, at);
  return next === null ? null : Math.floor((next - at) / 60_000);
}

/**
 * The next instant at which the handover moves to a later one: an order decided a millisecond before is still handed over as one
 * decided at `at`. Null when there is no handover.
 */
export function nextChangeAt(calendar: CompiledCalendar, service: CarrierService | null, at: number): number | null {
  const handover = handoverAt(calendar, service, at);
  if (handover === null) return null;
  const isLater = (instant: number) => (handoverAt(calendar, service, instant) ?? Infinity) > handover;
  // What is decided after a handover is handed over after it.
  return at + 1 + firstIndex(handover - at, (step) => isLater(at + 1 + step));
}

/**
 * The instant from which on orders are handed over as one decided at `at`; decided a millisecond before, it would have been handed
 * over earlier. Null when there is no handover, and when that was before the compiled range.
 */
export function lastChangeAt(calendar: CompiledCalendar, service: CarrierService | null, at: number): number | null {
  const handover = handoverAt(calendar, service, at);
  const start = calendar.dayStarts[0];
  if (handover === null || start === undefined) return null;
  const isSame = (instant: number) => handoverAt(calendar, service, instant) === handover;
  const change = start + firstIndex(at - start, (step) => isSame(start + step));
  return change === start ? null : change;
}
