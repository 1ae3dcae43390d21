import type { Day, DeliveryPromise, DeliveryStage } from "../../delivery/domain/order-status-view.ts";
import type { Kept } from "./order-block-view.ts";

interface Facts {
  readonly stage: DeliveryStage;
  readonly promise: DeliveryPromise | null;
  /** Days each part that arrived was late for what was seen when it was bought, or else for what was shown last; null: no date was seen. */
  readonly late: readonly (number | null)[];
  /** A part will more probably than not miss its promise, or has. */
  readonly endangered: boolean;
}

const DAY_MS = 86_400_000;

/** How the promise of an order stands on a day of its shop. What arrived too late stays too late, wherever the promise moved. */
export function keptOf({ stage, promise, late, endangered }: Facts, today: Day): Kept | null {
  if (stage === "cancelled") return null;
  const seen = late.filter((days) => days !== null);
  if (stage === "delivered") {
    if (seen.length === 0) return null;
    const days = Math.max(0, ...seen);
    return { code: days > 0 ? "late" : "kept", days };
  }
  const to = promise?.to ?? null;
  if (to === null) return null;
  if (to < today) return { code: "passed", days: (Date.parse(today) - Date.parse(to)) / DAY_MS };
  return { code: endangered || seen.some((days) => days > 0) ? "endangered" : "onTrack", days: 0 };
}
