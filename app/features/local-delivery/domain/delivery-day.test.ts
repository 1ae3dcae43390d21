import { expect, test } from "vitest";
import type { LocationCalendar } from "../../../core/calendar/location-calendar.ts";
import { deliveryDay } from "./delivery-day.ts";

const nine = [{ from: 540, to: 1_200 }];
const at = (minute: number | null) => [minute, minute, minute, minute, minute, null, null] as const;
const calendar: LocationCalendar = {
  zone: "Europe/Madrid",
  hours: [nine, nine, nine, nine, nine, [], []],
  closed: [],
  extra: [],
  cutOffs: [
    { carrier: "", service: "", at: at(15 * 60) },
    { carrier: "local", service: "Centro", at: at(18 * 60) },
  ],
  handling: { kind: "hours", minutes: 60 },
};
const day = (delivers: "local" | "sameDay" | "nextDay", area: string, when: string) =>
  deliveryDay(calendar, { delivers, area }, Date.parse(when));

test("an order before the area's own cut-off is delivered that day, one after it the next", () => {
  expect(day("sameDay", "Centro", "2026-11-23T15:59:00Z")).toBe("2026-11-23"); // 16:59 there, ready at 17:59
  expect(day("sameDay", "Centro", "2026-11-23T16:30:00Z")).toBe("2026-11-24");
});

test("an area without a cut-off of its own has the location's", () => {
  expect(day("local", "Norte", "2026-11-23T12:00:00Z")).toBe("2026-11-23");
  expect(day("local", "Norte", "2026-11-23T14:30:00Z")).toBe("2026-11-24");
});

test("a next-day area is delivered on the next day the location works", () => {
  expect(day("nextDay", "Norte", "2026-11-26T09:00:00Z")).toBe("2026-11-27");
  expect(day("nextDay", "Norte", "2026-11-27T09:00:00Z")).toBe("2026-11-30");
});
