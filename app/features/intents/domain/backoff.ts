/** How long Shopify may still carry out a request whose answer was lost; a look-up before that could miss the effect. */
export const LOST_ANSWER_MS = 60_000;

/** After so many tries a person is asked. Only lost answers lead there (triesAfter); an outage of hours does not. */
export const MOST_TRIES = 12;
/** Faults that surely did nothing lengthen the waits, up to here: 512 s. */
const MOST_WAITS = 9;

/**
 * How many tries count after a passing fault. A lost answer counts, because the same request may be what breaks the other side. A look-up that
 * failed does not, nor does "come back in … seconds": neither says anything about the intent. Anything else lengthens the wait and no more.
 */
export function triesAfter(
  tries: number,
  fault: { readonly lost: boolean; readonly lookedUp: boolean; readonly wished: boolean },
): number {
  if (fault.lost) return tries + 1;
  if (fault.lookedUp || fault.wished) return tries;
  return Math.max(tries, Math.min(tries + 1, MOST_WAITS));
}

/** Milliseconds to wait after the n-th failed try: 2 s, 4 s … at most 10 minutes. A larger wish of the other side wins. */
export function backoffMs(tries: number, wishedMs = 0): number {
  return Math.max(wishedMs, Math.min(600_000, 1_000 * 2 ** Math.max(1, tries)));
}
