import { movedWhileCounted, sinceCount, type Movement } from "./since-count.ts";

/** A counted line beside what Entrega knows of its level. */
export interface LineReview {
  /** on_hand at the moment of the count. */
  readonly expected: number;
  /** Counted minus expected. */
  readonly difference: number;
  /** Units that came (or left) since the count: added to what was counted before it is written. */
  readonly since: number;
  /** Units moved between the first and the last scan: one may be counted twice, or not at all. */
  readonly movedMeanwhile: boolean;
  /** Somebody changed the number outside, and nobody can tell whether before or after the count. */
  readonly doubtful: boolean;
  /** Shopify shows a number that no document explains yet; what is written waits for it. */
  readonly unexplained: boolean;
}

/** What a reviewer should know of a counted line. `movements`: the level's entries since its first scan. */
export function reviewLine(
  line: { readonly counted: number; readonly firstAt: Date; readonly countedAt: Date },
  level: { readonly onHand: number; readonly expected: number },
  movements: readonly Movement[],
): LineReview {
  const { units, doubtful } = sinceCount(movements, line.countedAt);
  const expected = level.onHand - units;
  return {
    expected,
    difference: line.counted - expected,
    since: units,
    movedMeanwhile: movedWhileCounted(movements, line.firstAt, line.countedAt),
    doubtful,
    unexplained: level.onHand !== level.expected,
  };
}
