import { dayOf } from "../../../core/calendar/day.ts";
import type { Day } from "./order-status-view.ts";
import type { Surface } from "./surface.ts";

/** A promised day that somebody saw. */
export interface SeenPromise {
  /** The last day of its window. */
  readonly to: Day;
  readonly surface: Surface;
  readonly at: Date;
}

export interface OnTime {
  /** What the shopper saw when they bought, and what they saw last before it arrived; null: nothing. */
  readonly bought: Day | null;
  readonly last: Day | null;
  /** Days after that; 0 or less: in time. */
  readonly lateBought: number | null;
  readonly lateLast: number | null;
}

/** Whoever looks within an hour of buying, sees what they bought by. */
const AT_PURCHASE_MS = 3_600_000;

/**
 * On time is measured against what the shopper saw, not against what we knew: the first day that any place of theirs showed within an hour of buying, and the
 * last that one showed before it arrived. What staff alone saw does not count.
 */
export function onTimeOf(
  seen: readonly SeenPromise[],
  { placedAt, arrivedAt, arrivedOn }: { readonly placedAt: Date; readonly arrivedAt: Date; readonly arrivedOn: Day },
): OnTime {
  const theirs = seen
    .filter(({ surface, at }) => surface !== "admin" && at <= arrivedAt)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const bought = theirs.find(({ at }) => at.getTime() - placedAt.getTime() <= AT_PURCHASE_MS)?.to ?? null;
  const last = theirs.at(-1)?.to ?? null;
  const late = (promised: Day | null) => (promised === null ? null : dayOf(arrivedOn) - dayOf(promised));
  return { bought, last, lateBought: late(bought), lateLast: late(last) };
}
