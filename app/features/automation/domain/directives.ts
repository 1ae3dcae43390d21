import type { LocationId } from "../../../core/ids.ts";
import type { Condition } from "./condition.ts";
import type { HoldReason } from "./actions/order.ts";
import type { ShipMode } from "./actions/parcels.ts";

export type RuleId = string;

/**
 * What the rules want of one order. Amounts are minor units of the facts' currency; `by` is the rule that said so. Nothing said: null, 0 or
 * an empty list.
 */
export interface Directives {
  /** One for each location of the facts, in their order. */
  readonly locations: readonly LocationDirective[];
  readonly split: SplitDirective;
  /** When it may leave; null: as the shop has it. The first rule that says so counts, so one can be the exception of another. */
  readonly ship: { readonly mode: ShipMode; readonly by: RuleId } | null;
  /** The order waits until each of them is released. */
  readonly holds: readonly HoldDirective[];
  readonly deadline: { readonly within: Deadline; readonly by: RuleId } | null;
  /** 1 is the most urgent. */
  readonly priority: { readonly level: number; readonly by: RuleId } | null;
  /** The fulfillment service's location that gets it. */
  readonly service: { readonly locationId: LocationId; readonly by: RuleId } | null;
  readonly assignee: { readonly staff: string; readonly by: RuleId } | null;
  /** In the order in which they are carried out. */
  readonly effects: readonly EffectDirective[];
}

export interface LocationDirective {
  readonly locationId: LocationId;
  /** The first rule that forbids it: it names it among those excluded, or does not name it among those required. */
  readonly ruledOut: { readonly as: "excluded" | "notRequired"; readonly by: RuleId } | null;
  /** Added to what a plan with this location costs: positive is worse, negative better. The sum of `costs`. */
  readonly cost: number;
  readonly costs: readonly { readonly minor: number; readonly by: RuleId }[];
}

/** Of several rules the strictest counts. */
export interface SplitDirective {
  /** The first rule that forbids it. */
  readonly forbiddenBy: RuleId | null;
  /** What each parcel after the first costs beyond its own cost. */
  readonly extraParcel: { readonly minor: number; readonly by: RuleId } | null;
  /** What each parcel of several must be worth at least. */
  readonly minParcelValue: { readonly minor: number; readonly by: RuleId } | null;
}

export interface HoldDirective {
  readonly reason: HoldReason;
  /** The merchant's own words; may be empty. */
  readonly note: string;
  readonly release: Release;
  readonly by: RuleId;
}

/** When a hold ends: a person ends it, so many hours pass, a moment comes, or a condition is true when it is tried again. */
export type Release =
  | { readonly until: "person" }
  | { readonly until: "hours"; readonly hours: number }
  | { readonly until: "moment"; readonly at: string }
  | { readonly until: "condition"; readonly when: Condition };

/** By when it has to leave: hours that pass, working days of the location, or a time of day ("16:00", the location's zone) after so many days. */
export type Deadline =
  | { readonly unit: "hours"; readonly hours: number }
  | { readonly unit: "workingDays"; readonly days: number }
  | { readonly unit: "timeOfDay"; readonly days: number; readonly at: string };

/** Who is told. */
export type Recipient =
  | { readonly kind: "inbox" }
  | { readonly kind: "shopper" }
  | { readonly kind: "staff"; readonly staff: string }
  | { readonly kind: "email"; readonly email: string };

export type EffectDirective = { readonly by: RuleId } & (
  | { readonly do: "addTag"; readonly tag: string }
  | { readonly do: "removeTag"; readonly tag: string }
  | { readonly do: "addNote"; readonly text: string }
  /** Of whom its label is bought, or not; an empty service is any of them. */
  | { readonly do: "useCarrier" | "avoidCarrier"; readonly carrier: string; readonly service: string }
  | { readonly do: "notify"; readonly to: Recipient; readonly text: string }
);
