const WINDOW_MS = 60_000;
/** More callers than this in a minute, and the counts begin again: memory is limited before anybody's calls are. */
const MOST_CALLERS = 50_000;

/**
 * Counts calls per caller in windows of a minute: true while a caller has some left. One process knows only its own calls, so with n
 * processes the limit is up to n times as high: it is there against loops, not against attackers.
 */
export function callsPerMinute(limit: number): (caller: string, nowMs: number) => boolean {
  let window = -1;
  const calls = new Map<string, number>();
  return (caller, nowMs) => {
    const current = Math.floor(nowMs / WINDOW_MS);
    if (current !== window || calls.size >= MOST_CALLERS) calls.clear();
    window = current;
    const count = (calls.get(caller) ?? 0) + 1;
    calls.set(caller, count);
    return count <= limit;
  };
}
