import { ASSUMED_PARCELS, ASSUMED_RESIDUALS, assumedDays } from "./assumption.ts";
import { factorColumn, measureColumn } from "./columns.ts";
import { type FactorColumn, type Fit, fitTerms, type NumberColumn } from "./fit.ts";
import type { EtaModel } from "./model.ts";
import { type ArrivedParcel, DAY_MS } from "./parcel.ts";
import { spreadsOf } from "./spread.ts";
import { FACTOR_NAMES, MEASURE_NAMES } from "./terms.ts";
import { towardsToday } from "./trend.ts";
import { distributionOf, quantileOf, recencyOf, shareUpTo, standsFor } from "./weigh.ts";

/** An hour and a half. A parcel that is there before the location, by its calendar, began with it was as fast as that. */
const LEAST_DAYS = 1 / 16;
/**
 * Learns delivery times from the parcels that arrived before `now` (epoch milliseconds; others are left out, so that the past can be learned from as it
 * was). The order of the parcels does not matter. Without any parcel the model is the assumption.
 *
 * The logarithm of the days from the begin of work to the door is explained by terms (`terms.ts`). Recent parcels weigh more, and the slow ones of the last
 * days, which are still on their way, are stood for by those that were as slow (`weigh.ts`). What all parcels are longer or shorter than their terms is
 * moved along its trend (`trend.ts`), and its quantiles are p50 and p90.
 */
export function learnEta(parcels: readonly ArrivedParcel[], now: number): EtaModel {
  const known = inOrder(parcels.filter(({ placedAt, deliveredAt }) => placedAt < now && deliveredAt < now));
  const factors = FACTOR_NAMES.map((name) => factorColumn(known, name));
  const measures = MEASURE_NAMES.map((name) => measureColumn(known, name));
  const beside = (parcel: ArrivedParcel, until: number): number =>
    Math.log(Math.max(LEAST_DAYS, (until - parcel.beginsAt) / DAY_MS) / assumedDays(parcel));
  const target = Float64Array.from(known, (parcel) => beside(parcel, parcel.deliveredAt));
  // The longest it could have taken and been known.
  const longest = Float64Array.from(known, (parcel) => beside(parcel, now));
  const daysAgo = Float64Array.from(known, ({ placedAt }) => (now - placedAt) / DAY_MS);
  const recency = daysAgo.map(recencyOf);

  // Who could have been seen depends on the model, and the model on them. A second look would move p90 by less than a hundredth.
  const first = fitAround(factors, measures, target, recency);
  const lengths = distributionOf(first.level, recency);
  const weights = recency.map((each, row) => {
    const explained = (target[row] ?? 0) - (first.level[row] ?? 0);
    return each * standsFor(shareUpTo(lengths, (longest[row] ?? 0) - explained));
  });
  const fit = fitAround(factors, measures, target, weights);
  const level = towardsToday(fit.level, daysAgo, weights);
  return {
    learnedAt: now,
    parcels: weights.reduce((sum, each) => sum + each, 0),
    effects: byName(FACTOR_NAMES, (f) => {
      const { effects, weights: carried } = fit.factors[f] ?? {};
      return byName(factors[f]?.names ?? [], (name) => [effects?.[name] ?? 0, carried?.[name] ?? 0]);
    }),
    measures: byName(MEASURE_NAMES, (m) => ({ usual: measures[m]?.usual ?? 0, slope: fit.slopes[m] ?? 0 })),
    ...quantilesOf(known, level, weights),
  };
}

/**
 * Terms tell how parcels differ from each other. What all share is no term's: it stays in `level`, where it weighs against the assumption, so that the
 * three parcels of a new shop, all from one place to one place, are not four reasons to believe them.
 */
function fitAround(
  factors: readonly FactorColumn[],
  measures: readonly NumberColumn[],
  target: Float64Array,
  weights: Float64Array,
): Fit & { readonly level: Float64Array } {
  const mean = meanOf(target, weights);
  const differences = target.map((each) => each - mean);
  const fit = fitTerms(factors, measures, differences, weights);
  return { ...fit, level: fit.residuals.map((each) => each + mean) };
}

function meanOf(values: Float64Array, weights: Float64Array): number {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return all === 0 ? 0 : values.reduce((sum, value, row) => sum + value * (weights[row] ?? 0), 0) / all;
}

/** Sums of fractions depend on their order in the last digits. Parcels that are still even are the same. */
const inOrder = (parcels: readonly ArrivedParcel[]): ArrivedParcel[] =>
  parcels.toSorted((a, b) => {
    const byTime = a.placedAt - b.placedAt || a.deliveredAt - b.deliveredAt;
    if (byTime !== 0) return byTime;
    const [first, second] = [keyOf(a), keyOf(b)];
    return Number(first > second) - Number(first < second);
  });

const keyOf = (parcel: ArrivedParcel): string =>
  JSON.stringify(Object.entries(parcel).sort(([a], [b]) => (a < b ? -1 : 1)));

const byName = <Value>(names: readonly string[], valueAt: (index: number) => Value): Record<string, Value> =>
  Object.fromEntries(names.map((name, index) => [name, valueAt(index)]));

/** p50 of what is left, and p90 above it in units of the service's spread; the assumption counts as some parcels of today. */
function quantilesOf(
  parcels: readonly ArrivedParcel[],
  level: Float64Array,
  weights: Float64Array,
): Pick<EtaModel, "p50" | "p90" | "spreads"> {
  const allWeights = [...weights, ...ASSUMED_RESIDUALS.map(() => ASSUMED_PARCELS / ASSUMED_RESIDUALS.length)];
  const p50 = quantileOf(distributionOf([...level, ...ASSUMED_RESIDUALS], allWeights), 0.5) ?? 0;
  const distances = level.map((each) => each - p50);
  const services = parcels.map(({ service }) => service);
  const spreads = spreadsOf(services, distances, weights);
  const scaled = distances.map((each, row) => each / (spreads[services[row] ?? ""] ?? 1));
  const p90 = quantileOf(distributionOf([...scaled, ...ASSUMED_RESIDUALS], allWeights), 0.9) ?? 0;
  return { p50, p90, spreads };
}
