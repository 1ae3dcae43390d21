import type { HeldState } from "./transfer.ts";

/** Units of one transfer's line that wait at a level. */
export interface Waiting {
  readonly heldAs: HeldState;
  readonly units: number;
}

/** Reported minus expected. */
export type HeldDifference = Readonly<Record<HeldState, number>>;

/**
 * Which of these lines are kept in the other state than our entries say: the level shows as much less in the one as it shows more in the other. Whatever
 * else differs at the level, units are only ever renamed here, so the sum stays the same.
 */
export function keptElsewhere<Line extends Waiting>(lines: readonly Line[], difference: HeldDifference): Line[] {
  const found: Line[] = [];
  const left = { ...difference };
  for (const line of lines) {
    const other = otherState(line.heldAs);
    if (line.units === 0 || -left[line.heldAs] < line.units || left[other] < line.units) continue;
    left[line.heldAs] += line.units;
    left[other] -= line.units;
    found.push(line);
  }
  return found;
}

/**
 * The difference as `committed` alone tells it. Nobody but orders and transfers changes `committed`, but anybody may change `reserved`, and then it does not
 * show as much less as `committed` shows more. For levels that differ by the same in `committed` since a while: an order would have been read by now.
 */
export const byCommitted = ({ committed }: Pick<HeldDifference, "committed">): HeldDifference => ({
  committed,
  reserved: -committed,
});

/** Where else a transfer may keep its units. */
export const otherState = (state: HeldState): HeldState => (state === "reserved" ? "committed" : "reserved");
