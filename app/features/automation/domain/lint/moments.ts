import { dayOf, type Day } from "../../../../core/calendar/day.ts";
import { instantAt, localDay, localMinute } from "../../../../core/local-time.ts";
import { fieldOf } from "../fields.ts";
import { minuteOf } from "../operators/time.ts";
import { numbersAround, type Candidates } from "./numbers.ts";
import type { LintShop } from "./shop.ts";
import type { Asked } from "./texts.ts";

const HOUR_MS = 3_600_000;
const MINUTES = 1_440;

interface Span {
  readonly amount: number;
  readonly unit: "hours" | "days";
}
interface Range {
  readonly from: string;
  readonly to: string;
}
const isSpan = (value: unknown): value is Span => typeof value === "object" && value !== null && "unit" in value;
const isRange = (value: unknown): value is Range => typeof value === "object" && value !== null && "from" in value;

/**
 * Moments of an order to try: around each moment a rule names, and around each that lies as far from now as it says. They are enough unless
 * fixed moments and distances from now are mixed, or hours and days, which differ when clocks change; or now would have to be another time.
 */
export function momentsFor(asked: readonly Asked[], { at, timeZone }: LintShop): Candidates {
  const fixed: number[] = [];
  const byHours: number[] = [];
  const byDays: number[] = [];
  for (const { leaf } of asked) {
    if (isSpan(leaf.value)) {
      const { amount, unit } = leaf.value;
      if (unit === "hours") byHours.push(at - amount * HOUR_MS);
      else byDays.push(instantAt(timeZone, localDay(timeZone, at) - amount, localMinute(timeZone, at)) + (at % 60_000));
    } else if (typeof leaf.value === "string") {
      fixed.push(Date.parse(leaf.value));
    } else {
      const hours = hoursOf(leaf.value);
      byHours.push(...hours.map((each) => (leaf.field === "order.age" ? at - each * HOUR_MS : at + each * HOUR_MS)));
    }
  }
  const boundaries = [...fixed, ...byHours, ...byDays, at];
  const tried = numbersAround(
    boundaries.map((each) => each / HOUR_MS),
    { whole: false, least: -Infinity, most: Infinity },
  );
  return {
    values: tried.map((hours) => Math.round(hours * HOUR_MS)),
    complete:
      [fixed, byHours, byDays].filter((list) => list.length > 0).length <= 1 && fixed.every((each) => each <= at),
  };
}

function hoursOf(value: unknown): readonly number[] {
  if (typeof value === "number") return [value];
  return isRange(value) ? [Number(value.from), Number(value.to)] : [];
}

/** Times of now to try: every day within a week of a day that rules name (or of today), at every minute they name and the ones beside it. */
export function timesFor(asked: readonly Asked[], { at, timeZone }: LintShop): Candidates {
  const today = localDay(timeZone, at);
  const days = new Set<Day>(Array.from({ length: 7 }, (_, index) => today + index));
  const minutes = new Set<number>([localMinute(timeZone, at)]);
  for (const { leaf } of asked) {
    const named = isRange(leaf.value) ? [leaf.value.from, leaf.value.to] : [leaf.value];
    for (const text of named) {
      if (typeof text !== "string") continue;
      if (fieldOf(leaf.field).type === "date") {
        const day = dayOf(text);
        for (let near = day - 7; near <= day + 7; near++) days.add(near);
      } else {
        for (const step of [-1, 0, 1]) minutes.add((minuteOf(text) + step + MINUTES) % MINUTES);
      }
    }
  }
  const values = [...days].flatMap((day) => [...minutes].map((minute) => instantAt(timeZone, day, minute)));
  return { values, complete: true };
}
