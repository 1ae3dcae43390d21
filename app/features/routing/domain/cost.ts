import { z } from "zod";
import type { Coordinates } from "../../../core/geo.ts";

const amount = z.int().min(0).max(100_000_000);

/**
 * What a plan costs, in minor units of the shop's currency. The model is a few numbers per parcel and one per kilogram and
 * distance, on purpose: a merchant can check it against a carrier's price list, and the router can prove its plans.
 *
 *     parcel = handling + postage + (abroad ? crossBorder : 0) + grams × km × perKgPer100Km / 100,000
 *            + P(late) × late + E(days late) × lateDay + (1 − reliability) × refused + what rules add
 *     unit   = P(somebody else wants it before new stock comes) × stockout
 *
 * Here weight is charged by the gram: the steps' average is in the rate, the first step in the base postage. Where the merchant has entered a carrier's price
 * list (price-list.ts), its step takes the place of postage, border and grams × km.
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
  /** What it costs that a parcel arrives after the promised date: a worse review, a question, a refund. Times the chance of it. */
  lateMinor: amount,
  /** And for each day it is late, on average. */
  lateDayMinor: amount,
  /** What it costs when a location has to be asked again because it did not ship what it was given. Times how often that happens. */
  refusedMinor: amount,
  /** What it costs when somebody wants a unit at a location and it is gone. Times the chance of it. */
  stockoutMinor: amount,
  /** Days until new stock usually arrives. */
  restockDays: z.int().min(1).max(365),
  /** The distance assumed when either end has no coordinates: long, so that a known place is preferred to an unknown one. */
  unknownDistanceKm: z.int().min(0).max(20_038),
  /** The weight assumed for a unit without one. */
  unknownGrams: z.int().min(0).max(100_000),
  /** A fulfillment order that can ship from where it is moves only when that saves at least this much. */
  minSavingMinor: amount,
  /** Hours between looks over all open orders together; 0: never. */
  rebalanceHours: z.int().min(0).max(168),
  /** Units of stock that open orders want and that come or go at a location, from which on they are looked over before it is time; 0: never. */
  shockUnits: z.int().min(0).max(100_000),
  /** Open orders change places only when each move of it saves more than this. */
  rebalanceSavingMinor: amount,
  /** Most parcels one fulfillment order may become. The solver is exact for any number; in Shopify each part is a fulfillment order of its own. */
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
  lateMinor: 300,
  lateDayMinor: 100,
  refusedMinor: 0,
  stockoutMinor: 0,
  restockDays: 7,
  unknownDistanceKm: 1_500,
  unknownGrams: 500,
  minSavingMinor: 50,
  rebalanceHours: 0,
  shockUnits: 10,
  rebalanceSavingMinor: 100,
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

/** A cost by component, in whole minor units; the components add up to the total. Those of weights that play no part are left out. */
export interface Cost {
  readonly handlingMinor: number;
  readonly postageMinor: number;
  readonly crossBorderMinor: number;
  readonly transportMinor: number;
  /** Expected cost of arriving late. */
  readonly latenessMinor?: number;
  /** Expected cost of not being shipped from there after all. */
  readonly refusalMinor?: number;
  /** Expected cost of having no unit for somebody else. */
  readonly scarcityMinor?: number;
  /** What rules add. */
  readonly rulesMinor?: number;
  readonly totalMinor: number;
}

/** As money: what rules add, or take off, to have one location rather than another is none. */
export const withoutRules = ({ rulesMinor = 0, ...cost }: Cost): Cost => ({
  ...cost,
  totalMinor: cost.totalMinor - rulesMinor,
});

/** What a parcel costs beyond its weight, by component. */
export type ParcelPrice = Omit<Cost, "transportMinor" | "totalMinor">;

const OPTIONAL = ["latenessMinor", "refusalMinor", "scarcityMinor", "rulesMinor"] as const;

/** What a parcel costs beyond its weight, in minor units. */
export const parcelMinor = (price: ParcelPrice): number =>
  OPTIONAL.reduce(
    (sum, name) => sum + (price[name] ?? 0),
    price.handlingMinor + price.postageMinor + price.crossBorderMinor,
  );

/** The cost of some parcels. Only transport is rounded, once (half up), so a cheaper plan is never shown as dearer. */
export function costOf(parcels: readonly { readonly price: ParcelPrice; readonly transportTicks: number }[]): Cost {
  const sumOf = (name: keyof ParcelPrice) => {
    let sum = 0;
    for (const { price } of parcels) sum += price[name] ?? 0;
    return sum;
  };
  let ticks = 0;
  for (const { transportTicks } of parcels) ticks += transportTicks;
  const cost: { -readonly [Name in keyof Omit<Cost, "totalMinor">]: Cost[Name] } = {
    handlingMinor: sumOf("handlingMinor"),
    postageMinor: sumOf("postageMinor"),
    crossBorderMinor: sumOf("crossBorderMinor"),
    transportMinor: Math.floor(ticks / TICKS_PER_MINOR + 0.5),
  };
  let totalMinor = cost.handlingMinor + cost.postageMinor + cost.crossBorderMinor + cost.transportMinor;
  for (const name of OPTIONAL) {
    const minor = sumOf(name);
    if (minor !== 0) cost[name] = minor;
    totalMinor += minor;
  }
  return { ...cost, totalMinor };
}
