import { describe, expect, test } from "vitest";
import { readTime } from "./told-scan.ts";

describe("times as carriers write them", () => {
  test.each([
    ["2026-11-24T16:05:09+01:00", "2026-11-24T15:05:09.000Z", true],
    ["2026-11-24T16:05:09+0100", "2026-11-24T15:05:09.000Z", true],
    ["2026-11-24T15:05:09Z", "2026-11-24T15:05:09.000Z", true],
    ["2026-11-24 15:05:09Z", "2026-11-24T15:05:09.000Z", true],
    ["2026-11-24T16:05:09.123-05:00", "2026-11-24T21:05:09.000Z", true],
    ["2026-11-24T16:05:09", "2026-11-24T15:05:09.000Z", false],
    ["2026-07-24T16:05", "2026-07-24T14:05:00.000Z", false],
  ])("%s", (text, instant, zoned) => {
    expect(readTime(text, "Europe/Madrid")).toEqual({ instant: new Date(instant), zoned });
  });

  test("a day without a time lasts until its end", () => {
    expect(readTime("2026-11-25", "Europe/Madrid").instant).toEqual(new Date("2026-11-25T22:59:00Z"));
  });

  test.each([
    "",
    "T",
    "yesterday",
    "24.11.2026",
    "2026-13-45T10:00:00Z",
    "2026-11-24T25:00:00Z",
    "2026-13-45",
    "2026-11-24T25:99",
  ])("%j is none", (text) => {
    expect(() => readTime(text, "Europe/Madrid")).toThrow(`not a time: ${text}`);
  });
});
