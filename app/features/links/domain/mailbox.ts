/**
 * What shops with one stock tell each other about one item. One of them is the source: its number is the stock. The others follow: each tells the source
 * all that it has done by itself so far, as totals, and the source tells its number and which totals are in it. So the newest message says everything:
 * lost, doubled and reordered ones do no harm, and nothing that came from a message is ever sent back.
 */

/** Who wins when the source and a follower state different numbers without knowing of each other. Sales are never in question: they are always taken off. */
export const RULES = ["sum", "lowest", "source"] as const;
export type Rule = (typeof RULES)[number];

/** Units since the link began. Moved: sold, shipped, transferred, sold in a kit. Stated: somebody said what the number is (a count, an edit). */
export interface Totals {
  readonly moved: number;
  readonly stated: number;
}

const NOTHING: Totals = { moved: 0, stated: 0 };

/** A message; `no` counts the sender's messages about this item. */
export interface Message extends Totals {
  readonly no: number;
  /** From the source: the follower's totals that are in `number`. From a follower: `stated` of the source as it was told last. */
  readonly ack: Totals;
  /** The source's number; null from a follower. */
  readonly number: number | null;
}

/** What one side remembers of the other about one item. */
export interface Heard {
  readonly no: number;
  /** Source: the follower's totals that are in our number. Follower: the source's totals as told last. */
  readonly totals: Totals;
  /** Follower: our totals that are in the source's number. */
  readonly ack: Totals;
  /** Follower: the source's number; null before it has told one. */
  readonly number: number | null;
  /** Source: our stated total when a conflict with this follower was last settled. */
  readonly resolved: number;
}

export const UNHEARD: Heard = { no: 0, totals: NOTHING, ack: NOTHING, number: null, resolved: 0 };

/** The source takes a follower's message. `by`: units to be written to the source's level. Undefined for one that is older than what was heard. */
export function takeFromFollower(
  heard: Heard,
  message: Message,
  { rule, stated }: { readonly rule: Rule; readonly stated: number },
): { readonly heard: Heard; readonly by: number } | undefined {
  if (message.no <= heard.no) return undefined;
  const moved = message.moved - heard.totals.moved;
  const theirs = message.stated - heard.totals.stated;
  // What we stated and they could not know when they stated theirs.
  const ours = stated - Math.max(heard.resolved, message.ack.stated);
  const conflict = theirs !== 0 && ours !== 0 && rule !== "sum";
  const wins = conflict ? (rule === "source" ? ours : Math.min(ours, theirs)) - ours : theirs;
  return {
    heard: {
      ...heard,
      no: message.no,
      totals: { moved: message.moved, stated: message.stated },
      resolved: conflict ? stated : heard.resolved,
    },
    by: moved + wins,
  };
}

/** A follower takes the source's message; undefined for one that is older than what was heard. */
export function takeFromSource(heard: Heard, message: Message): Heard | undefined {
  if (message.no <= heard.no) return undefined;
  return {
    ...heard,
    no: message.no,
    totals: { moved: message.moved, stated: message.stated },
    ack: message.ack,
    number: message.number,
  };
}

/** The number a follower should have: the source's, and what we did that is not in it yet. Null before the source has told one. */
export function followed({ number, ack }: Heard, own: Totals): number | null {
  return number === null ? null : number + own.moved - ack.moved + own.stated - ack.stated;
}
