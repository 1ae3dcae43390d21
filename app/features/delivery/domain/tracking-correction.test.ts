import { expect, test } from "vitest";
import { lacksTracking } from "./tracking-correction.ts";

const parcel = { number: "1Z", url: "https://carrier.example/1Z" };

test("a page without a number, or with ours and no link, lacks it", () => {
  expect(lacksTracking([], parcel)).toBe(true);
  expect(lacksTracking([{ number: "1Z", url: null }], parcel)).toBe(true);
});

test("what is complete, and what somebody else wrote, stays", () => {
  expect(lacksTracking([{ number: "1Z", url: "https://carrier.example/1Z" }], parcel)).toBe(false);
  expect(lacksTracking([{ number: "1Z", url: null }], { ...parcel, url: null })).toBe(false);
  expect(lacksTracking([{ number: "OTHER", url: null }], parcel)).toBe(false);
  expect(
    lacksTracking(
      [
        { number: "1Z", url: null },
        { number: "OTHER", url: null },
      ],
      parcel,
    ),
  ).toBe(false);
});
