import { describe, expect, test } from "vitest";
import { dateOf, dayOf } from "./calendar/day.ts";
import { instantAt, localDay, localMinute, wallTime } from "./local-time.ts";

const at = (text: string) => Date.parse(text);

describe("local time", () => {
  test.each([
    ["Europe/Madrid", "2026-10-25T00:59:00Z", "2026-10-25", 179],
    // An hour later the wall shows the same minute again.
    ["Europe/Madrid", "2026-10-25T01:59:00Z", "2026-10-25", 179],
    ["Europe/Madrid", "2026-03-29T00:59:59Z", "2026-03-29", 119],
    ["Europe/Madrid", "2026-03-29T01:00:00Z", "2026-03-29", 180],
    ["Asia/Kathmandu", "2026-11-21T18:15:00Z", "2026-11-22", 0],
    ["America/Los_Angeles", "2026-11-22T07:59:00Z", "2026-11-21", 1439],
    ["UTC", "1970-01-01T00:00:00Z", "1970-01-01", 0],
  ])("in %s at %s", (zone, text, date, minute) => {
    expect(dateOf(localDay(zone, at(text)))).toBe(date);
    expect(localMinute(zone, at(text))).toBe(minute);
  });

  test("the wall jumps where clocks change, and nowhere else", () => {
    const hour = 3_600_000;
    expect(
      wallTime("Europe/Madrid", at("2026-03-29T01:00:00Z")) - wallTime("Europe/Madrid", at("2026-03-29T00:00:00Z")),
    ).toBe(2 * hour);
    expect(
      wallTime("Europe/Madrid", at("2026-10-25T01:00:00Z")) - wallTime("Europe/Madrid", at("2026-10-25T00:00:00Z")),
    ).toBe(0);
  });

  test("an instant found for a minute shows that minute", () => {
    expect(instantAt("Europe/Madrid", dayOf("2026-07-01"), 540)).toBe(at("2026-07-01T07:00:00Z"));
    // 02:30 does not exist on this day: the moment of the change.
    expect(instantAt("Europe/Madrid", dayOf("2026-03-29"), 150)).toBe(at("2026-03-29T01:00:00Z"));
  });

  test("an unknown zone is refused", () => {
    expect(() => wallTime("Mars/Olympus", 0)).toThrow(RangeError);
  });
});
