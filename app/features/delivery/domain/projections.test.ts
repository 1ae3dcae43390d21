import { expect, test } from "vitest";
import { blame } from "./blame.ts";
import { projectionsOf, type Journal, type Plan } from "./projections.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Every day at 15:00 somebody takes what is ready; two days later it is there. */
const PLAN: Plan = {
  leavesAt: (at) => Math.ceil((at - 15 * HOUR) / DAY) * DAY + 15 * HOUR,
  dayOf: (at) => Math.floor(at / DAY),
  arrives: (leaves) => leaves + 2,
};
const on = (day: number, hour: number, code = "x") => ({ code, at: day * DAY + hour * HOUR });
const journal = (change: Partial<Journal>): Journal => ({
  placedAt: on(0, 10).at,
  ...{ paid: null, routed: null, addressMended: null, customs: null, addressWrong: null },
  packed: on(0, 12),
  left: on(0, 16),
  out: on(2, 8),
  arrived: on(2, 11, "parcel.delivered"),
  ...change,
});
/** Promised for the day of the plan. */
const lost = (change: Partial<Journal>) => {
  const { planned, projections } = projectionsOf(journal(change), PLAN);
  return Object.fromEntries(blame(planned, planned, projections).map(({ segment, days }) => [segment, days]));
};

test("nobody is blamed for a parcel that came as planned", () => {
  expect(lost({})).toEqual({});
});

test("a payment an hour after the cut-off costs the day, not the pick that followed at once", () => {
  expect(lost({ paid: on(0, 16), packed: on(0, 17), left: on(1, 16), out: on(3, 8), arrived: on(3, 11) })).toEqual({
    payment: 1,
  });
});

test("packed in time and left a day later is the handover's", () => {
  expect(lost({ left: on(1, 16), out: on(3, 8), arrived: on(3, 11) })).toEqual({ handover: 1 });
});

test("days at customs are not the carrier's, and a second round is the last mile's", () => {
  const customs = { from: on(1, 9, "CUSTOMS_HOLD"), until: on(4, 9).at };
  expect(lost({ customs, out: on(5, 8), arrived: on(6, 11) })).toEqual({ customs: 3, lastMile: 1 });
});

test("a wrong address is the address's", () => {
  expect(lost({ addressWrong: on(2, 12, "BAD_ADDRESS"), arrived: on(5, 11) })).toEqual({ address: 3 });
});

test("without a scan between shelf and door it stays unknown whose the days were", () => {
  expect(lost({ left: null, out: null, arrived: on(5, 11) })).toEqual({ unknown: 3 });
});
