import { FREE, PLANS, type Plan } from "./plans.ts";

const DAY_MS = 86_400_000;

/** A subscription as Shopify describes it; times are ISO 8601, `planHandle` is null for what was not chosen on Shopify's page. */
export interface SubscriptionSeen {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly currentPeriodEnd: string | null;
  readonly trialDays: number;
  readonly test: boolean;
  readonly recurring: {
    readonly planHandle: string | null;
    readonly interval: string;
    readonly amount: string;
    readonly currency: string;
  } | null;
}

/** What a shop has subscribed to. `none`: nothing; `frozen`: it is not paid for, and Shopify holds it until it is. */
export interface Subscription {
  readonly status: "none" | "active" | "frozen";
  /** The plan's handle; empty: not known. */
  readonly handle: string;
  /** As Shopify calls it. */
  readonly name: string;
  /** EVERY_30_DAYS or ANNUAL; empty: not known. */
  readonly interval: string;
  /** A decimal text of `currency`; empty: not known. */
  readonly price: string;
  readonly currency: string;
  readonly trialEndsAt: Date | null;
  /** When the next bill is due. */
  readonly periodEndsAt: Date | null;
  /** Shopify charges nothing for it. */
  readonly test: boolean;
}

export const NO_SUBSCRIPTION: Subscription = {
  status: "none",
  handle: "",
  name: "",
  interval: "",
  price: "",
  currency: "",
  trialEndsAt: null,
  periodEndsAt: null,
  test: false,
};

/** Of what Shopify says: the active one, the newest if there are several; else whether the last one is held back. */
export function subscriptionOf(
  active: readonly SubscriptionSeen[],
  last: { readonly status: string; readonly name: string } | undefined,
): Subscription {
  const newest = active.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0];
  if (newest === undefined)
    return last?.status === "FROZEN" ? { ...NO_SUBSCRIPTION, status: "frozen", name: last.name } : NO_SUBSCRIPTION;
  const { recurring, trialDays } = newest;
  return {
    status: "active",
    handle: recurring?.planHandle ?? "",
    name: newest.name,
    interval: recurring?.interval ?? "",
    price: recurring?.amount ?? "",
    currency: recurring?.currency ?? "",
    trialEndsAt: trialDays > 0 ? new Date(Date.parse(newest.createdAt) + trialDays * DAY_MS) : null,
    periodEndsAt: newest.currentPeriodEnd === null ? null : new Date(newest.currentPeriodEnd),
    test: newest.test,
  };
}

/** What holds for an order that is counted now. */
export interface Terms {
  /** Null: a plan that this version does not know. Nothing of it runs out, and nothing is charged for an order. */
  readonly plan: Plan | null;
  /** Nobody pays: the free plan, or one that Shopify holds back. */
  readonly free: boolean;
  readonly trial: boolean;
  /** US cents that an order beyond what is included costs; null: nothing. */
  readonly extraCents: number | null;
}

/** A trial costs nothing. Neither does a year paid at once: Shopify has no meters for those. */
export function termsOf(subscription: Subscription, now: Date): Terms {
  if (subscription.status !== "active") return { plan: FREE, free: true, trial: false, extraCents: null };
  const plan = PLANS.find(({ handle }) => handle === subscription.handle) ?? null;
  const trial = subscription.trialEndsAt !== null && now < subscription.trialEndsAt;
  const metered = plan !== null && !trial && subscription.interval === "EVERY_30_DAYS";
  return { plan, free: plan === FREE, trial, extraCents: metered ? plan.extraCents : null };
}
