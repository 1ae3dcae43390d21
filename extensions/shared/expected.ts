import type { Day, DeliveryPromise } from "../../app/features/delivery/domain/order-status-view.ts";
import { addDays } from "./days.ts";
import { latestAt } from "./timeline.ts";
import type { ShownOrder, ShownParcel } from "./shown-order.ts";
import { isFinal } from "./stages.ts";

/**
 * The one sentence about when. `days` are formatted and put into the text `expected.<kind>` in this order as `first`
 * and `second`.
 */
export interface Expected {
  kind: "today" | "tomorrow" | "on" | "between" | "by" | "from" | "passed" | "none" | "delivered_on" | "collected_on";
  days: readonly Day[];
}

/** When the whole order is expected. Null when there is nothing to say: it is cancelled, or waits to be collected. */
export function expectedOrder(order: ShownOrder, today: Day, dayOf: (at: number) => Day): Expected | null {
  if (order.stage === "delivered") {
    return arrived(
      order.parcels,
      order.parcels.every((parcel) => parcel.collected),
      dayOf,
    );
  }
  if (isFinal(order.stage) || order.stage === "ready_for_pickup") return null;
  return expectedWindow(promisedDays(order.promise) ?? parcelDays(order.parcels), today);
}

/** When one parcel is expected: the carrier's date for it, else the order's promise. */
export function expectedParcel(
  parcel: ShownParcel,
  promise: DeliveryPromise | null,
  today: Day,
  dayOf: (at: number) => Day,
): Expected | null {
  if (parcel.stage === "delivered") return arrived([parcel], parcel.collected, dayOf);
  if (isFinal(parcel.stage) || parcel.stage === "ready_for_pickup") return null;
  return expectedWindow(parcelDays([parcel]) ?? promisedDays(promise), today);
}

interface Window {
  from: Day | null;
  to: Day | null;
}

function promisedDays(promise: DeliveryPromise | null): Window | null {
  return promise === null || (promise.from === null && promise.to === null)
    ? null
    : { from: promise.from, to: promise.to };
}

/** From the first to the last date of the parcels still under way. */
function parcelDays(parcels: readonly ShownParcel[]): Window | null {
  const days = parcels.flatMap((parcel) => (isFinal(parcel.stage) ? [] : (parcel.expectedOn ?? []))).sort();
  const [first] = days;
  return first === undefined ? null : { from: first, to: days.at(-1) ?? first };
}

/**
 * The sentence for a window. A window whose last day is over is said to be over, never silently shown as if it still
 * held; a window that has begun loses its past days.
 */
function expectedWindow(window: Window | null, today: Day): Expected {
  if (window === null) return { kind: "none", days: [] };
  const { from, to } = window;
  if (to === null) return from === null || from <= today ? { kind: "none", days: [] } : { kind: "from", days: [from] };
  if (to < today) return { kind: "passed", days: [to] };
  if (to === today) return { kind: "today", days: [] };
  if (from === null || from < today) return { kind: "by", days: [to] };
  if (from < to) return { kind: "between", days: [from, to] };
  return to === addDays(today, 1) ? { kind: "tomorrow", days: [] } : { kind: "on", days: [to] };
}

function arrived(parcels: readonly ShownParcel[], collected: boolean, dayOf: (at: number) => Day): Expected | null {
  const at = latestAt(
    parcels.flatMap((parcel) => parcel.timeline.filter((event) => event.stage === "delivered").slice(0, 1)),
  );
  return at === null ? null : { kind: collected ? "collected_on" : "delivered_on", days: [dayOf(at)] };
}
