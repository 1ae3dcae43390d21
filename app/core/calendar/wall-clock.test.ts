import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { wall } from "../../../tests/factories/calendar.ts";
import { dayOf } from "./day.ts";
import { compileWallClock, firstInstantOf, isTimeZone } from "./wall-clock.ts";

const at = (zone: string, date: string, minute: number) => {
  const day = dayOf(date);
  return firstInstantOf(compileWallClock(zone, { first: day - 3, last: day + 3 }), day, minute);
};

describe("the first instant of a time on the wall", () => {
  test("that Madrid skips in March is the moment of the change", () => {
    expect(wall(at("Europe/Madrid", "2026-03-29", 2 * 60 + 30))).toBe("2026-03-29 03:00");
    expect(at("Europe/Madrid", "2026-03-29", 2 * 60)).toBe(at("Europe/Madrid", "2026-03-29", 3 * 60));
  });

  test("that comes twice in October is its first coming", () => {
    expect(at("Europe/Madrid", "2026-10-25", 2 * 60 + 30)).toBe(Date.parse("2026-10-25T00:30:00Z"));
    expect(at("Europe/Madrid", "2026-10-25", 3 * 60)).toBe(Date.parse("2026-10-25T02:00:00Z"));
  });

  test("of a midnight that Santiago skips is one o'clock, and of one after a doubled hour the true midnight", () => {
    expect(wall(at("America/Santiago", "2026-09-06", 0), "America/Santiago")).toBe("2026-09-06 01:00");
    expect(at("America/Santiago", "2026-04-05", 0)).toBe(Date.parse("2026-04-05T04:00:00Z"));
    expect(at("America/Santiago", "2026-04-04", 24 * 60)).toBe(at("America/Santiago", "2026-04-05", 0));
  });

  test("counts Nepal's three quarters of an hour", () => {
    expect(at("Asia/Kathmandu", "2026-06-01", 9 * 60)).toBe(Date.parse("2026-06-01T03:15:00Z"));
  });

  test("on the day Samoa left out is the midnight that followed, whatever the hour", () => {
    const next = at("Pacific/Apia", "2011-12-31", 0);
    expect(next).toBe(Date.parse("2011-12-30T10:00:00Z"));
    expect([0, 600, 1440].map((minute) => at("Pacific/Apia", "2011-12-30", minute))).toEqual([next, next, next]);
  });

  test("is what Temporal says wherever the wall shows the time once, and never earlier for a later time", () => {
    const zones = fc.constantFrom(
      ...["Europe/Madrid", "America/Santiago", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo"],
      ...["Asia/Kathmandu", "Pacific/Apia", "Pacific/Kiritimati", "America/St_Johns", "Etc/UTC"],
    );
    const range = { first: dayOf("2025-06-01"), last: dayOf("2027-06-01") };
    const days = fc.integer({ min: range.first, max: range.last });
    fc.assert(
      fc.property(zones, days, fc.integer({ min: 0, max: 1439 }), (zone, day, minute) => {
        const clock = compileWallClock(zone, range);
        const time = Temporal.PlainDate.from("1970-01-01")
          .add({ days: day })
          .toPlainDateTime()
          .add({ minutes: minute });
        const [earlier, later] = (["earlier", "later"] as const).map(
          (disambiguation) => time.toZonedDateTime(zone, { disambiguation }).epochMilliseconds,
        );
        const first = firstInstantOf(clock, day, minute);
        // In a gap Temporal gives the two readings around it; the change itself lies between them.
        expect(first).toBeGreaterThanOrEqual(earlier ?? NaN);
        expect(first).toBeLessThanOrEqual(later ?? NaN);
        if (earlier === later) expect(first).toBe(earlier);
        expect(firstInstantOf(clock, day, minute + 1)).toBeGreaterThanOrEqual(first);
      }),
    );
  });
});

test("a zone is known by its IANA name", () => {
  expect(isTimeZone("Europe/Madrid")).toBe(true);
  for (const name of ["Europe/Entrega", "", "Madrid", "9:00"]) expect(isTimeZone(name), name).toBe(false);
});
