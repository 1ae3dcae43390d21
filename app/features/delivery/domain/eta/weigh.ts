/** After so many days a parcel tells half as much: a quarter of a year, because lead times change with seasons, and peaks last weeks. */
const HALF_LIFE_DAYS = 90;

/** What a parcel that was placed so many days ago tells of tomorrow: 1 today. */
export const recencyOf = (daysAgo: number): number => 2 ** (-daysAgo / HALF_LIFE_DAYS);

/**
 * Of the parcels placed last, the fast ones have arrived and the slow ones have not. A parcel of which only the share `seen` of its like would have
 * arrived by now stands for 1 ÷ `seen` of them (Horvitz & Thompson, 1952); below one half too few are known to stand for the rest, and it waits.
 */
export const standsFor = (seen: number): number => (seen < 0.5 ? 0 : 1 / seen);

/** Values in order with the weight up to and with each. */
export interface Distribution {
  readonly values: Float64Array;
  readonly sums: Float64Array;
}

/** Rows without weight say nothing. */
export function distributionOf(values: ArrayLike<number>, weights: ArrayLike<number>): Distribution {
  const rows = Array.from(values, (value, row) => ({ value, weight: weights[row] ?? 0 }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => a.value - b.value);
  let sum = 0;
  return {
    values: Float64Array.from(rows, ({ value }) => value),
    sums: Float64Array.from(rows, ({ weight }) => (sum += weight)),
  };
}

/** How many of the entries, which ascend, are at most `limit`. */
function countUpTo(ascending: Float64Array, limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The share of the weight at or below a value: 0 to 1. */
export function shareUpTo({ values, sums }: Distribution, value: number): number {
  return (sums[countUpTo(values, value) - 1] ?? 0) / (sums.at(-1) ?? 1);
}

/** The smallest value with at least `share` of the weight at or below it; undefined when there is none. */
export function quantileOf({ values, sums }: Distribution, share: number): number | undefined {
  const least = share * (sums.at(-1) ?? 0);
  const below = sums.findIndex((sum) => sum >= least);
  return values[below];
}
