import { describe, expect, test } from "vitest";
import { calendar, hours, instant, wall, week } from "../../../../tests/factories/calendar.ts";
import type { LocationCalendar } from "../../../core/calendar/location-calendar.ts";
import type { Deadline } from "../../automation/domain/directives.ts";
import { deadlineOf } from "./deadline.ts";

/** Monday to Friday 9:00–17:00 in Madrid; 2 December 2026 is a Wednesday. */
const due = (within: Deadline, since: string, overrides: Partial<LocationCalendar> = {}) =>
  wall(deadlineOf(within, instant(since), calendar(overrides)));
const hoursLater = (count: number) => ({ unit: "hours", hours: count }) as const;
const workingDays = (days: number) => ({ unit: "workingDays", days }) as const;
const at = (time: string, days: number) => ({ unit: "timeOfDay", days, at: time }) as const;

describe("hours", () => {
  test("pass by day and by night, over a change of the clock too", () => {
    expect(due(hoursLater(24), "2026-12-04 18:30")).toBe("2026-12-05 18:30");
    expect(due(hoursLater(24), "2026-03-28 12:00")).toBe("2026-03-29 13:00");
    expect(due(hoursLater(24), "2026-10-24 12:00")).toBe("2026-10-25 11:00");
  });

  test("end at a whole second, as Shopify keeps it", () => {
    expect(deadlineOf(hoursLater(1), 1_500, calendar())).toBe(3_601_000);
  });
});

describe("working days", () => {
  test("end when the location closes", () => {
    expect(due(workingDays(2), "2026-12-02 10:00")).toBe("2026-12-04 17:00");
    expect(due(workingDays(1), "2026-12-04 10:00")).toBe("2026-12-07 17:00");
    expect(due(workingDays(1), "2026-12-05 10:00")).toBe("2026-12-07 17:00");
  });

  test("are the same day while it is open, and the next working day after", () => {
    expect(due(workingDays(0), "2026-12-04 16:59")).toBe("2026-12-04 17:00");
    expect(due(workingDays(0), "2026-12-04 17:00")).toBe("2026-12-07 17:00");
    expect(due(workingDays(0), "2026-12-05 08:00")).toBe("2026-12-07 17:00");
  });

  test("leave out holidays, and know days and hours of their own", () => {
    expect(due(workingDays(1), "2026-12-07 10:00", { closed: ["2026-12-08"] })).toBe("2026-12-09 17:00");
    const saturday = { extra: [{ date: "2026-12-05", hours: hours("9:00-14:00") }] };
    expect(due(workingDays(1), "2026-12-04 10:00", saturday)).toBe("2026-12-05 14:00");
    expect(due(workingDays(0), "2026-12-02 10:00", { hours: week(hours("9:00-13:00 16:00-20:00"), [], []) })).toBe(
      "2026-12-02 20:00",
    );
  });

  test("are found a year ahead and behind a long closure, and not where nobody ever works", () => {
    expect(due(workingDays(365), "2026-12-02 10:00")).toBe("2028-04-26 17:00");
    const thursdays = { hours: [[], [], [], hours("9:00-12:00"), [], [], []] as const };
    expect(due(workingDays(10), "2026-12-02 10:00", thursdays)).toBe("2027-02-04 12:00");
    expect(due(workingDays(0), "2026-12-02 10:00", { hours: week([], [], []) })).toBeNull();
  });
});

describe("a time of day", () => {
  test("is on the wall of the location, so many days later", () => {
    expect(due(at("16:00", 0), "2026-12-02 15:59")).toBe("2026-12-02 16:00");
    expect(due(at("16:00", 0), "2026-12-02 16:00")).toBe("2026-12-03 16:00");
    expect(due(at("16:00", 3), "2026-12-02 18:00")).toBe("2026-12-05 16:00");
    const tenerife = deadlineOf(at("16:00", 0), instant("2026-12-02 16:30"), calendar({ zone: "Atlantic/Canary" }));
    expect(wall(tenerife)).toBe("2026-12-02 17:00");
  });

  test("that the clock leaves out is the first moment after", () => {
    expect(due(at("02:30", 1), "2026-03-28 12:00")).toBe("2026-03-29 03:00");
  });
});
