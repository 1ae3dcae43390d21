/**
 * Where a pickup stands. preparing → ready → collected, or no_show → returned (put back and refunded). `gone`: cancelled, or given to another way of delivery.
 */
export const PICKUP_STATES = ["preparing", "ready", "no_show", "collected", "returned", "gone"] as const;
export type PickupState = (typeof PICKUP_STATES)[number];

/** Somebody still has to do something about it. */
export const OPEN_STATES = ["preparing", "ready", "no_show"] as const satisfies readonly PickupState[];

export const isOpenPickup = (state: PickupState): boolean => OPEN_STATES.some((open) => open === state);

/** What Shopify shows of its fulfillment order. */
export interface ShownOrder {
  readonly status: string;
  readonly deliveryMethod: string;
  readonly total: number;
  readonly left: number;
  /** Shopify said that it is prepared, whoever clicked it. */
  readonly prepared: boolean;
}

/** Where it stands after a read: Shopify's state is believed, wherever it says more than ours. */
export function stateAfter(before: PickupState, shown: ShownOrder): PickupState {
  const fulfilled = shown.total - shown.left;
  if (shown.left === 0) {
    if (fulfilled > 0) return "collected";
    return before === "returned" ? "returned" : "gone";
  }
  if (shown.status === "CANCELLED" || shown.deliveryMethod !== "PICK_UP") return "gone";
  if (before === "ready" || before === "no_show") return before;
  return shown.prepared ? "ready" : "preparing";
}

/** What a person at the desk, or Shopify, has been asked to do; one at a time. */
export type PickupAsked = "" | "ready" | "collect" | "refund";

/** What may be asked of a pickup now; null: it may. `busy`: something else is on its way to Shopify. */
export function askRefusal(
  { state, asked }: { readonly state: PickupState; readonly asked: PickupAsked },
  act: Exclude<PickupAsked, "">,
): "busy" | "settled" | "not_ready" | "already" | null {
  if (!isOpenPickup(state)) return "settled";
  if (asked !== "") return "busy";
  if (act === "ready") return state === "preparing" ? null : "already";
  return act === "collect" && state === "preparing" ? "not_ready" : null;
}

/** How it was checked who collects. What a document says is never kept. */
export const CHECKS = ["code", "document", "card", "known"] as const;
