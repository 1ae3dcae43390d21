import type { Kind } from "../../../core/kinds.ts";

/**
 * What a bulk query can answer, in the order in which it is asked: orders name fulfillment orders that are then marked, and those mark levels.
 * One after the other, because a mark that is made anew while its answer is under way would have to be read once more.
 */
export const CATCH_UP_KINDS = ["order", "fulfillmentOrder", "inventoryLevel"] as const satisfies readonly Kind[];
export type CatchUpKind = (typeof CATCH_UP_KINDS)[number];

/**
 * A backlog that takes longer than this, read singly, is read in bulk: about as long as a bulk query takes. The design's two minutes (section 4) were never
 * reached by 5,000 orders within a minute at 1,000 points a second, which then cost 27 points each instead of 5 (decision 0009).
 */
const PATIENCE_S = 45;
/** A bulk query itself takes about this long: what single reads do in less is left to them. */
const WORTH_S = 10;
/** How far two clocks and Shopify's search index may lag behind. */
const OVERLAP_MS = 120_000;

/**
 * Which kinds to read in bulk, the next one first, given how many seconds of the shop's API budget their single reads would take. Once that has
 * begun it goes on with the kinds `after` the one under way, round and round, until little is left of each.
 */
export function kindsToCatchUp(seconds: Readonly<Record<CatchUpKind, number>>, after?: CatchUpKind): CatchUpKind[] {
  const all = CATCH_UP_KINDS.reduce((sum, kind) => sum + seconds[kind], 0);
  if (after === undefined && all <= PATIENCE_S) return [];
  const first = after === undefined ? 0 : CATCH_UP_KINDS.indexOf(after) + 1;
  return [...CATCH_UP_KINDS.slice(first), ...CATCH_UP_KINDS.slice(0, first)].filter((kind) => seconds[kind] > WORTH_S);
}

/** From which `updated_at` on to ask, when the oldest thing that waits changed or was marked then. */
export function askSince(oldest: Date, now: Date): Date {
  return new Date(Math.min(oldest.getTime(), now.getTime()) - OVERLAP_MS);
}
