import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { dateOf, dayOf, daysAround, weekdayOf } from "./day.ts";

describe("a day", () => {
  test("counts from 1 January 1970, which was a Thursday", () => {
    expect(dayOf("1970-01-01")).toBe(0);
    expect(weekdayOf(0)).toBe(3);
    expect(dateOf(-1)).toBe("1969-12-31");
  });

  test("is refused when the calendar has no such date", () => {
    for (const date of ["2026-02-30", "2026-13-01", "2026-1-1", "tomorrow", ""]) {
      expect(() => dayOf(date), date).toThrow(RangeError);
    }
    expect(dateOf(dayOf("2028-02-29"))).toBe("2028-02-29");
  });

  test("has the date and the weekday that Temporal says, also before 1970", () => {
    fc.assert(
      fc.property(fc.integer({ min: -30_000, max: 60_000 }), (day) => {
        const date = Temporal.PlainDate.from("1970-01-01").add({ days: day });
        expect(dateOf(day)).toBe(date.toString());
        expect(dayOf(date.toString())).toBe(day);
        expect(weekdayOf(day)).toBe(date.dayOfWeek - 1);
      }),
    );
  });

  test("around an instant reaches far enough for the zones at both ends of the world", () => {
    const range = daysAround(Date.UTC(2026, 0, 10, 12), 0, 0);
    expect([dateOf(range.first), dateOf(range.last)]).toEqual(["2026-01-09", "2026-01-11"]);
  });
});
