import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundsOf, monthOf, monthsOn, readMonthText } from "./month.ts";

const ZONES = [
  "Africa/Cairo",
  "America/Asuncion",
  "America/New_York",
  "Asia/Kathmandu",
  "Atlantic/Azores",
  "Australia/Lord_Howe",
  "Europe/Madrid",
  "Pacific/Apia",
  "Pacific/Kiritimati",
  "UTC",
];

describe("a calendar month", () => {
  test("is the one on the shop's own wall", () => {
    const at = new Date("2026-11-01T00:30:00Z");
    expect(monthOf(at, "Europe/Madrid")).toBe("2026-11");
    expect(monthOf(at, "America/New_York")).toBe("2026-10");
    expect(monthOf(new Date("2026-12-31T10:00:00Z"), "Pacific/Kiritimati")).toBe("2027-01");
  });

  test("is an hour longer or shorter where the clock changes in it", () => {
    const hours = (month: string, zone: string) => {
      const { begins, ends } = boundsOf(month, zone);
      return (ends.getTime() - begins.getTime()) / 3_600_000;
    };
    expect(hours("2026-03", "Europe/Madrid")).toBe(31 * 24 - 1);
    expect(hours("2026-10", "Europe/Madrid")).toBe(31 * 24 + 1);
    expect(hours("2026-11", "America/New_York")).toBe(30 * 24 + 1);
    expect(hours("2026-02", "Europe/Madrid")).toBe(28 * 24);
  });

  test("begins with the first minute there is when its midnight was left out", () => {
    // Paraguay put its clocks forward at midnight of the first of October 2023.
    expect(boundsOf("2023-10", "America/Asuncion").begins).toEqual(new Date("2023-10-01T04:00:00Z"));
    expect(monthOf(new Date("2023-10-01T04:00:00Z"), "America/Asuncion")).toBe("2023-10");
    expect(monthOf(new Date("2023-10-01T03:59:59Z"), "America/Asuncion")).toBe("2023-09");
  });

  test("holds every moment exactly once, in every zone: the next begins when it ends", () => {
    const moments = fc.date({
      min: new Date("2020-01-02T00:00:00Z"),
      max: new Date("2032-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, fc.constantFrom(...ZONES), (at, zone) => {
        const month = monthOf(at, zone);
        const { begins, ends } = boundsOf(month, zone);
        expect(begins.getTime()).toBeLessThanOrEqual(at.getTime());
        expect(at.getTime()).toBeLessThan(ends.getTime());
        expect(boundsOf(monthsOn(month, 1), zone).begins).toEqual(ends);
        expect(monthOf(new Date(ends.getTime() - 1), zone)).toBe(month);
      }),
    );
  });

  test("is reckoned over the turn of a year", () => {
    expect(monthsOn("2026-12", 1)).toBe("2027-01");
    expect(monthsOn("2026-01", -12)).toBe("2025-01");
  });

  test("of an address is one, or is refused", () => {
    expect(readMonthText("2026-09")).toBe("2026-09");
    for (const wrong of [undefined, "", "2026-13", "2026-00", "2026-9", "26-09", "2026-09-01"])
      expect(readMonthText(wrong)).toBeUndefined();
  });
});
