const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** After the first, second … try that the mail server put off. */
const WAITS_MIN = [1, 5, 15, 60, 120] as const;
const LAST_WAIT_MIN = 240;

/**
 * When a message that was put off is tried again; null when a day has passed since the first try, and it is given up. `tries`: how many there were.
 */
export function nextTryAt(tries: number, firstTryAt: Date, now: Date): Date | null {
  const minutes = WAITS_MIN[Math.max(1, tries) - 1] ?? LAST_WAIT_MIN;
  const at = new Date(now.getTime() + minutes * MINUTE_MS);
  return at.getTime() - firstTryAt.getTime() > DAY_MS ? null : at;
}
