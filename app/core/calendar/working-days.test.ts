import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dateOf, dayOf } from "./day.ts";
import {
  addWorkingDays,
  compileDeliveryDays,
  compileWorkingDays,
  isWorkingDay,
  workingDaysBetween,
} from "./working-days.ts";

const RANGE = { first: dayOf("2026-12-01"), last: dayOf("2027-01-31") };
const MON_TO_FRI = [true, true, true, true, true, false, false] as const;
const december = compileDeliveryDays(
  { weekdays: MON_TO_FRI, closed: ["2026-12-08", "2026-12-25", "2027-01-06"] },
  RANGE,
);

const after = (date: string, count: number) => {
  const day = addWorkingDays(december, dayOf(date), count);
  return day === null ? null : dateOf(day);
};

describe("working days", () => {
  test("leave out weekends and holidays", () => {
    expect(after("2026-12-07", 1)).toBe("2026-12-09");
    expect(after("2026-12-24", 1)).toBe("2026-12-28");
    expect(workingDaysBetween(december, dayOf("2026-12-04"), dayOf("2026-12-14"))).toBe(5);
  });

  test("none later is the day itself, or the next one that is worked", () => {
    expect(after("2026-12-07", 0)).toBe("2026-12-07");
    expect(after("2026-12-08", 0)).toBe("2026-12-09");
    expect(after("2026-12-08", 1)).toBe("2026-12-09");
  });

  test("that lie after the range are not known, and days outside it are a mistake", () => {
    expect(after("2027-01-29", 1)).toBeNull();
    expect(() => after("2026-11-30", 1)).toThrow(RangeError);
    expect(() => workingDaysBetween(december, RANGE.first, RANGE.last + 1)).toThrow(RangeError);
  });

  test("do not exist where nobody ever works", () => {
    const never = compileWorkingDays(RANGE, () => false);
    expect(addWorkingDays(never, RANGE.first, 0)).toBeNull();
    expect(workingDaysBetween(never, RANGE.first, RANGE.last)).toBe(0);
  });

  test("between two days are counted as one would with a finger, and undo what was added", () => {
    const days = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 61, maxLength: 61 }), days, days, (worked, from, to) => {
        const working = compileWorkingDays({ first: 0, last: 60 }, (day) => worked[day] === true);
        const counted = worked.slice(Math.min(from, to) + 1, Math.max(from, to) + 1).filter(Boolean).length;
        expect(workingDaysBetween(working, from, to)).toBe(from <= to ? counted : 0 - counted);
        const later = addWorkingDays(working, from, to);
        if (later === null) return;
        expect(isWorkingDay(working, later)).toBe(true);
        if (to > 0) expect(workingDaysBetween(working, from, later)).toBe(to);
      }),
    );
  });
});
