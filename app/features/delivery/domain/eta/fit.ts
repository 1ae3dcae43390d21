/** A column that names one of some levels for each row; -1 is none. */
export interface FactorColumn {
  readonly levelOf: Int32Array;
  readonly levels: number;
  readonly prior: number;
}

/** A column of numbers; 0 adds nothing. */
export interface NumberColumn {
  readonly values: Float64Array;
  /** Its slope is not negative. */
  readonly rising: boolean;
}

export interface Fit {
  readonly factors: readonly {
    /** By level. */
    readonly effects: Float64Array;
    /** By level: the weight of the rows that carry it. */
    readonly weights: Float64Array;
  }[];
  /** By number: what one of it adds. */
  readonly slopes: readonly number[];
  /** By row: what is left of the target, as if the row itself had not taught. */
  readonly residuals: Float64Array;
}

/** A slope weighs against so much of none. Numbers vary by about one, so this is a parcel. */
const SLOPE_PRIOR = 1;
/** On a logarithmic scale: a tenth of a per cent, a few minutes of a delivery time. */
const CLOSE_ENOUGH = 1e-3;
const MOST_SWEEPS = 200;
/** No row is taken to have taught more of its own prediction than this. */
const MOST_LEVERAGE = 0.9;

/**
 * Least squares of `target` by added effects and slopes, each shrunken towards 0 by its prior: backfitting (Hastie & Tibshirani, Generalized Additive
 * Models, 4.4), which for these terms is coordinate descent on a convex function, so it ends at its only minimum. A level's effect is the mean of what all
 * other terms leave over, times W ÷ (W + prior). The time is linear in rows, whatever the number of levels.
 *
 * What is left of a row is divided by 1 − its leverage, as if the row had been left out (Cook & Weisberg, Residuals and Influence in Regression, 2.2.3);
 * each term's leverage is taken of what the terms before it leave.
 */
export function fitTerms(
  factors: readonly FactorColumn[],
  numbers: readonly NumberColumn[],
  target: Float64Array,
  weights: Float64Array,
): Fit {
  const left = Float64Array.from(target);
  const effectTerms = factors.map((factor) => effectsOf(factor, weights));
  const slopeTerms = numbers.map((column) => slopeOf(column, weights));
  const terms = [...effectTerms, ...slopeTerms];
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    const moved = terms.reduce((most, term) => Math.max(most, term.move(left)), 0);
    if (moved < CLOSE_ENOUGH) break;
  }
  const residuals = left.map((each, row) => {
    const leverage = 1 - terms.reduce((rest, term) => rest * (1 - term.leverage(row)), 1);
    return each / (1 - Math.min(MOST_LEVERAGE, leverage));
  });
  return { factors: effectTerms, slopes: slopeTerms.map((term) => term.slope()), residuals };
}

interface Term {
  /** Sets the term to its best value while all others stay, takes the change from what is left, and tells the largest change. */
  readonly move: (left: Float64Array) => number;
  /** How much of its own prediction a row taught through this term: 0 to 1. */
  readonly leverage: (row: number) => number;
}

function effectsOf({ levelOf, levels, prior }: FactorColumn, rowWeights: Float64Array) {
  const effects = new Float64Array(levels);
  const weights = new Float64Array(levels);
  for (let row = 0; row < levelOf.length; row++) {
    const level = levelOf[row] ?? -1;
    if (level >= 0) weights[level] = (weights[level] ?? 0) + (rowWeights[row] ?? 0);
  }
  const move = (left: Float64Array): number => {
    const sums = new Float64Array(levels);
    for (let row = 0; row < levelOf.length; row++) {
      const level = levelOf[row] ?? -1;
      if (level >= 0) sums[level] = (sums[level] ?? 0) + (rowWeights[row] ?? 0) * (left[row] ?? 0);
    }
    const moves = effects.map((before, level) => {
      const weight = weights[level] ?? 0;
      return ((sums[level] ?? 0) + weight * before) / (weight + prior) - before;
    });
    for (let row = 0; row < levelOf.length; row++) {
      const level = levelOf[row] ?? -1;
      if (level >= 0) left[row] = (left[row] ?? 0) - (moves[level] ?? 0);
    }
    moves.forEach((by, level) => (effects[level] = (effects[level] ?? 0) + by));
    return moves.reduce((most, by) => Math.max(most, Math.abs(by)), 0);
  };
  const leverage = (row: number): number => {
    const level = levelOf[row] ?? -1;
    return level < 0 ? 0 : (rowWeights[row] ?? 0) / ((weights[level] ?? 0) + prior);
  };
  return { effects, weights, move, leverage } satisfies Term & Fit["factors"][number];
}

function slopeOf({ values, rising }: NumberColumn, rowWeights: Float64Array) {
  let slope = 0;
  const weighted = values.map((value, row) => value * (rowWeights[row] ?? 0));
  const squares = values.reduce((sum, value, row) => sum + value * (weighted[row] ?? 0), 0);
  const move = (left: Float64Array): number => {
    let sum = slope * squares;
    for (let row = 0; row < left.length; row++) sum += (weighted[row] ?? 0) * (left[row] ?? 0);
    const free = sum / (squares + SLOPE_PRIOR);
    const by = (rising ? Math.max(0, free) : free) - slope;
    for (let row = 0; row < left.length; row++) left[row] = (left[row] ?? 0) - by * (values[row] ?? 0);
    slope += by;
    return Math.abs(by);
  };
  const leverage = (row: number): number => ((weighted[row] ?? 0) * (values[row] ?? 0)) / (squares + SLOPE_PRIOR);
  return { slope: () => slope, move, leverage } satisfies Term & { slope: () => number };
}
