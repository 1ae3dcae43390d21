import { describe, expect, test } from "vitest";
import { FREE } from "./plans.ts";
import { NO_SUBSCRIPTION, subscriptionOf, termsOf, type Subscription, type SubscriptionSeen } from "./subscription.ts";

const seen = (change: Partial<SubscriptionSeen> = {}): SubscriptionSeen => ({
  id: "gid://shopify/AppSubscription/1",
  name: "Grow",
  createdAt: "2026-11-02T09:00:00Z",
  currentPeriodEnd: "2026-12-16T09:00:00Z",
  trialDays: 14,
  test: false,
  recurring: { planHandle: "grow", interval: "EVERY_30_DAYS", amount: "29.0", currency: "USD" },
  ...change,
});
const active = (change: Partial<Subscription> = {}): Subscription => ({
  ...subscriptionOf([seen({ trialDays: 0 })], undefined),
  ...change,
});
const NOW = new Date("2026-11-10T09:00:00Z");

describe("what Shopify says", () => {
  test("is the active subscription, with the end of its trial", () => {
    expect(subscriptionOf([seen()], { status: "ACTIVE", name: "Grow" })).toEqual({
      status: "active",
      handle: "grow",
      name: "Grow",
      interval: "EVERY_30_DAYS",
      price: "29.0",
      currency: "USD",
      trialEndsAt: new Date("2026-11-16T09:00:00Z"),
      periodEndsAt: new Date("2026-12-16T09:00:00Z"),
      test: false,
    });
  });

  test("is the newest when there are several for a moment", () => {
    const later = seen({ name: "Scale", createdAt: "2026-11-05T09:00:00Z" });
    expect(subscriptionOf([later, seen()], undefined).name).toBe("Scale");
    expect(subscriptionOf([seen(), later], undefined).name).toBe("Scale");
  });

  test("is that the last one is held back, which is not the same as none", () => {
    expect(subscriptionOf([], { status: "FROZEN", name: "Grow" })).toEqual({
      ...NO_SUBSCRIPTION,
      status: "frozen",
      name: "Grow",
    });
    expect(subscriptionOf([], { status: "CANCELLED", name: "Grow" })).toEqual(NO_SUBSCRIPTION);
    expect(subscriptionOf([], undefined)).toEqual(NO_SUBSCRIPTION);
  });

  test("may lack the plan's handle and the price, and is a subscription all the same", () => {
    expect(subscriptionOf([seen({ recurring: null, currentPeriodEnd: null })], undefined)).toMatchObject({
      status: "active",
      handle: "",
      price: "",
      periodEndsAt: null,
    });
  });
});

describe("the terms of the next order", () => {
  test("are the free plan's without a subscription, and while it is not paid for", () => {
    const free = { plan: FREE, free: true, trial: false, extraCents: null };
    expect(termsOf(NO_SUBSCRIPTION, NOW)).toEqual(free);
    expect(termsOf({ ...active(), status: "frozen" }, NOW)).toEqual(free);
  });

  test("are the plan's price for a further order", () => {
    expect(termsOf(active(), NOW)).toMatchObject({ free: false, trial: false, extraCents: 8 });
  });

  test("cost nothing in a trial, up to its last millisecond", () => {
    const trialEndsAt = new Date("2026-11-16T09:00:00Z");
    const at = (ms: number) => termsOf(active({ trialEndsAt }), new Date(trialEndsAt.getTime() + ms));
    expect(at(-1)).toMatchObject({ trial: true, extraCents: null });
    expect(at(0)).toMatchObject({ trial: false, extraCents: 8 });
  });

  test("cost nothing on a year that was paid at once: Shopify has no meters for it", () => {
    expect(termsOf(active({ interval: "ANNUAL" }), NOW).extraCents).toBeNull();
  });

  test("cost nothing on a plan that nobody here knows, and nothing of it runs out", () => {
    expect(termsOf(active({ handle: "platinum" }), NOW)).toEqual({
      plan: null,
      free: false,
      trial: false,
      extraCents: null,
    });
  });
});
