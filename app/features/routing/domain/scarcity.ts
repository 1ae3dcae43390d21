import { TICKS_PER_MINOR } from "./cost.ts";
import type { ScarcityStep } from "./solver/problem.ts";

/** What makes the last units of a location worth more than its postage. */
export interface Scarcity {
  /** Units expected to be sold there on a day with stock; null or 0: nobody else is known to want them. */
  readonly perDay: number | null;
  /** Days until new stock usually arrives. */
  readonly days: number;
  /** What it costs when somebody wants one there and it is gone. */
  readonly stockoutMinor: number;
}

/** Beyond so many units of demand, what is taken is not missed, and is not computed either. */
const MOST_UNITS = 1_000;

/**
 * The price of taking units from a location that has `stock`, one step a unit, for up to `wanted` of them. The k-th unit is missed when demand until
 * the next delivery is at least what would have been left with it: P(D ≥ stock − k + 1) for a Poisson demand D of perDay × days, the marginal
 * value of a unit in the newsvendor problem (Arrow, Harris, Marschak 1951, doi 10.2307/1906813). It rises with every unit, as the solver asks; whole minor units.
 * Empty: nothing would be missed.
 */
export function scarcityOf(stock: number, wanted: number, { perDay, days, stockoutMinor }: Scarcity): ScarcityStep[] {
  const mean = (perDay ?? 0) * days;
  const taken = Math.min(wanted, stock);
  if (!(mean > 0) || stockoutMinor === 0 || taken <= 0 || stock - taken >= MOST_UNITS) return [];
  const atLeast = tails(mean, Math.min(stock, MOST_UNITS));
  const steps: ScarcityStep[] = [];
  for (let k = 1; k <= taken; k++) {
    const ticks = Math.round((atLeast[stock - k + 1] ?? 0) * stockoutMinor) * TICKS_PER_MINOR;
    const last = steps.at(-1);
    // Rounding makes equal steps of the many units that hardly anybody would miss.
    if (last?.ticks === ticks) steps[steps.length - 1] = { units: last.units + 1, ticks };
    else steps.push({ units: 1, ticks });
  }
  return steps.every(({ ticks }) => ticks === 0) ? [] : steps;
}

/** P(D ≥ n) for n = 0 … most, of a Poisson distribution. */
function tails(mean: number, most: number): number[] {
  // From the logarithm on: e^-mean alone is 0 for a mean above 745.
  let logOf = -mean;
  let below = 0;
  const found = [1];
  for (let n = 1; n <= most; n++) {
    below += Math.exp(logOf);
    logOf += Math.log(mean) - Math.log(n);
    found.push(Math.max(0, Math.min(1, 1 - below)));
  }
  return found;
}
