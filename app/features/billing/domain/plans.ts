/**
 * What the plans include. Prices and names stand in the app's listing at Shopify, where merchants choose and are charged; this table repeats what the app must
 * know itself: it is compared with the listing by whoever changes one of the two (docs/decisions/0025-what-is-counted-and-how-shopify-is-told.md).
 */
export interface Plan {
  /** The plan's handle in the listing. */
  readonly handle: "free" | "grow" | "scale";
  /** Orders of a calendar month that cost nothing more. */
  readonly included: number;
  /** A month, in US cents: the listing's own currency. */
  readonly monthlyCents: number;
  /** What each further order of the month costs, in US cents; null: the plan has no meter, and nothing is ever charged for an order. */
  readonly extraCents: number | null;
  readonly trialDays: number;
}

export const CURRENCY = "USD";

/** Without a subscription a shop has this one. */
export const FREE: Plan = { handle: "free", included: 50, monthlyCents: 0, extraCents: null, trialDays: 0 };

/** From the smallest to the largest. */
export const PLANS: readonly Plan[] = [
  FREE,
  { handle: "grow", included: 500, monthlyCents: 2_900, extraCents: 8, trialDays: 14 },
  { handle: "scale", included: 2_500, monthlyCents: 9_900, extraCents: 5, trialDays: 14 },
];

/** The meter of every plan with a price for further orders, as it is called in the listing. */
export const METER = "extra_order";
