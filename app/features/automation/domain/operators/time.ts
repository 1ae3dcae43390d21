import { z } from "zod";
import { dayOf } from "../../../../core/calendar/day.ts";
import { wallTime } from "../../../../core/local-time.ts";
import type { OrderFacts } from "../facts.ts";
import { truthOf } from "../truth.ts";
import { operator } from "./operator.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

const spanSchema = z.strictObject({ amount: z.int().min(1).max(10_000), unit: z.enum(["hours", "days"]) });
type Span = z.output<typeof spanSchema>;

/** Hours are hours that passed. Days are counted on the shop's wall: the same time so many days earlier, whatever the clocks did in between. */
function isWithinLast({ amount, unit }: Span, value: number, { at, timeZone }: OrderFacts): boolean {
  if (value > at) return false;
  return unit === "hours"
    ? at - value <= amount * HOUR_MS
    : wallTime(timeZone, at) - wallTime(timeZone, value) <= amount * DAY_MS;
}

/** ISO 8601 with its offset: a moment without a zone is none. */
const momentSchema = z.iso.datetime({ offset: true });

export const MOMENT = {
  isBefore: operator<number, string>(momentSchema, (text) => {
    const limit = Date.parse(text);
    return (value) => truthOf(value < limit);
  }),
  isFrom: operator<number, string>(momentSchema, (text) => {
    const limit = Date.parse(text);
    return (value) => truthOf(value >= limit);
  }),
  isWithinLast: operator<number, Span>(
    spanSchema,
    (span) => (value, facts) => truthOf(isWithinLast(span, value, facts)),
  ),
  isNotWithinLast: operator<number, Span>(
    spanSchema,
    (span) => (value, facts) => truthOf(!isWithinLast(span, value, facts)),
  ),
};

export const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** "14:05" → 845. */
export const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

const clockRange = z
  .strictObject({ from: clockSchema, to: clockSchema })
  .refine(({ from, to }) => from !== to, { params: { fault: "emptyRange" } });
type Range = z.output<typeof clockRange>;

/** Without the last minute; past midnight when it ends before it begins. */
function isBetween({ from, to }: Range): (minute: number) => boolean {
  const [first, last] = [minuteOf(from), minuteOf(to)];
  return (minute) => (first < last ? minute >= first && minute < last : minute >= first || minute < last);
}

export const TIME_OF_DAY = {
  isBetween: operator<number, Range>(clockRange, (range) => {
    const isIn = isBetween(range);
    return (value) => truthOf(isIn(value));
  }),
  isNotBetween: operator<number, Range>(clockRange, (range) => {
    const isIn = isBetween(range);
    return (value) => truthOf(!isIn(value));
  }),
};

const dateSchema = z.iso.date();
const dateRange = z
  .strictObject({ from: dateSchema, to: dateSchema })
  .refine(({ from, to }) => from <= to, { params: { fault: "backwards" } });

export const DATE = {
  isBefore: operator<number, string>(dateSchema, (text) => {
    const day = dayOf(text);
    return (value) => truthOf(value < day);
  }),
  isFrom: operator<number, string>(dateSchema, (text) => {
    const day = dayOf(text);
    return (value) => truthOf(value >= day);
  }),
  /** Both days included. */
  isBetween: operator<number, Range>(dateRange, ({ from, to }) => {
    const [first, last] = [dayOf(from), dayOf(to)];
    return (value) => truthOf(value >= first && value <= last);
  }),
};
