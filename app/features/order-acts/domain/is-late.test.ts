import { expect, test } from "vitest";
import { calendar, hours, instant, week } from "../../../../tests/factories/calendar.ts";
import { isLate } from "./is-late.ts";

/** Monday to Friday 9:00–17:00 in Madrid; 4 December 2026 is a Friday. */
const late = (minutes: number, since: string, now: string) => isLate(calendar(), instant(since), minutes, instant(now));

test("only opening hours count for who has to answer", () => {
  expect(late(120, "2026-12-04 16:00", "2026-12-04 23:00")).toBe(false);
  expect(late(120, "2026-12-04 16:00", "2026-12-07 09:59")).toBe(false);
  expect(late(120, "2026-12-04 16:00", "2026-12-07 10:00")).toBe(true);
  expect(late(60, "2026-12-04 20:00", "2026-12-07 09:30")).toBe(false);
});

test("a location that never opens is never late, and nobody is late at once", () => {
  const closed = calendar({ hours: week(hours(""), [], []) });
  expect(isLate(closed, instant("2026-12-04 16:00"), 1, instant("2026-12-20 16:00"))).toBe(false);
  expect(late(1, "2026-12-04 16:00", "2026-12-04 16:00")).toBe(false);
});
