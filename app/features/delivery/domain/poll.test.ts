import { expect, test } from "vitest";
import { nextPollAt } from "./poll.ts";

const NOW = new Date("2026-11-23T12:00:00Z");
const HOUR = 3_600_000;
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR);
const waits = (...[stage, heardAt]: [Parameters<typeof nextPollAt>[0], Date]) => {
  const next = nextPollAt(stage, heardAt, NOW);
  return next && (next.getTime() - NOW.getTime()) / HOUR;
};

test("a parcel on the van is asked about more often than one just handed over, that one more often than one far away", () => {
  expect(waits("out_for_delivery", ago(1))).toBe(0.5);
  expect(waits("handed_over", ago(1))).toBe(1);
  expect(waits("in_transit", ago(1))).toBe(3);
});

test.each(["delivered", "returned", "void", "planned"] as const)(
  "nobody is asked about a parcel that is %s",
  (stage) => {
    expect(waits(stage, ago(1))).toBeNull();
  },
);

test("a parcel unheard of for a week is asked about twice a day, after two months no more", () => {
  expect(waits("in_transit", ago(7 * 24))).toBe(3);
  expect(waits("in_transit", ago(7 * 24 + 1))).toBe(12);
  expect(waits("lost", ago(30 * 24))).toBe(24);
  expect(waits("in_transit", ago(60 * 24 + 1))).toBeNull();
});
