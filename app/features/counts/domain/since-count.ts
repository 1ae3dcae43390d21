import type { Cause } from "../../inventory/domain/cause.ts";

/** An entry of the stock ledger of one level, as far as a count needs it. */
export interface Movement {
  readonly cause: Cause;
  readonly documentKind: string | null;
  /** By how much on_hand changed. */
  readonly onHand: number;
  /** `outside` only: it happened between `since` and `occurredAt`. */
  readonly since: Date | null;
  readonly occurredAt: Date;
}

export interface SinceCount {
  /** Units that came (or left) after the shelf was counted. */
  readonly units: number;
  /** Somebody changed the number outside, and whether before or after the count nobody can tell. */
  readonly doubtful: boolean;
}

/**
 * What happened to a level after it was counted. Other counts' numbers are left out: they say what lay on the shelf, nothing moved. An outside change
 * whose time contains the moment of the count is not counted, and makes the result doubtful.
 */
export function sinceCount(movements: readonly Movement[], countedAt: Date): SinceCount {
  let units = 0;
  let doubtful = false;
  for (const { documentKind, onHand, since, occurredAt } of movements) {
    if (documentKind === "Count" || onHand === 0 || occurredAt <= countedAt) continue;
    if (since !== null && since < countedAt) doubtful = true;
    else units += onHand;
  }
  return { units, doubtful };
}

/** Did units move while they were being counted, so that one may be counted twice or not at all? */
export function movedWhileCounted(movements: readonly Movement[], firstAt: Date, countedAt: Date): boolean {
  return movements.some(
    ({ documentKind, onHand, occurredAt }) =>
      documentKind !== "Count" && onHand !== 0 && occurredAt > firstAt && occurredAt <= countedAt,
  );
}
