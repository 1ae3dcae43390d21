import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterWorkingMs, silentFrom, USUAL_SILENCE_MS, usualSilence, workingMs } from "./silence.ts";

const HOUR = 3_600_000;
const instant = fc.integer({ min: Date.parse("2026-01-01"), max: Date.parse("2027-01-01") });
const span = fc.integer({ min: 1, max: 40 * 24 * HOUR });

describe("working time", () => {
  test("what is added can be measured", () => {
    fc.assert(
      fc.property(instant, span, (from, ms) => {
        expect(workingMs(from, afterWorkingMs(from, ms))).toBe(ms);
      }),
    );
  });

  test("passes over a weekend: from Friday noon, a day later is Monday noon", () => {
    const friday = Date.parse("2026-11-20T12:00:00Z");
    expect(new Date(afterWorkingMs(friday, 24 * HOUR)).toISOString()).toBe("2026-11-23T12:00:00.000Z");
  });
});

describe("usual silence", () => {
  test("is an assumption while few gaps are known", () => {
    expect(usualSilence([HOUR, 2 * HOUR])).toBe(USUAL_SILENCE_MS);
  });

  test("is longer than nearly all gaps, and not moved by one that is endless", () => {
    const gaps = Array.from({ length: 500 }, (_, index) => (20 + (index % 10)) * HOUR);
    expect(usualSilence(gaps)).toBe(1.25 * 29 * HOUR);
    expect(usualSilence([...gaps, 900 * HOUR])).toBe(1.25 * 29 * HOUR);
  });
});

test("who says that it is delayed, and until when, is not silent before", () => {
  const lastScanAt = new Date("2026-11-23T20:00:00Z");
  const expectedAt = new Date("2026-11-27T20:00:00Z");
  const from = (delayed: boolean, date: Date | null) =>
    silentFrom({ lastScanAt, delayed, expectedAt: date }, 24 * HOUR);
  expect(from(false, expectedAt)).toEqual(new Date("2026-11-24T20:00:00Z"));
  expect(from(true, expectedAt)).toEqual(expectedAt);
  expect(from(true, null)).toEqual(new Date("2026-11-25T20:00:00Z"));
});
