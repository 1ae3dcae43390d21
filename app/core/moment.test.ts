import { expect, test } from "vitest";
import { readMoment } from "./moment.ts";

test("a time is read to the millisecond, whatever is finer", () => {
  expect(readMoment("2026-11-02T09:00:00.123456789Z")).toEqual(new Date("2026-11-02T09:00:00.123Z"));
  expect(readMoment("2026-11-02T10:00:00+01:00")).toEqual(new Date("2026-11-02T09:00:00Z"));
});

test.each([undefined, "", "yesterday", "-271821-04-20T00:00:00Z", "+275760-09-13T00:00:00Z", "1969-12-31T23:59:59Z"])(
  "%j is no time of a shop",
  (text) => {
    expect(readMoment(text)).toBeUndefined();
  },
);
