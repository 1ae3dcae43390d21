/**
 * What a signed-in shopper may do about their order: the contract between our backend and the extension in `extensions/order-status`. Pure types,
 * imported type-only. The rules of `order-status-view.ts` hold here as well: a reader treats an unknown code as not there, a writer may add codes.
 */
import type { Instant } from "../../delivery/domain/order-status-view.ts";

/** What a shopper may choose when their order is late. */
export const CHOICE_KINDS = ["wait", "split", "swap", "cancel"] as const;
export type ChoiceKind = (typeof CHOICE_KINDS)[number];

/**
 * How far a choice has come. `asked`: staff decide; `doing`: it is being carried out; `refused`: it was no longer possible; `declined`: staff said no.
 */
export type ChoiceState = "asked" | "doing" | "done" | "declined" | "refused";

/** What can go wrong with a parcel, in the shopper's eyes. */
export const REPORT_KINDS = ["not_received", "damaged", "missing_item", "wrong_item"] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** `open`: staff look into it; `claimed`: the carrier was asked; `doing`: money is on its way back; the others end it. */
export type ReportState = "open" | "claimed" | "doing" | "reshipped" | "refunded" | "declined" | "found";

/** Where a shopper has looked for a parcel that is said to be delivered. */
export const LOOKED_PLACES = ["neighbours", "safe_place", "household", "depot"] as const;
export type LookedPlace = (typeof LOOKED_PLACES)[number];

/** Something else to take in place of a line that is missing. */
export interface Swap {
  readonly lineId: string;
  /** What was ordered, as the shop calls it. */
  readonly title: string;
  readonly variants: readonly { readonly variantId: string; readonly title: string }[];
}

export interface OfferedChoice {
  readonly kind: ChoiceKind;
  /** Of a split: units that ship now, and those that follow. */
  readonly now?: number;
  readonly later?: number;
  /** Of a swap. */
  readonly swaps?: readonly Swap[];
}

/** Answer of `GET {api}/actions?order=<id>` and of each POST that was taken. */
export interface ShopperView {
  readonly v: 1;
  /** `expected`: it will come later than was said; `passed`: the day has gone by; null: neither. */
  readonly late: "expected" | "passed" | null;
  readonly offered: readonly OfferedChoice[];
  /** The last choice that was made. */
  readonly chosen: { readonly kind: ChoiceKind; readonly state: ChoiceState; readonly at: Instant } | null;
  /** What may be reported, and of which parcels: Shopify's fulfillment id, and carrier and number where they are known; empty: nothing. */
  readonly reportable: readonly {
    readonly kind: ReportKind;
    readonly parcels: readonly { readonly fulfillmentId: string; readonly name: string }[];
  }[];
  /** Newest first. */
  readonly reports: readonly {
    readonly kind: ReportKind;
    readonly state: ReportState;
    readonly at: Instant;
    readonly fulfillmentId: string | null;
  }[];
}

/** Body of `POST {api}/actions?order=<id>`. `key`: 32 hex digits; the same asked again with the same key is the same. */
export type ShopperAct =
  | { readonly key: string; readonly act: "choose"; readonly kind: "wait" | "split" | "cancel" }
  | {
      readonly key: string;
      readonly act: "choose";
      readonly kind: "swap";
      readonly lineId: string;
      readonly variantId: string;
    }
  | {
      readonly key: string;
      readonly act: "report";
      readonly kind: ReportKind;
      readonly fulfillmentId: string;
      readonly looked: readonly LookedPlace[];
    };
