import { describe, expect, test } from "vitest";
import { boundsOf } from "./month.ts";
import { noticeOf } from "./notice.ts";
import { isPaused, outlookOf } from "./outlook.ts";
import { FREE, PLANS } from "./plans.ts";
import type { Terms } from "./subscription.ts";

const free: Terms = { plan: FREE, free: true, trial: false, extraCents: null };
const grow: Terms = { plan: PLANS[1] ?? null, free: false, trial: false, extraCents: 8 };
const unknown: Terms = { plan: null, free: false, trial: false, extraCents: null };
const NOVEMBER = boundsOf("2026-11", "Europe/Madrid");
const day = (date: number) => new Date(Date.UTC(2026, 10, date) - 3_600_000);
const of = (orders: number, terms: Terms, now = day(16)) =>
  outlookOf({ orders, extra: 0, costCents: 0 }, terms, NOVEMBER, now);

describe("where the month stands", () => {
  test.each([
    [39, 78, "well"],
    [40, 80, "near"],
    [49, 98, "near"],
    [50, 100, "reached"],
    [200, 100, "reached"],
  ] as const)("%i orders of 50 are %i %%: %s", (orders, percent, level) => {
    expect(of(orders, free)).toMatchObject({ percent, level, included: 50 });
  });

  test("is never full by rounding: 499 of 500 are not all of them", () => {
    expect(of(499, grow)).toMatchObject({ percent: 99, level: "near", nextCents: 0 });
    expect(of(500, grow)).toMatchObject({ percent: 100, level: "reached", nextCents: 8 });
  });

  test("nothing runs out on a plan that nobody here knows", () => {
    expect(of(9_999, unknown)).toMatchObject({ percent: null, level: "well", included: null, nextCents: 0 });
  });
});

describe("where it ends at this pace", () => {
  test("is as many again in the second half of the month", () => {
    expect(of(30, free).forecast).toEqual({ orders: 60, costCents: 0 });
  });

  test("costs what lies beyond the plan, and what was charged already", () => {
    expect(of(300, grow).forecast).toEqual({ orders: 600, costCents: 100 * 8 });
    const charged = outlookOf({ orders: 600, extra: 100, costCents: 800 }, grow, NOVEMBER, day(16));
    expect(charged.forecast).toEqual({ orders: 1_200, costCents: 800 + 600 * 8 });
  });

  test("nobody can tell in the first two days, nor from four orders", () => {
    expect(of(30, free, day(2)).forecast).toBeNull();
    expect(of(4, free).forecast).toBeNull();
    expect(of(5, free).forecast).not.toBeNull();
  });

  test("is what there is when the month is over", () => {
    expect(of(30, free, NOVEMBER.ends).forecast).toEqual({ orders: 30, costCents: 0 });
  });
});

describe("what somebody should know", () => {
  const active = { status: "active", trialEndsAt: null } as const;
  const none = { status: "none", trialEndsAt: null } as const;
  const NOW = day(16);

  test("is nothing while all is well", () => {
    expect(noticeOf(none, free, of(39, free), NOW)).toBeNull();
    expect(noticeOf(active, unknown, of(9_999, unknown), NOW)).toBeNull();
  });

  test("is that four fifths, that all, and that more than all are used", () => {
    expect(noticeOf(none, free, of(40, free), NOW)).toBe("near");
    expect(noticeOf(none, free, of(50, free), NOW)).toBe("reached");
    expect(noticeOf(none, free, of(51, free), NOW)).toBe("over");
  });

  test("is that the next one costs something, where it does", () => {
    expect(noticeOf(active, grow, of(500, grow), NOW)).toBe("costs");
    expect(noticeOf(active, { ...grow, trial: true, extraCents: null }, of(500, grow), NOW)).toBe("reached");
  });

  test("is before all else that Shopify holds the subscription back", () => {
    expect(noticeOf({ status: "frozen", trialEndsAt: null }, free, of(51, free), NOW)).toBe("frozen");
  });

  test("is that a trial ends in less than three days", () => {
    const trial = { ...grow, trial: true, extraCents: null };
    const ends = (days: number) =>
      ({ status: "active", trialEndsAt: new Date(NOW.getTime() + days * 86_400_000) }) as const;
    expect(noticeOf(ends(3), trial, of(1, trial), NOW)).toBeNull();
    expect(noticeOf(ends(2.9), trial, of(1, trial), NOW)).toBe("trialEnds");
  });
});

describe("what is not begun anew", () => {
  test("waits only where nobody pays, and only beyond the last free order", () => {
    expect(isPaused(of(50, free), free)).toBe(false);
    expect(isPaused(of(51, free), free)).toBe(true);
    expect(isPaused(of(5_000, grow), grow)).toBe(false);
    expect(isPaused(of(5_000, unknown), unknown)).toBe(false);
  });
});
