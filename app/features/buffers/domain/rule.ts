import { mostSpecific, type RuleSubject, type ScopedRule } from "../../../core/rule-scope.ts";

/**
 * - `units`: that many are kept.
 * - `percent`: that share of what is there, rounded down.
 * - `days`: what is sold in so many days, by what is expected of a day with stock (features/demand).
 */
export const KINDS = ["units", "percent", "days"] as const;
export type Kind = (typeof KINDS)[number];

/** What a rule can be at most; a buffer beyond that is a slip of the finger. */
export const MOST: Readonly<Record<Kind, number>> = { units: 1_000_000, percent: 100, days: 365 };

/** How many units stay unsold. A changed rule is another rule, with a number of its own. */
export interface BufferRule extends ScopedRule {
  readonly kind: Kind;
  readonly amount: number;
}

/** What a rule asks for: units that are there in all, and units sold a day. */
export interface Stock {
  readonly total: number;
  readonly soldPerDay: number;
}

/** The units a rule keeps: whole, never more than there are, never below 0. */
export function unitsKept({ kind, amount }: BufferRule, { total, soldPerDay }: Stock): number {
  const wanted =
    kind === "units"
      ? amount
      : kind === "percent"
        ? Math.floor((total * amount) / 100)
        : Math.ceil(soldPerDay * amount);
  return Math.max(0, Math.min(wanted, total));
}

/** The rule that counts for a level: the most specific one; of equals the one that keeps more, then the older one. */
export function ruleFor(rules: readonly BufferRule[], level: RuleSubject, stock: Stock): BufferRule | null {
  const [best] = mostSpecific(rules, level)
    .map((rule) => ({ rule, units: unitsKept(rule, stock) }))
    .toSorted((a, b) => b.units - a.units);
  return best?.rule ?? null;
}
