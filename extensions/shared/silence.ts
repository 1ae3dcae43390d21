import type { Instant } from "../../app/features/delivery/domain/order-status-view.ts";
import type { ShownParcel } from "./shown-order.ts";

/**
 * A parcel under way is normally scanned every one or two days; after three without a scan the shopper should hear that
 * we noticed, rather than read an old "on its way".
 */
const SILENT_AFTER_MS = 72 * 3_600_000;

/** What to say about a parcel nobody has heard of lately. */
export type Silence = { kind: "not_scanned" } | { kind: "quiet"; since: Instant };

/**
 * "not_scanned": handed over as far as the shop knows, but the carrier has not seen it. "quiet": no scan for three
 * days. Null when there is news, or when none is expected (arrived, waiting to be collected, not sent yet).
 */
export function silenceOf(parcel: ShownParcel, now: Date): Silence | null {
  const { stage, timeline } = parcel;
  if (stage === "shipped") return { kind: "not_scanned" };
  if (stage !== "in_transit" && stage !== "delayed" && stage !== "out_for_delivery") return null;
  const [newest] = timeline;
  if (newest === undefined || now.getTime() - Date.parse(newest.at) < SILENT_AFTER_MS) return null;
  return { kind: "quiet", since: newest.at };
}
