import type { InventoryItemId, LocationId } from "../../../core/ids.ts";

/** What a rule is about, the most specific first: of the rules that fit a level, the first kind in this order wins. */
export const SCOPES = ["itemAt", "item", "tag", "vendor", "location", "all"] as const;
export type Scope = (typeof SCOPES)[number];

/**
 * - `units`: that many are kept.
 * - `percent`: that share of what is there, rounded down.
 * - `days`: what is sold in so many days, by the average of the last 28.
 */
export const KINDS = ["units", "percent", "days"] as const;
export type Kind = (typeof KINDS)[number];

/** What a rule can be at most; a buffer beyond that is a slip of the finger. */
export const MOST: Readonly<Record<Kind, number>> = { units: 1_000_000, percent: 100, days: 365 };

/** How many units stay unsold. A changed rule is another rule, with a number of its own. */
export interface BufferRule {
  readonly ruleId: string;
  readonly scope: Scope;
  readonly itemId: InventoryItemId | null;
  readonly locationId: LocationId | null;
  /** The tag or the vendor; empty for the other scopes. */
  readonly label: string;
  readonly kind: Kind;
  readonly amount: number;
}

/** What rules look at. */
export interface RuleSubject {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly vendor: string;
  readonly tags: readonly string[];
}

/** Does the rule speak of this level? */
function fits({ scope, itemId, locationId, label }: BufferRule, level: RuleSubject): boolean {
  switch (scope) {
    case "itemAt":
      return itemId === level.itemId && locationId === level.locationId;
    case "item":
      return itemId === level.itemId;
    case "tag":
      return level.tags.includes(label);
    case "vendor":
      return label === level.vendor;
    case "location":
      return locationId === level.locationId;
    case "all":
      return true;
  }
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
  const [best] = rules
    .filter((rule) => fits(rule, level))
    .map((rule) => ({ rule, units: unitsKept(rule, stock) }))
    .toSorted(
      (a, b) =>
        SCOPES.indexOf(a.rule.scope) - SCOPES.indexOf(b.rule.scope) ||
        b.units - a.units ||
        Number(a.rule.ruleId) - Number(b.rule.ruleId),
    );
  return best?.rule ?? null;
}
