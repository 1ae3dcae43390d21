/**
 * How long it will have taken in all, of a parcel that has been on its way for some days and is not there yet: half of those that were as long on their
 * way arrive by `p50`, nine in ten by `p90`. Both only grow with `elapsed` and never lie before it.
 *
 * The tail is that of a log-logistic distribution through both quantiles, S(t) = 1 / (1 + (t / p50)^b): heavy, as that of parcels is, and its quantiles
 * after a wait can be written down. All in days.
 */
export function afterWaiting(
  { p50, p90 }: { readonly p50: number; readonly p90: number },
  elapsed: number,
): { readonly p50: number; readonly p90: number } {
  if (!(elapsed > 0)) return { p50, p90 };
  const scale = Math.max(p50, 1 / 24);
  const slope = Math.log(9) / Math.log(Math.max(p90 / scale, 1.05));
  const odds = (elapsed / scale) ** slope;
  const by = (share: number): number =>
    Number.isFinite(odds) ? scale * ((1 + odds) / (1 - share) - 1) ** (1 / slope) : elapsed;
  return { p50: Math.max(elapsed, by(0.5)), p90: Math.max(elapsed, by(0.9)) };
}
