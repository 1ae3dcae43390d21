import type { ParcelFacts } from "./parcel.ts";

/**
 * What a delivery time is made of: terms that are added on a logarithmic scale, so each makes it so many per cent longer. A factor has an effect for each
 * of its names; null adds nothing. `prior`: the effect weighs against so many parcels of no effect, so a name that few parcels carry says little and what
 * is above it in the hierarchy speaks: a lane is what its service, its destination and its distance say, until its own parcels say otherwise.
 */
export interface Factor {
  readonly nameOf: (parcel: ParcelFacts) => string | null;
  readonly prior: number;
}

/** A number whose logarithm counts; null counts as the usual one. `rising`: more of it never makes a parcel faster. */
export interface Measure {
  readonly of: (parcel: ParcelFacts) => number | null;
  readonly rising: boolean;
}

const relationOf = ({ abroad, originRegion, destinationRegion }: ParcelFacts): string => {
  if (abroad) return "abroad";
  return originRegion === destinationRegion ? "region" : "country";
};

/** Coarse before fine: what is above the lane needs few parcels, what divides it more of them. */
export const FACTORS = {
  service: { nameOf: ({ service }) => service, prior: 5 },
  relation: { nameOf: relationOf, prior: 5 },
  destination: { nameOf: ({ destinationRegion }) => destinationRegion, prior: 5 },
  weekday: { nameOf: ({ weekday }) => String(weekday), prior: 5 },
  lane: {
    nameOf: ({ service, originRegion, destinationRegion }) =>
      JSON.stringify([service, originRegion, destinationRegion]),
    prior: 20,
  },
  origin: { nameOf: ({ origin }) => origin, prior: 10 },
  area: { nameOf: ({ area, destinationRegion }) => area && JSON.stringify([destinationRegion, area]), prior: 20 },
} as const satisfies Readonly<Record<string, Factor>>;

export type FactorName = keyof typeof FACTORS;
export const FACTOR_NAMES = Object.keys(FACTORS) as FactorName[];

const logOf = (value: number | null, least: number): number | null =>
  value === null ? null : Math.log(Math.max(least, value));

export const MEASURES = {
  km: { of: ({ km }) => (km === null ? null : Math.log1p(Math.max(0, km))), rising: true },
  grams: { of: ({ grams }) => (grams === null ? null : Math.log1p(Math.max(0, grams))), rising: false },
  items: { of: ({ items }) => logOf(items, 1), rising: false },
  handlingDays: { of: ({ handlingDays }) => logOf(handlingDays, 0.5), rising: true },
} as const satisfies Readonly<Record<string, Measure>>;

export type MeasureName = keyof typeof MEASURES;
export const MEASURE_NAMES = Object.keys(MEASURES) as MeasureName[];
