import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileCalendar } from "../../../core/calendar/compile-calendar.ts";
import { dateOf, dayOf, daysAround } from "../../../core/calendar/day.ts";
import { isOpen } from "../../../core/calendar/handover.ts";
import type { LocationCalendar } from "../../../core/calendar/location-calendar.ts";
import { keptUntil, readyBy } from "./ready-by.ts";

const HOUR = 3_600_000;
/** Zones and days on which their clocks change, and one that never does. */
const CHANGES: readonly (readonly [zone: string, date: string])[] = [
  ["Europe/Madrid", "2026-03-29"],
  ["Europe/Madrid", "2026-10-25"],
  ["America/Santiago", "2026-09-06"],
  ["Australia/Lord_Howe", "2026-10-04"],
  ["Asia/Kathmandu", "2026-06-15"],
];

const minutes = fc.integer({ min: 0, max: 48 }).map((half) => half * 30);
const interval = fc
  .tuple(minutes, minutes)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
const day = fc.array(interval, { maxLength: 2 });
const limit = fc.option(fc.integer({ min: 0, max: 4 }), { nil: null });

const cases = fc
  .record({
    change: fc.constantFrom(...CHANGES),
    hours: fc.tuple(day, day, day, day, day, day, day),
    closed: fc.array(fc.integer({ min: -3, max: 6 }), { maxLength: 2 }),
    readyMinutes: fc.constantFrom(0, 30, 120, 900),
    perDay: limit,
    perHour: limit,
    at: fc.integer({ min: -72 * 4, max: 72 * 4 }),
    promised: fc.array(fc.integer({ min: -24, max: 24 * 8 }), { maxLength: 12 }),
  })
  .map(({ change: [zone, date], hours, closed, at, promised, ...pace }) => {
    const middle = dayOf(date);
    const placedAt = middle * 24 * HOUR + at * 900_000;
    const calendar: LocationCalendar = {
      zone,
      hours,
      closed: closed.map((each) => dateOf(middle + each)),
      extra: [],
      cutOffs: [],
      handling: { kind: "hours", minutes: 0 },
    };
    return { calendar, pace: pace, placedAt, promised: promised.map((each) => placedAt + each * HOUR) };
  });

/** Null is "not within four months": later than anything. */
const at = (found: ReturnType<typeof readyBy>) => found?.at ?? Infinity;

describe("when an order can be collected", () => {
  test("is never before the order, and inside opening hours, also where clocks change", () => {
    fc.assert(
      fc.property(cases, ({ calendar, pace, placedAt, promised }) => {
        const found = readyBy(calendar, pace, placedAt, promised);
        if (found === null) return;
        expect(found.at).toBeGreaterThanOrEqual(placedAt);
        const compiled = compileCalendar(calendar, daysAround(placedAt, 1, 130));
        // Ready at the very moment of closing is still inside.
        expect(isOpen(compiled, found.at) || compiled.closesAt.includes(found.at)).toBe(true);
      }),
    );
  });

  test("is never earlier with less capacity, and never earlier with more orders promised", () => {
    fc.assert(
      fc.property(cases, fc.boolean(), ({ calendar, pace, placedAt, promised }, ofDay) => {
        const less = ofDay
          ? { ...pace, perDay: (pace.perDay ?? 3) - (pace.perDay === 0 ? 0 : 1) }
          : { ...pace, perHour: (pace.perHour ?? 3) - (pace.perHour === 0 ? 0 : 1) };
        const before = at(readyBy(calendar, pace, placedAt, promised));
        expect(at(readyBy(calendar, less, placedAt, promised))).toBeGreaterThanOrEqual(before);
        expect(at(readyBy(calendar, pace, placedAt, [...promised, before]))).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  test("never fills a day or an hour beyond what it can take", () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 8 }), ({ calendar, pace, placedAt }, orders) => {
        const promised: number[] = [];
        for (let n = 0; n < orders; n += 1) {
          const found = readyBy(calendar, pace, placedAt, promised);
          if (found) promised.push(found.at);
        }
        const hours = Map.groupBy(promised, (each) => Math.floor(each / HOUR));
        for (const each of hours.values()) expect(each.length).toBeLessThanOrEqual(pace.perHour ?? orders);
      }),
      { numRuns: 50 },
    );
  });

  test("is so many opening hours later when there is room", () => {
    const nine = [{ from: 540, to: 1_020 }];
    const calendar: LocationCalendar = {
      zone: "Europe/Madrid",
      hours: [nine, nine, nine, nine, nine, [], []],
      closed: [],
      extra: [],
      cutOffs: [],
      handling: { kind: "days", orderBy: 0, days: 3, readyAt: 0 },
    };
    const friday = Date.parse("2026-11-20T15:30:00Z"); // 16:30 there: half an hour of work is left
    const pace = { readyMinutes: 120, perDay: null, perHour: null };
    expect(readyBy(calendar, pace, friday, [])).toEqual({ at: Date.parse("2026-11-23T09:30:00Z"), reason: "" });
    const full = { ...pace, perDay: 1 };
    expect(readyBy(calendar, full, friday, [Date.parse("2026-11-23T12:00:00Z")])).toEqual({
      at: Date.parse("2026-11-24T08:00:00Z"),
      reason: "capacity",
    });
    expect(readyBy(calendar, { ...pace, perDay: 0 }, friday, [])).toBeNull();
  });

  test("is kept until the shop closes on the last day", () => {
    const calendar: LocationCalendar = {
      zone: "Europe/Madrid",
      hours: [[{ from: 540, to: 1_020 }], [], [], [], [], [], []],
      closed: [],
      extra: [],
      cutOffs: [],
      handling: { kind: "hours", minutes: 0 },
    };
    const monday = Date.parse("2026-11-23T09:30:00Z");
    expect(keptUntil(calendar, monday, 7)).toBe(Date.parse("2026-11-30T16:00:00Z"));
  });
});
