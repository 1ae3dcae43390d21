import { z } from "zod";
import type { Coordinates } from "../../../core/geo.ts";
import { distanceKm } from "../../../core/geo.ts";

const amount = z.int().min(0).max(100_000_000);

/**
 * What a plan costs, in minor units of the shop's currency. The model is four numbers per parcel and one per kilogram and
 * distance, on purpose: a merchant can check it against a carrier's price list, and the router can prove its plans.
 *
 *     parcel = handling + postage + (abroad ? crossBorder : 0) + grams × km × perKgPer100Km / 100,000
 *
 * Weight is charged by the gram, not by started kilograms: the steps of a price list would make the best place of one unit
 * depend on what else is in the box. The steps' average is in the rate, the first step in the base postage.
 */
export const costModelSchema = z.strictObject({
  /** Picking, packing, box: per parcel. */
  handlingMinor: amount,
  /** What a carrier takes for the lightest parcel, however near. */
  postageMinor: amount,
  /** Per kilogram and 100 km, to the gram and the kilometre. */
  perKgPer100KmMinor: amount,
  /** Added per parcel that leaves its location's country. */
  crossBorderMinor: amount,
  /** The distance assumed when either end has no coordinates: long, so that a known place is preferred to an unknown one. */
  unknownDistanceKm: z.int().min(0).max(20_038),
  /** The weight assumed for a unit without one. */
  unknownGrams: z.int().min(0).max(100_000),
  /** A fulfillment order that can ship from where it is moves only when that saves at least this much. */
  minSavingMinor: amount,
  /** Most parcels one fulfillment order may become. The search is exact for up to 4 (search.ts). */
  maxParts: z.int().min(1).max(4),
});
export type CostModel = z.infer<typeof costModelSchema>;

/**
 * A start for a shop that has set nothing: a European parcel of 1 kg costs 5.00 + 0.25 per 100 km, 11.00 at least when it
 * crosses a border. Scaling all amounts by one factor changes no plan, so for currencies of another size the choices still
 * hold and only the amounts shown need the merchant's own numbers.
 */
export const DEFAULT_COST_MODEL: CostModel = {
  handlingMinor: 150,
  postageMinor: 350,
  perKgPer100KmMinor: 25,
  crossBorderMinor: 600,
  unknownDistanceKm: 1_500,
  unknownGrams: 500,
  minSavingMinor: 50,
  maxParts: 4,
};

/**
 * Plans are compared in ticks, a hundred-thousandth of a minor unit: grams × km × (minor per 1,000 g and 100 km) is then a
 * whole number and no comparison depends on rounding. Exact up to 2^53 ticks, 90,071,992,547 minor units per order.
 */
export const TICKS_PER_MINOR = 100_000;

/** One end of a way. */
export interface Place {
  /** ISO 3166-1 alpha-2, null when unknown. */
  readonly country: string | null;
  /** Null when unknown. */
  readonly coordinates: Coordinates | null;
}

/** What shipping from one location to the destination costs. */
export interface LocationPrice {
  /** Whole kilometres, null when unknown. */
  readonly km: number | null;
  readonly crossBorder: boolean;
  /** Per parcel. */
  readonly fixedTicks: number;
  readonly ticksPerGram: number;
}

/** Prices one location. A border is crossed only when both countries are known and differ. */
export function priceLocation(model: CostModel, destination: Place, location: Place): LocationPrice {
  const km =
    destination.coordinates === null || location.coordinates === null
      ? null
      : Math.round(distanceKm(location.coordinates, destination.coordinates));
  const crossBorder =
    destination.country !== null && location.country !== null && destination.country !== location.country;
  const fixedMinor = model.handlingMinor + model.postageMinor + (crossBorder ? model.crossBorderMinor : 0);
  return {
    km,
    crossBorder,
    fixedTicks: fixedMinor * TICKS_PER_MINOR,
    ticksPerGram: (km ?? model.unknownDistanceKm) * model.perKgPer100KmMinor,
  };
}

/** A cost by component, in whole minor units; the components add up to the total. */
export interface Cost {
  readonly handlingMinor: number;
  readonly postageMinor: number;
  readonly crossBorderMinor: number;
  readonly transportMinor: number;
  readonly totalMinor: number;
}

/** The cost of some parcels. Only transport is rounded, once (half up), so a cheaper plan is never shown as dearer. */
export function costOf(model: CostModel, parcels: readonly { crossBorder: boolean; transportTicks: number }[]): Cost {
  const handlingMinor = parcels.length * model.handlingMinor;
  const postageMinor = parcels.length * model.postageMinor;
  const crossBorderMinor = parcels.filter((parcel) => parcel.crossBorder).length * model.crossBorderMinor;
  const ticks = parcels.reduce((sum, parcel) => sum + parcel.transportTicks, 0);
  const transportMinor = Math.floor(ticks / TICKS_PER_MINOR + 0.5);
  return {
    handlingMinor,
    postageMinor,
    crossBorderMinor,
    transportMinor,
    totalMinor: handlingMinor + postageMinor + crossBorderMinor + transportMinor,
  };
}
