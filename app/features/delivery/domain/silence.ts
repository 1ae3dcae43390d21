const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Until gaps were seen: two working days without a scan are a lot on any road network. */
export const USUAL_SILENCE_MS = 48 * HOUR_MS;
/** Shorter is no silence: depots scan in the evening and in the morning. */
const LEAST_MS = 24 * HOUR_MS;
/** Of so many gaps the twentieth part that is longest is known. */
const ENOUGH_GAPS = 100;
const SHARE = 0.98;
/** Longer than the longest usual one by a quarter. */
const MARGIN = 1.25;

const isWeekend = (at: number): boolean => {
  const weekday = new Date(at).getUTCDay();
  return weekday === 0 || weekday === 6;
};
const nextDay = (at: number): number => (Math.floor(at / DAY_MS) + 1) * DAY_MS;

/** Milliseconds from one instant to a later one without Saturdays and Sundays (UTC: half a day more or less does not matter here). */
export function workingMs(from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at = nextDay(at)) if (!isWeekend(at)) sum += Math.min(nextDay(at), to) - at;
  return sum;
}

/** The instant so much working time after another. Inverse of `workingMs`. */
export function afterWorkingMs(from: number, ms: number): number {
  let [at, left] = [from, ms];
  for (;;) {
    const end = nextDay(at);
    if (!isWeekend(at)) {
      if (left <= end - at) return at + left;
      left -= end - at;
    }
    at = end;
  }
}

/** How long a carrier's parcels are silent at most, from the gaps between scans of those that arrived (working milliseconds). */
export function usualSilence(gaps: readonly number[]): number {
  if (gaps.length < ENOUGH_GAPS) return USUAL_SILENCE_MS;
  const sorted = gaps.toSorted((a, b) => a - b);
  return Math.max(LEAST_MS, MARGIN * (sorted[Math.floor(SHARE * (sorted.length - 1))] ?? USUAL_SILENCE_MS));
}

/** Without a date of its own a delay is given twice the usual silence. */
const DELAYED = 2;

/**
 * From when on a parcel is silent that was scanned last at an instant. One that its carrier says is delayed is so from the day the carrier named itself,
 * whose silence until then says nothing new.
 */
export function silentFrom(
  {
    lastScanAt,
    delayed,
    expectedAt,
  }: { readonly lastScanAt: Date; readonly delayed: boolean; readonly expectedAt: Date | null },
  silenceMs: number,
): Date {
  const usual = afterWorkingMs(lastScanAt.getTime(), delayed && expectedAt === null ? DELAYED * silenceMs : silenceMs);
  return new Date(delayed && expectedAt !== null ? Math.max(usual, expectedAt.getTime()) : usual);
}
