import { LEDGER_STATES, type Units } from "../../../core/stock-states.ts";

/** A level that shows something else than its entries say, as a look finds it. */
export interface Differing {
  /** Reported minus expected, in the order of LEDGER_STATES. */
  readonly difference: readonly number[];
  /** The difference at the look before; null when there was none. */
  readonly before: readonly number[] | null;
  /** Its number comes from a webhook body or our own write, not from a read. */
  readonly provisional: boolean;
  /** News of it waits to be read. */
  readonly marked: boolean;
  /** … and rests, because the level changes again and again. */
  readonly rests: boolean;
}

/**
 * - `read`: what it shows was never read; read it.
 * - `wait`: something may still explain it.
 * - `outside`: nothing will.
 *
 * A difference counts as made outside when two looks in a row find the same one and everything that could explain it was read in between: each look
 * ends a reconcile, which has compared all that changed in Shopify with the mirror. `behind`: orders that reconcile found are still unread. A sale
 * and somebody's edit in one read leave the edit.
 */
export function judge(level: Differing, behind: boolean): "read" | "wait" | "outside" {
  if (level.rests || (level.provisional && !level.marked)) return "read";
  if (level.marked) return "wait";
  const same = level.before?.every((units, state) => units === level.difference[state]) ?? false;
  return same && !behind ? "outside" : "wait";
}

/** A difference as units by state. */
export function unitsOf(difference: readonly number[]): Units {
  return Object.fromEntries(LEDGER_STATES.map((state, n) => [state, difference[n] ?? 0]));
}
