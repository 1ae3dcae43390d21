/** Numbers to try, and whether trying them is enough: if none of them will do, no number will. */
export interface Candidates {
  readonly values: readonly unknown[];
  readonly complete: boolean;
}

interface Bounds {
  /** Whole numbers only. */
  readonly whole: boolean;
  readonly least: number;
  readonly most: number;
}

/**
 * Rules compare a number with some boundaries, so what they say of it changes only there: one number at each boundary, one between each two
 * neighbours and one beyond either end stand for all numbers.
 */
export function numbersAround(boundaries: readonly number[], { whole, least, most }: Bounds): number[] {
  const sorted = [...new Set(boundaries)].sort((a, b) => a - b);
  const between = (low: number, high: number): number => (low + high) / 2;
  const tried = sorted.flatMap((boundary, index) => {
    if (whole) return [Math.ceil(boundary) - 1, Math.floor(boundary), Math.ceil(boundary), Math.floor(boundary) + 1];
    const before = sorted[index - 1] ?? Math.max(least, boundary - 2);
    const after = sorted[index + 1] ?? Math.min(most, boundary + 2);
    return [between(before, boundary), boundary, between(boundary, after)];
  });
  return [...new Set(tried)].filter((value) => value >= least && value <= most);
}
