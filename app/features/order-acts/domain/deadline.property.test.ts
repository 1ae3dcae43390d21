import fc from "fast-check";
import { expect, test } from "vitest";
import { calendar, hours, week } from "../../../../tests/factories/calendar.ts";
import { dayOf } from "../../../core/calendar/day.ts";
import { localDay, wallTime } from "../../../core/local-time.ts";
import type { Deadline } from "../../automation/domain/directives.ts";
import { deadlineOf } from "./deadline.ts";

const HOUR_MS = 3_600_000;
/** Around days on which a clock changes: at 2:00, at midnight, by half an hour, by a whole day, or never. */
const CHANGES: readonly (readonly [zone: string, date: string])[] = [
  ["Europe/Madrid", "2026-03-29"],
  ["Europe/Madrid", "2026-10-25"],
  ["America/Santiago", "2026-09-06"],
  ["Australia/Lord_Howe", "2026-10-04"],
  ["Pacific/Apia", "2011-12-30"],
  ["Asia/Kathmandu", "2026-06-15"],
];

const cases = fc
  .record({
    change: fc.constantFrom(...CHANGES),
    open: fc.constantFrom("9:00-17:00", "0:00-24:00", "8:00-12:00 16:00-20:00"),
    saturday: fc.constantFrom("", "10:00-13:00"),
    minutes: fc.integer({ min: -4 * 24 * 60, max: 4 * 24 * 60 }),
    later: fc.integer({ min: 0, max: 3 * 24 * 60 }),
  })
  .map(({ change: [zone, date], open, saturday, minutes, later }) => {
    const since = dayOf(date) * 24 * HOUR_MS + minutes * 60_000;
    const place = calendar({ zone, hours: week(hours(open), hours(saturday), []) });
    return { place, since, later: since + later * 60_000 };
  });
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
const deadlines: fc.Arbitrary<Deadline> = fc.oneof(
  fc.record({ unit: fc.constant("hours" as const), hours: fc.integer({ min: 1, max: 200 }) }),
  fc.record({ unit: fc.constant("workingDays" as const), days: fc.integer({ min: 0, max: 8 }) }),
  fc.record({ unit: fc.constant("timeOfDay" as const), days: fc.integer({ min: 0, max: 8 }), at: clock }),
);
const one = (within: Deadline): Deadline =>
  within.unit === "hours" ? { ...within, hours: within.hours + 1 } : { ...within, days: within.days + 1 };
const numbered = (found: number | null) => found ?? Infinity;

test("a deadline is always after the order, in whole seconds, and never earlier for a later order or one more hour or day", () => {
  fc.assert(
    fc.property(cases, deadlines, ({ place, since, later }, within) => {
      const due = numbered(deadlineOf(within, since, place));
      expect(due).toBeGreaterThan(since);
      expect(due % 1_000).toBe(0);
      expect(numbered(deadlineOf(within, later, place))).toBeGreaterThanOrEqual(due);
      expect(numbered(deadlineOf(one(within), since, place))).toBeGreaterThanOrEqual(due);
    }),
    { numRuns: 300 },
  );
});

test("a time of day is the first moment at which the wall shows it, or what comes after it where the clock jumps", () => {
  fc.assert(
    fc.property(cases, clock, fc.integer({ min: 0, max: 5 }), ({ place: { zone, ...place }, since }, at, days) => {
      const due = numbered(deadlineOf({ unit: "timeOfDay", days, at }, since, { zone, ...place }));
      const minutes = Number(at.slice(0, 2)) * 60 + Number(at.slice(3));
      const wanted = [days, days + 1].map((each) => (localDay(zone, since) + each) * 24 * HOUR_MS + minutes * 60_000);
      expect(wanted.some((shown) => wallTime(zone, due - 1) < shown && shown <= wallTime(zone, due))).toBe(true);
    }),
    { numRuns: 300 },
  );
});
