/** How long Shopify may still carry out a request whose answer was lost; a look-up before that could miss the effect. */
export const LOST_ANSWER_MS = 60_000;

/** After so many tries a person is asked: it is no longer a passing fault. */
export const MOST_TRIES = 12;

/** Milliseconds to wait after the n-th failed try: 2 s, 4 s … at most 10 minutes. A larger wish of the other side wins. */
export function backoffMs(tries: number, wishedMs = 0): number {
  return Math.max(wishedMs, Math.min(600_000, 1_000 * 2 ** Math.max(1, tries)));
}
