import { expect, test } from "vitest";
import { dateOf, dayOf } from "../../../../core/calendar/day.ts";
import { compileDeliveryDays } from "../../../../core/calendar/working-days.ts";
import { datesOf } from "./dates.ts";

const RANGE = { first: dayOf("2026-12-01"), last: dayOf("2026-12-31") };
const SPAIN = compileDeliveryDays(
  { weekdays: [true, true, true, true, true, false, false], closed: ["2026-12-08"] },
  RANGE,
);
const named = (days: { p50: number; p90: number }, placedAt: string) => {
  const dates = datesOf(days, Date.parse(placedAt), "Europe/Madrid", SPAIN);
  return dates && [dateOf(dates.p50), dateOf(dates.p90)];
};

test("days after the order are the dates on the wall where the parcel goes", () => {
  expect(named({ p50: 1, p90: 2.5 }, "2026-12-01T09:00:00Z")).toEqual(["2026-12-02", "2026-12-03"]);
  // 23:30 in Madrid is the evening before in Greenwich.
  expect(named({ p50: 1, p90: 1.05 }, "2026-12-01T22:30:00Z")).toEqual(["2026-12-02", "2026-12-03"]);
});

test("a weekend or a holiday is the next day on which parcels are delivered", () => {
  expect(named({ p50: 1, p90: 4 }, "2026-12-04T09:00:00Z")).toEqual(["2026-12-07", "2026-12-09"]);
});

test("beyond the days that are known there is no date", () => {
  expect(named({ p50: 1, p90: 60 }, "2026-12-04T09:00:00Z")).toBeNull();
});
