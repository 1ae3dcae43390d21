/** A prediction and what came of it, in days. */
export interface Outcome {
  /** "2018-05": when it was bought. */
  readonly month: string;
  readonly p50: number;
  readonly p90: number;
  readonly actual: number;
}

/** In days, to a hundredth; coverage is a share, to a thousandth. Null where nothing arrived. */
export interface Score {
  readonly n: number;
  /** The mean distance of p50 from what came. */
  readonly mae: number | null;
  /** The mean of p50 − what came: positive is too late a date. */
  readonly bias: number | null;
  /** The share that arrived by p90. */
  readonly coverage: number | null;
  readonly mean_p90: number | null;
}

export function scoreOf(outcomes: readonly Outcome[]): Score {
  const n = outcomes.length;
  const mean = (of: (outcome: Outcome) => number, digits: number): number | null =>
    n === 0 ? null : Number((outcomes.reduce((sum, each) => sum + of(each), 0) / n).toFixed(digits));
  return {
    n,
    mae: mean(({ p50, actual }) => Math.abs(p50 - actual), 2),
    bias: mean(({ p50, actual }) => p50 - actual, 2),
    coverage: mean(({ p90, actual }) => (actual <= p90 ? 1 : 0), 3),
    mean_p90: mean(({ p90 }) => p90, 2),
  };
}

/** Months in order. */
export function scoreByMonth(outcomes: readonly Outcome[]): Record<string, Score> {
  const months = [...new Set(outcomes.map(({ month }) => month))].sort();
  return Object.fromEntries(months.map((month) => [month, scoreOf(outcomes.filter((each) => each.month === month))]));
}
