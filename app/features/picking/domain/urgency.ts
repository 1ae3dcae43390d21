/** What says how soon an order has to be picked. */
export interface Urgency {
  /** The fulfillment order's number. */
  readonly id: string;
  /** 1 is the most urgent, 5 the least, 0: nobody set one. */
  readonly priority: number;
  /** The pickup it has to make or its deadline, whichever comes first, epoch milliseconds; null: none is known. */
  readonly dueAt: number | null;
  /** Epoch milliseconds. */
  readonly placedAt: number;
}

/** Numbers that compare as the orders do: those of a small one come first. Also a place in a list, to go on from. */
export type Rank = readonly [...number[]];

/** An order without priority counts as one between those that are urgent and those that are expressly not. */
const USUAL = 3;

/** The priority somebody gave it, when it is due, how old it is. */
export const rankOf = ({ priority, dueAt, placedAt }: Urgency): Rank => [
  priority === 0 ? USUAL : priority,
  dueAt ?? Number.MAX_SAFE_INTEGER,
  placedAt,
];

/** Compares ranks, and then ids as numbers: a total order. */
export function compareRanks(a: Rank, b: Rank, aId: string, bId: string): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return compareIds(aId, bId);
}

/** Shopify's numbers do not fit into a JavaScript number; without leading zeros the longer one is larger. */
const compareIds = (a: string, b: string): number =>
  a.length === b.length ? (a < b ? -1 : a > b ? 1 : 0) : a.length - b.length;

/** The most urgent first. */
export const byUrgency = (a: Urgency, b: Urgency): number => compareRanks(rankOf(a), rankOf(b), a.id, b.id);
