import type { FeedLimits } from "./feed.ts";

/** What a file says, in numbers: what is shown before anything is written. */
export interface FeedSummary {
  readonly rows: number;
  readonly skipped: number;
  readonly matched: number;
  readonly unmatched: number;
  readonly doubled: number;
  readonly invalid: number;
  /** Levels that would change. */
  readonly changes: number;
  /** Items in stock at the feed's locations, and their units; how many of both would be gone. */
  readonly stocked: number;
  readonly units: number;
  readonly zeroed: number;
  readonly zeroedUnits: number;
  /** Units there would be. */
  readonly unitsAfter: number;
}

export type Verdict =
  | { readonly status: "refused"; readonly problem: "nothing_matched" | "too_many_bad" }
  | { readonly status: "asks"; readonly problem: "zeroes_all" | "zeroes_much" | "drops_much" }
  | { readonly status: "ready" };

/**
 * May this file be written? Too many bad rows refuse it. A large part of the stock that would go to zero asks a person, and so does a large drop of the
 * total; all of it going to zero asks whatever the limits are. Exactly the limit is within it.
 */
export function judgeFeed(summary: FeedSummary, limits: FeedLimits, knowsMore: boolean): Verdict {
  const { rows, skipped, matched, unmatched, doubled, invalid, stocked, units, zeroed, zeroedUnits, unitsAfter } =
    summary;
  if (matched === 0) return { status: "refused", problem: "nothing_matched" };
  const bad = invalid + doubled + (knowsMore ? 0 : unmatched);
  if (over(bad, rows - skipped, limits.mostBad)) return { status: "refused", problem: "too_many_bad" };
  if (stocked > 0 && zeroed >= stocked) return { status: "asks", problem: "zeroes_all" };
  if (over(zeroed, stocked, limits.mostZeroed) || over(zeroedUnits, units, limits.mostZeroed))
    return { status: "asks", problem: "zeroes_much" };
  return over(units - unitsAfter, units, limits.mostDrop)
    ? { status: "asks", problem: "drops_much" }
    : { status: "ready" };
}

const over = (part: number, whole: number, percent: number): boolean => part > 0 && part * 100 > whole * percent;
