/** How far back the trend of all parcels is read: long enough for a straight line, short enough to be the one that goes on. */
const WINDOW_DAYS = 120;
/**
 * The part of a trend that is believed: it may have stopped (damping; Gardner & McKenzie, 1985, doi 10.1287/mnsc.31.10.1237). Between 0.4 and 0.75 errors
 * over twelve dates differ by 0.4 %; with less, dates stay behind a fall (docs/measurements/eta.md).
 */
const BELIEVED = 0.6;
/** Against a trend, as weight × days²: of a level that moves by a tenth in a month, where parcels differ by a half, 0.5² ÷ (0.1 ÷ 30)². */
const PRIOR = 22_500;

/**
 * What parcels of the past would be today: each moved along a part of the way all went since, a straight line through the last WINDOW_DAYS. What a peak
 * added is mostly gone when it is over. The trend ends today: tomorrow is as today.
 */
export function towardsToday(level: Float64Array, daysAgo: Float64Array, weights: Float64Array): Float64Array {
  const recent = weights.map((weight, row) => ((daysAgo[row] ?? 0) < WINDOW_DAYS ? weight : 0));
  const sumOf = (value: (row: number) => number): number =>
    recent.reduce((sum, weight, row) => sum + weight * value(row), 0);
  const all = sumOf(() => 1);
  if (all === 0) return level;
  const meanDays = sumOf((row) => daysAgo[row] ?? 0) / all;
  const meanLevel = sumOf((row) => level[row] ?? 0) / all;
  const distance = (row: number): number => (daysAgo[row] ?? 0) - meanDays;
  const perDay =
    sumOf((row) => distance(row) * ((level[row] ?? 0) - meanLevel)) / (sumOf((row) => distance(row) ** 2) + PRIOR);
  return level.map((each, row) => each - BELIEVED * perDay * Math.min(WINDOW_DAYS, daysAgo[row] ?? 0));
}
