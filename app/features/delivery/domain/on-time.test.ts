import { expect, test } from "vitest";
import { onTimeOf, type SeenPromise } from "./on-time.ts";

const placedAt = new Date("2026-11-23T10:00:00Z");
const arrived = { placedAt, arrivedAt: new Date("2026-11-27T12:00:00Z"), arrivedOn: "2026-11-27" };
const seen = (to: string, surface: SeenPromise["surface"], at: string): SeenPromise => ({
  to,
  surface,
  at: new Date(at),
});

test("counts from what was seen when it was bought, and from what was seen last before it came", () => {
  const shown = [
    seen("2026-11-28", "orderStatus", "2026-11-26T08:00:00Z"),
    seen("2026-11-25", "checkout", "2026-11-23T10:00:00Z"),
    seen("2026-12-24", "orderStatus", "2026-11-30T08:00:00Z"), // after it had come
  ];
  expect(onTimeOf(shown, arrived)).toEqual({
    bought: "2026-11-25",
    last: "2026-11-28",
    lateBought: 2,
    lateLast: -1,
  });
});

test("a date that only staff saw was promised to nobody", () => {
  const nothing = { bought: null, last: null, lateBought: null, lateLast: null };
  expect(onTimeOf([seen("2026-11-25", "admin", "2026-11-23T10:00:00Z")], arrived)).toEqual(nothing);
});

test("what was first seen a day after buying is not what it was bought by", () => {
  const { bought, lateLast } = onTimeOf([seen("2026-11-26", "trackingPage", "2026-11-24T10:30:00Z")], arrived);
  expect([bought, lateLast]).toEqual([null, 1]);
});
