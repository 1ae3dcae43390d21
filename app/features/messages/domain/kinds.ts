import type { FulfillmentId, LocationId, ParcelId } from "../../../core/ids.ts";

/** What a message may tell. In the order in which an order meets them; stored by name. */
export const MESSAGE_KINDS = [
  "confirmed",
  "shipped",
  "tracking_changed",
  "delayed",
  "choice_answer",
  "out_for_delivery",
  "attempted",
  "delivered",
  "ready_for_pickup",
  "pickup_reminder",
  "returned",
  "claim_answer",
  "custom",
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** What a shopper may choose when an order will be late. */
export type Choice = "wait" | "split" | "swap" | "cancel";

/** What the shopper of an order may choose now, each with the address where they say so; and where they see the order. Null: there is no such page. */
export interface Offer {
  readonly link: string | null;
  readonly choices: readonly { readonly choice: Choice; readonly link: string }[];
}

/** What became of a choice. That an order was cancelled is not among them: Shopify tells it. */
export type ChoiceAnswer =
  "wait_done" | "split_done" | "swap_done" | "split_declined" | "swap_declined" | "cancel_declined";

/** What became of a report. That the money went back is not among them: Shopify tells it. */
export type ReportAnswer = "claimed" | "reship" | "declined" | "found";

/** Which parcel it is about; null where that is not known. Its number is looked up when the message is written. */
interface OfParcel {
  readonly parcelId: ParcelId | null;
  readonly fulfillmentId: FulfillmentId | null;
}

/** Days as "YYYY-MM-DD"; null: unknown. */
interface Dates {
  readonly from: string | null;
  readonly to: string | null;
}

interface Pickup {
  readonly locationId: LocationId;
  /** What the shopper says or shows at the desk. */
  readonly code: string | null;
  /** The last day on which it is kept for the shopper. */
  readonly until: string | null;
  /** Where the shopper sees it, if there is such a page. */
  readonly link: string | null;
}

/**
 * What each kind is told of its fact: ids, days, codes, and words of the merchant; nothing of a person. It is kept as it was when the fact was learned;
 * what can be chosen (`Offer`) is looked up when the message is written.
 */
export interface MessageParams {
  readonly confirmed: Dates;
  readonly shipped: OfParcel & Dates;
  /** Another label took the place of its own: the number that was told leads nowhere. */
  readonly tracking_changed: OfParcel;
  readonly delayed: Dates & {
    /** The last day that was promised until now. */
    readonly previousTo: string | null;
  };
  readonly choice_answer: Dates & { readonly answer: ChoiceAnswer };
  readonly out_for_delivery: OfParcel;
  readonly attempted: OfParcel;
  readonly delivered: OfParcel;
  readonly ready_for_pickup: Pickup;
  readonly pickup_reminder: Pickup;
  /** The parcel is on its way back to the merchant, or is there: carriers tell the one and the other with the same word. */
  readonly returned: OfParcel;
  readonly claim_answer: {
    readonly answer: ReportAnswer;
  };
  /** What a rule wants said. */
  readonly custom: { readonly text: string };
}

/** Whom it goes to: the shopper of the order, or somebody of the merchant's at this address. */
export type Audience = { readonly kind: "shopper" } | { readonly kind: "staff"; readonly email: string };
