import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hours } from "../../../../tests/factories/calendar.ts";
import { hoursText, readHours } from "./hours-text.ts";

describe("opening hours", () => {
  test.each([
    ["", ""],
    ["9:00–17:00", "9:00-17:00"],
    ["9-13 16-20", "9:00-13:00 16:00-20:00"],
    ["16:00 - 20:00; 9:00 - 13:00", "9:00-13:00 16:00-20:00"],
    ["9.30 a 14 y 17h00-20h30", "9:30-14:00 17:00-20:30"],
    ["9am to 5pm", "9:00-17:00"],
    ["12 a.m. – 12 p.m. and 1 PM-11:30 pm", "0:00-12:00 13:00-23:30"],
    ["0-24", "0:00-24:00"],
    ["9-13, 13-17", "9:00-13:00 13:00-17:00"],
  ])("%j is understood", (text, meant) => {
    expect(readHours(text)).toEqual({ hours: hours(meant) });
  });

  test.each([
    ["closed", "hours"],
    ["9", "hours"],
    ["9-", "hours"],
    ["9-17 usually", "hours"],
    ["9:60-17", "hours"],
    ["9-24:01", "hours"],
    ["13pm-5pm", "hours"],
    ["17-9", "order"],
    ["9-9", "order"],
    ["22-6", "order"],
    ["9-14, 13-20", "overlap"],
    ["16-20, 9-17", "overlap"],
  ])("%j is refused: %s", (text, fault) => {
    expect(readHours(text)).toEqual({ fault });
  });

  test("are written so that they are read as they were", () => {
    const cuts = fc
      .uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 6 })
      .map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(cuts, (list) => {
        const some = Array.from({ length: Math.floor(list.length / 2) }, (_, index) => ({
          from: list[2 * index] ?? 0,
          to: list[2 * index + 1] ?? 0,
        }));
        expect(readHours(hoursText(some))).toEqual({ hours: some });
      }),
    );
  });

  test("that make no sense are never a crash", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from("0123456789:-– ,apm.ayto")) }), (text) => {
        const read = readHours(text);
        if ("hours" in read)
          expect(
            read.hours.every(({ from, to }) => from >= 0 && from < to && to <= 1440),
            text,
          ).toBe(true);
      }),
    );
  });
});
