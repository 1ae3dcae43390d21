import { describe, expect, test } from "vitest";
import { instantOfWall, wallText } from "./wall-text.ts";

const MADRID = "Europe/Madrid";
const iso = (text: string) => {
  const at = instantOfWall(MADRID, text);
  return at === undefined ? undefined : new Date(at).toISOString();
};

describe("date and time on the shop's wall", () => {
  test.each([
    ["2026-12-24T15:00", "2026-12-24T14:00:00.000Z"],
    ["2026-07-01T00:00", "2026-06-30T22:00:00.000Z"],
    // Clocks go forward at 02:00: there is no half past two.
    ["2027-03-28T02:30", "2027-03-28T01:00:00.000Z"],
    // Clocks go back at 03:00: half past two is there twice.
    ["2026-10-25T02:30", "2026-10-25T00:30:00.000Z"],
    ["2026-12-24T15:00:00", "2026-12-24T14:00:00.000Z"],
    ["2026-02-30T10:00", undefined],
    ["2026-13-01T10:00", undefined],
    ["2026-12-24T24:00", undefined],
    ["24/12/2026", undefined],
    ["", undefined],
  ])("%s is %s", (text, instant) => {
    expect(iso(text)).toBe(instant);
  });

  test("is written as it is read", () => {
    for (const text of ["2026-12-24T15:00", "2026-07-01T00:05"])
      expect(wallText(MADRID, instantOfWall(MADRID, text) ?? 0)).toBe(text);
  });
});
