import type { Demand } from "./demand.ts";

/** How long stock lasts, in days. */
export interface Cover {
  /** What is expected: stock divided by demand. */
  readonly days: number;
  /** It lasts at least so long in nine cases of ten. */
  readonly sureDays: number;
}

/** The quantile of the normal distribution below which one case of ten lies. */
const ONE_IN_TEN = -1.2815515655446004;

/**
 * How long `available` units last. With k lots in stock, sales at random and a demand known from n sales, the time until stock is gone is distributed
 * like k/n·F(2k, 2n) of the observed time; nine of ten are above its lower quantile, by the approximation of Paulson (1942, doi
 * 10.1214/aoms/1177731608; off by less than 0.02 of the expectation, and on the careful side for less than one lot).
 */
export function coverOf(available: number, { perDay, lot, lots }: Demand & { readonly known: true }): Cover {
  if (available <= 0) return { days: 0, sureDays: 0 };
  const days = available / perDay;
  return { days, sureDays: days * lowerShare(available / lot, lots) };
}

/** The tenth part of F(2k, 2n), which has the mean one in the limit: of what is expected, this share is sure. */
function lowerShare(k: number, n: number): number {
  const u = 1 / (9 * k);
  const v = 1 / (9 * n);
  const z2 = ONE_IN_TEN ** 2;
  if (1 - u <= Math.sqrt(z2 * u)) return 0;
  const a = (1 - v) ** 2 - z2 * v;
  const b = (1 - u) * (1 - v);
  const c = (1 - u) ** 2 - z2 * u;
  const root = (b - Math.sqrt(Math.max(0, b * b - a * c))) / a;
  return Math.min(1, Math.max(0, root) ** 3);
}
