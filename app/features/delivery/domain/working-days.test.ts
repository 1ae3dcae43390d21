import fc from "fast-check";
import { expect, test } from "vitest";
import { addWorkingDays, dayIn } from "./working-days.ts";

test("a day is the day of the place", () => {
  const at = new Date("2026-11-23T23:30:00Z");
  expect(dayIn("Europe/Madrid", at)).toBe("2026-11-24");
  expect(dayIn("America/New_York", at)).toBe("2026-11-23");
});

test.each([
  ["2026-11-27", 0, "2026-11-27"],
  ["2026-11-28", 0, "2026-11-30"],
  ["2026-11-27", 1, "2026-11-30"],
  ["2026-11-29", 1, "2026-12-01"],
  ["2026-12-31", 1, "2027-01-01"],
])("%s + %i working days is %s", (day, count, expected) => {
  expect(addWorkingDays(day, count)).toBe(expected);
});

test("two steps are one long step, and a result is never a weekend", () => {
  const days = fc.date({ min: new Date("2020-01-01"), max: new Date("2035-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(days, fc.nat(30), fc.nat(30), (date, a, b) => {
      const day = date.toISOString().slice(0, 10);
      const sum = addWorkingDays(day, a + b);
      expect(addWorkingDays(addWorkingDays(day, a), b)).toBe(sum);
      expect([0, 6]).not.toContain(new Date(`${sum}T00:00:00Z`).getUTCDay());
    }),
  );
});
