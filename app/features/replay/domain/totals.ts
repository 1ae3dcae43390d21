import type { LocationId, RuleSetId } from "../../../core/ids.ts";
import type { RuleId } from "../../automation/domain/directives.ts";
import type { Change } from "./change.ts";

/** What a replay comes to. Stored as JSON; amounts in minor units of `currency`. */
export interface Totals {
  readonly currency: string;
  readonly orders: number;
  /** Orders by what changes about them; one with several fulfillment orders may count more than once. */
  readonly changes: Readonly<Record<Change, number>>;
  readonly before: Sums;
  readonly after: Sums;
  /** Fulfillment orders that ship before and after: only of these costs can be compared. */
  readonly comparable: number;
  /** Of all days with a decision, in order. */
  readonly days: readonly DaySums[];
  readonly locations: readonly LocationSums[];
  readonly rules: readonly RuleSums[];
  readonly doubts: Doubts;
}

/** Sums of one world. */
export interface Sums {
  /** By component (`totalMinor` is one of them), of what is comparable. */
  readonly cost: Readonly<Record<string, number>>;
  readonly parcels: number;
  /** Orders that were held or could not be shipped at one time. */
  readonly held: number;
  /** Units that ship from nowhere. */
  readonly unfilled: number;
  /** Expected number of late ones among those of which it can be said. */
  readonly late: number;
  readonly lateKnown: number;
}

/** The numbers of one day that can be shown over time. Costs: of what is comparable. */
export const DAY_NUMBERS = ["cost", "parcels", "held", "late"] as const;
export type DayNumbers = Readonly<Record<(typeof DAY_NUMBERS)[number], number>>;

export interface DaySums {
  /** Of the shop, "2026-11-22". */
  readonly date: string;
  readonly decisions: number;
  readonly changed: number;
  readonly before: DayNumbers;
  readonly after: DayNumbers;
}

export interface LocationSums {
  readonly locationId: LocationId;
  readonly before: LoadSums;
  readonly after: LoadSums;
}

export interface LoadSums {
  readonly parcels: number;
  readonly units: number;
  /** On its busiest day. */
  readonly mostParcels: number;
  /** Parcels that it had no capacity left for on their day. */
  readonly beyond: number;
}

/** How often a rule matched. */
export interface RuleSums {
  readonly setId: RuleSetId;
  readonly ruleId: RuleId;
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

/** What a reader should know before trusting the rest; counts of decisions. */
export interface Doubts {
  /** Decided otherwise today under the rules of then: what was carried out, and what was only shown and so took no stock. */
  readonly notReproduced: number;
  readonly notReproducedShown: number;
  /** Stored in a format that cannot be read any more, or damaged. */
  readonly unreadable: number;
  /** Rules could not be asked: their snapshots do not have what rules ask. */
  readonly unasked: number;
  /** In another currency, and not in the costs. */
  readonly otherCurrency: number;
}
