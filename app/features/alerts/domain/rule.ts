import type { AlertRuleId } from "../../../core/ids.ts";
import type { ScopedRule } from "../../../core/rule-scope.ts";

/**
 * When to tell. Each kind tells of a stock-out as well.
 * - `days`: what is left is expected to last no longer than so many days.
 * - `sureDays`: it is not sure (nine cases of ten) that it lasts longer than so many days.
 * - `units`: no more than so many are left.
 * - `out`: nothing is left.
 */
export const KINDS = ["days", "sureDays", "units", "out"] as const;
export type Kind = (typeof KINDS)[number];

/** What a rule can ask for at most; beyond that it is a slip of the finger. */
export const MOST: Readonly<Record<Kind, number>> = { days: 365, sureDays: 365, units: 1_000_000, out: 0 };

/** When people are told of what. A changed rule is another rule, with a number of its own. */
export interface AlertRule extends ScopedRule {
  readonly ruleId: AlertRuleId;
  /** It speaks of all locations that sell online together, not of each location. */
  readonly pooled: boolean;
  readonly kind: Kind;
  readonly amount: number;
}
