/** What speaks against deciding a fulfillment order again by other rules. Statuses are Shopify's own words. */
export interface Open {
  readonly status: string;
  /** Some of it has shipped, and what is left is as open as any. */
  readonly isRest: boolean;
  readonly requestStatus: string;
  readonly deliveryMethod: string;
  readonly holds: readonly { readonly ours: boolean }[];
  readonly lines: readonly { readonly remaining: number }[];
  readonly order: { readonly cancelled: boolean };
  /** How its routing case stands; null: nothing was ever to be decided of it. */
  readonly caseStatus: string | null;
  readonly hasParcel: boolean;
  readonly isBegun: boolean;
}

/**
 * Why an order is left alone; each has a text under `bar` in locales/*.json. `packed`: it has a parcel of ours. `pinned`: a person chose its location.
 * `undecided`: its decision is still to come. `gone`: it is closed, cancelled, or replaced by another. `holdsOff`: we hold it, and may not touch holds any more.
 */
export type Bar =
  "gone" | "packed" | "begun" | "requested" | "held" | "pinned" | "undecided" | "notRouted" | "holdsOff";

/** The first thing that speaks against it; null when nothing does. */
export function barOf(open: Open): Bar | null {
  const isOpen = open.status === "OPEN" || open.status === "ON_HOLD" || open.isRest;
  if (!isOpen || open.order.cancelled || open.lines.every(({ remaining }) => remaining <= 0)) return "gone";
  if (open.hasParcel) return "packed";
  if (open.isBegun) return "begun";
  if (open.requestStatus !== "UNSUBMITTED") return "requested";
  if (open.holds.some(({ ours }) => !ours)) return "held";
  if (open.deliveryMethod !== "SHIPPING" && open.deliveryMethod !== "LOCAL") return "notRouted";
  if (open.caseStatus === "pinned") return "pinned";
  return open.caseStatus === "decided" || open.caseStatus === "ours" ? null : "undecided";
}
