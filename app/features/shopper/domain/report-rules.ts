import { z } from "zod";
import type { Evidence } from "./evidence.ts";
import type { ReportKind } from "./shopper-view.ts";

/** What follows from a report: `staff` decide, the goods are sent again (by staff, who make the order), or the money goes back. */
export const REMEDIES = ["staff", "reship", "refund"] as const;
export type Remedy = (typeof REMEDIES)[number];

/**
 * When a report is settled as the shop's rule says, in place of waiting for staff. Each condition must hold; a shop that has set nothing leaves all to
 * its staff.
 */
export const reportRulesSchema = z.strictObject({
  remedy: z.enum(REMEDIES),
  /** Up to this value of the parcel, minor units of the shop's currency. */
  mostMinor: z.int().min(0).max(100_000_000),
  /** Reported within so many days of delivery (or, when none was seen, of the promised date). */
  withinDays: z.int().min(1).max(90),
  /** How many earlier reports the customer may have. */
  mostEarlier: z.int().min(0).max(10),
  /** Not when the carrier has a photo or a signature. */
  unlessProof: z.boolean(),
});
export type ReportRules = z.infer<typeof reportRulesSchema>;

export const DEFAULT_RULES: ReportRules = {
  remedy: "staff",
  mostMinor: 5_000,
  withinDays: 14,
  mostEarlier: 0,
  unlessProof: true,
};

/** A report as its rule sees it. `currency`: of the order; `shopCurrency`: of the shop. */
export interface Reported {
  readonly kind: ReportKind;
  readonly valueMinor: number;
  readonly currency: string;
  readonly shopCurrency: string;
  readonly evidence: Evidence;
  /** Days since the promised date; null: there was none. */
  readonly daysSincePromise: number | null;
}

/**
 * What the rules say of a report. Only what did not arrive is decided by rule: of the others somebody has to look at a picture. What is not known speaks for
 * staff: a value in another currency, a parcel nobody has seen arrive and no date to count from.
 */
export function remedyOf(
  rules: ReportRules,
  { kind, valueMinor, currency, shopCurrency, evidence, daysSincePromise }: Reported,
): Remedy {
  if (kind !== "not_received" || rules.remedy === "staff" || currency !== shopCurrency || valueMinor > rules.mostMinor)
    return "staff";
  const days = evidence.hoursSinceDelivery === null ? daysSincePromise : evidence.hoursSinceDelivery / 24;
  if (days === null || days < 0 || days > rules.withinDays) return "staff";
  if (evidence.earlierReports > rules.mostEarlier) return "staff";
  return rules.unlessProof && evidence.proof !== null ? "staff" : rules.remedy;
}
