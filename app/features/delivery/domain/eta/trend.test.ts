import { expect, test } from "vitest";
import { towardsToday } from "./trend.ts";

const DAYS = Float64Array.from({ length: 20_000 }, (_, n) => n % 200);
const ONES = DAYS.map(() => 1);

test("where nothing changes, the past is as today", () => {
  const level = DAYS.map(() => 0.3);
  for (const each of towardsToday(level, DAYS, ONES)) expect(each).toBeCloseTo(0.3, 9);
});

test("a parcel of the past is moved along three fifths of the way all went since, and of what was before 120 days ago not more", () => {
  const perDay = 0.002;
  const moved = towardsToday(
    DAYS.map((days) => perDay * days),
    DAYS,
    ONES,
  );
  expect(moved[0]).toBeCloseTo(0, 3);
  expect(moved[100]).toBeCloseTo(perDay * 100 * 0.4, 2);
  expect(moved[190]).toBeCloseTo(perDay * (190 - 120 * 0.6), 2);
});

test("a few parcels make no trend", () => {
  const days = Float64Array.of(1, 10, 20, 30);
  const level = Float64Array.of(0, 0.1, 0.2, 0.3);
  towardsToday(level, days, Float64Array.of(1, 1, 1, 1)).forEach((each, row) => {
    expect(Math.abs(each - (level[row] ?? NaN))).toBeLessThan(0.01);
  });
});

test("without any parcel of late there is no trend", () => {
  const level = Float64Array.of(0.5, 0.7);
  expect(towardsToday(level, Float64Array.of(130, 150), Float64Array.of(1, 1))).toEqual(level);
});
