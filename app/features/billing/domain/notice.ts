import type { Outlook } from "./outlook.ts";
import type { Subscription, Terms } from "./subscription.ts";

/** What somebody should know of the plan, the most urgent alone; null: nothing. */
export type PlanNotice = "frozen" | "over" | "reached" | "costs" | "near" | "trialEnds" | null;

const DAYS_MS = 3 * 86_400_000;

/**
 * `frozen`: Shopify holds the subscription until it is paid. `over`: more orders than are free. `reached`: the last one that is included is used, and the next
 * costs nothing either. `costs`: each further order costs something. `near`: four fifths are used. `trialEnds`: in less than three days.
 */
export function noticeOf(
  { status, trialEndsAt }: Pick<Subscription, "status" | "trialEndsAt">,
  terms: Terms,
  { level, tally, included }: Pick<Outlook, "included" | "level" | "tally">,
  now: Date,
): PlanNotice {
  if (status === "frozen") return "frozen";
  if (level === "reached") {
    if (terms.extraCents !== null) return "costs";
    return terms.free && included !== null && tally.orders > included ? "over" : "reached";
  }
  if (level === "near") return "near";
  const soon = terms.trial && trialEndsAt !== null && trialEndsAt.getTime() - now.getTime() < DAYS_MS;
  return soon ? "trialEnds" : null;
}
