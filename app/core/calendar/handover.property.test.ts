import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendar, week } from "../../../tests/factories/calendar.ts";
import type { CompiledCalendar } from "./compile-calendar.ts";
import { compileCalendar } from "./compile-calendar.ts";
import { dateOf, dayOf } from "./day.ts";
import {
  beginsAt,
  handoverAt,
  isOpen,
  lastChangeAt,
  nextChangeAt,
  nextCutOffAt,
  opensAt,
  readyAt,
} from "./handover.ts";
import type { Handling, Interval, LocationCalendar } from "./location-calendar.ts";

/** Three weeks around a change of the clock, in zones that change it at 2:00, at midnight, by half an hour, by a whole day, or never. */
const CHANGES: readonly (readonly [zone: string, date: string])[] = [
  ["Europe/Madrid", "2026-03-29"],
  ["Europe/Madrid", "2026-10-25"],
  ["America/Santiago", "2026-09-06"],
  ["America/Santiago", "2026-04-05"],
  ["Australia/Lord_Howe", "2026-10-04"],
  ["Asia/Kathmandu", "2026-06-15"],
  ["Pacific/Apia", "2011-12-30"],
];
const HOUR = 3_600_000;

const minutes = fc.oneof(
  fc.integer({ min: 0, max: 1440 }),
  fc.integer({ min: 0, max: 6 }).map((half) => half * 30),
);
const interval: fc.Arbitrary<Interval> = fc
  .tuple(minutes, minutes)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
const day = fc.array(interval, { maxLength: 2 });
const cutOffTimes = fc.option(minutes, { nil: null });
const handling: fc.Arbitrary<Handling> = fc.oneof(
  fc.record({ kind: fc.constant("hours" as const), minutes: fc.constantFrom(0, 0, 1, 45, 600, 3_000) }),
  fc.record({
    kind: fc.constant("days" as const),
    orderBy: minutes,
    days: fc.integer({ min: 0, max: 3 }),
    readyAt: minutes,
  }),
);

interface Case {
  readonly calendar: LocationCalendar;
  readonly first: number;
  readonly last: number;
  /** Instants in the middle of the range. */
  readonly at: number;
  readonly later: number;
  readonly date: string;
}

const cases: fc.Arbitrary<Case> = fc
  .record({
    change: fc.constantFrom(...CHANGES),
    hours: fc.tuple(day, day, day, day, day, day, day),
    cutOff: fc.option(fc.tuple(cutOffTimes, cutOffTimes, cutOffTimes), { nil: null }),
    closed: fc.array(fc.integer({ min: -5, max: 10 }), { maxLength: 3 }),
    extra: fc.array(fc.tuple(fc.integer({ min: -5, max: 10 }), day), { maxLength: 2 }),
    handling,
    at: fc.integer({ min: -4 * 24 * 12, max: 4 * 24 * 12 }),
    ahead: fc.oneof(fc.integer({ min: 0, max: 600_000 }), fc.integer({ min: 0, max: 100 * HOUR })),
    date: fc.integer({ min: -5, max: 10 }),
  })
  .map(({ change: [zone, date], ...seed }) => {
    const middle = dayOf(date);
    const at = middle * 24 * HOUR + seed.at * 300_000;
    return {
      calendar: calendar({
        zone,
        hours: seed.hours,
        closed: seed.closed.map((each) => dateOf(middle + each)),
        extra: seed.extra.map(([each, hours]) => ({ date: dateOf(middle + each), hours })),
        cutOffs: seed.cutOff === null ? [] : [{ carrier: "", service: "", at: week(...seed.cutOff) }],
        handling: seed.handling,
      }),
      first: middle - 10,
      last: middle + 11,
      at,
      later: at + seed.ahead,
      date: dateOf(middle + seed.date),
    };
  });

const compile = ({ calendar: plain, first, last }: Case): CompiledCalendar => compileCalendar(plain, { first, last });
/** Null is "not within the range": later than anything. */
const orLater = (at: number | null) => at ?? Infinity;
const QUESTIONS = {
  opens: opensAt,
  begins: beginsAt,
  ready: readyAt,
  handover: (each: CompiledCalendar, at: number) => handoverAt(each, null, at),
};

describe("whatever the calendar and the clock", () => {
  test("a later order is never begun, ready or handed over earlier", () => {
    fc.assert(
      fc.property(cases, (each) => {
        const there = compile(each);
        for (const [name, ask] of Object.entries(QUESTIONS)) {
          expect(orLater(ask(there, each.at)), name).toBeLessThanOrEqual(orLater(ask(there, each.later)));
        }
      }),
      { numRuns: 500 },
    );
  });

  test("one more holiday never makes anything earlier", () => {
    fc.assert(
      fc.property(cases, (each) => {
        const there = compile(each);
        const closed = [...each.calendar.closed, each.date];
        const withHoliday = compile({ ...each, calendar: { ...each.calendar, closed } });
        for (const [name, ask] of Object.entries(QUESTIONS)) {
          expect(orLater(ask(withHoliday, each.at)), name).toBeGreaterThanOrEqual(orLater(ask(there, each.at)));
        }
      }),
      { numRuns: 500 },
    );
  });

  test("work begins while it is open, then it is ready, then it is handed over at a pickup", () => {
    fc.assert(
      fc.property(cases, (each) => {
        const there = compile(each);
        const begins = beginsAt(there, each.at);
        const ready = readyAt(there, each.at);
        const handover = handoverAt(there, null, each.at);
        if (begins !== null) expect(begins).toBeGreaterThanOrEqual(each.at);
        if (begins !== null && each.calendar.handling.kind === "hours") expect(isOpen(there, begins)).toBe(true);
        if (ready !== null) expect(ready).toBeGreaterThanOrEqual(begins ?? Infinity);
        if (handover === null) return;
        expect(handover).toBeGreaterThanOrEqual(ready ?? Infinity);
        expect(handover).toBe(each.calendar.cutOffs.length === 0 ? ready : nextCutOffAt(there, null, handover));
      }),
      { numRuns: 500 },
    );
  });

  test("handling hours are hours of opening", () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 40 }), (each, quarters) => {
        const handling = { kind: "hours", minutes: quarters * 15 } as const;
        const there = compile({ ...each, calendar: { ...each.calendar, handling } });
        const begins = beginsAt(there, each.at);
        const ready = readyAt(there, each.at);
        if (begins === null || ready === null) return;
        let open = 0;
        for (let minute = begins; minute < ready; minute += 60_000) open += isOpen(there, minute) ? 1 : 0;
        // Every hour of these calendars begins at a whole minute; the order may not, so the last minute counts in part.
        expect(open).toBe(handling.minutes);
      }),
      { numRuns: 200 },
    );
  });

  test("the handover stays the same between the two changes of time around an order, and moves at both", () => {
    fc.assert(
      fc.property(cases, (each) => {
        const there = compile(each);
        const handover = handoverAt(there, null, each.at);
        const next = nextChangeAt(there, null, each.at);
        const last = lastChangeAt(there, null, each.at);
        expect(next === null).toBe(handover === null);
        if (handover === null || next === null) return;
        expect(next).toBeGreaterThan(each.at);
        expect(handoverAt(there, null, next - 1)).toBe(handover);
        expect(orLater(handoverAt(there, null, next))).toBeGreaterThan(handover);
        if (last === null) return;
        expect(last).toBeLessThanOrEqual(each.at);
        expect(handoverAt(there, null, last)).toBe(handover);
        expect(orLater(handoverAt(there, null, last - 1))).toBeLessThan(handover);
      }),
      { numRuns: 300 },
    );
  });
});
