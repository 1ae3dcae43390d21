import { expect, test } from "vitest";
import type { Rate } from "../carrier.ts";
import { arrivalDay } from "./arrival.ts";

const rate = (transit: Rate["transit"]): Rate => ({
  service: "s",
  name: "s",
  costMinor: 1,
  currency: "EUR",
  transit,
  remoteAreaMinor: 0,
  dutiesPaid: null,
});

test.each<[string, Rate["transit"], string | null]>([
  ["a date is the day on the shop's wall", { kind: "date", at: new Date("2026-11-24T23:30:00Z") }, "2026-11-25"],
  ["days are working days, the slowest of them", { kind: "days", from: 1, to: 2 }, "2026-11-24"],
  ["no day on the way is today", { kind: "days", from: 0, to: 0 }, "2026-11-20"],
  ["nothing said is nothing known", null, null],
])("%s", (_, transit, expected) => {
  // A Friday.
  expect(arrivalDay(rate(transit), "Europe/Madrid", new Date("2026-11-20T10:00:00Z"))).toBe(expected);
});
