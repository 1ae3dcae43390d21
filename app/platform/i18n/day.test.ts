import { describe, expect, test } from "vitest";
import { dayBegan } from "./day.ts";

describe("the beginning of a day", () => {
  test.each([
    ["2026-11-21T21:15:30.500Z", "UTC", "2026-11-21T00:00:00.000Z"],
    ["2026-11-21T23:30:00Z", "Europe/Madrid", "2026-11-21T23:00:00.000Z"],
    ["2026-11-21T02:00:00Z", "America/Los_Angeles", "2026-11-20T08:00:00.000Z"],
    ["2026-11-21T02:00:00Z", "Asia/Kathmandu", "2026-11-20T18:15:00.000Z"],
    // Clocks went back at 03:00: the day has 25 hours.
    ["2026-10-25T22:59:00Z", "Europe/Madrid", "2026-10-24T22:00:00.000Z"],
    // Clocks go forward at 00:00: the day begins at 01:00.
    ["2026-09-06T12:00:00Z", "America/Santiago", "2026-09-06T04:00:00.000Z"],
  ])("of %s in %s is %s", (now, zone, began) => {
    expect(dayBegan(new Date(now), zone).toISOString()).toBe(began);
  });
});
