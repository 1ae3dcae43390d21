/** What is predicted of a parcel, in days: half arrive by `p50`, nine in ten by `p90`. */
export interface Quantiles {
  readonly p50: number;
  readonly p90: number;
}

/**
 * Between and beyond both quantiles lies a log-logistic distribution, S(t) = 1 / (1 + (t / p50)^b): its tail is heavy, as that of parcels is, and its
 * quantiles, also those after a wait, can be written down.
 */
function shapeOf({ p50, p90 }: Quantiles): { readonly scale: number; readonly slope: number } {
  const scale = Math.max(p50, 1 / 24);
  return { scale, slope: Math.log(9) / Math.log(Math.max(p90 / scale, 1.05)) };
}

/** The days by which a share (above 0, below 1) of such parcels has arrived. */
export function arrivedWithin(predicted: Quantiles, share: number): number {
  const { scale, slope } = shapeOf(predicted);
  return scale * (share / (1 - share)) ** (1 / slope);
}

/**
 * How long it will have taken in all, of a parcel that has been on its way for some days and is not there yet: half of those that were as long on their
 * way arrive by `p50`, nine in ten by `p90`. Both only grow with `elapsed` and never lie before it.
 */
export function afterWaiting(predicted: Quantiles, elapsed: number): Quantiles {
  const { p50, p90 } = predicted;
  if (!(elapsed > 0)) return { p50, p90 };
  const { scale, slope } = shapeOf(predicted);
  const odds = (elapsed / scale) ** slope;
  const by = (share: number): number =>
    Number.isFinite(odds) ? scale * ((1 + odds) / (1 - share) - 1) ** (1 / slope) : elapsed;
  return { p50: Math.max(elapsed, by(0.5)), p90: Math.max(elapsed, by(0.9)) };
}
