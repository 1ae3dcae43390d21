import { assumedDays } from "./assumption.ts";
import type { EtaModel } from "./model.ts";
import { DAY_MS, type ParcelFacts } from "./parcel.ts";
import { FACTOR_NAMES, FACTORS, MEASURE_NAMES, MEASURES } from "./terms.ts";

/** What a prediction rests on, from the closest: parcels of the lane, of its destination, of its service, of the shop; else only the assumption. */
export type EtaSource = "lane" | "destination" | "service" | "shop" | "assumption";

export interface Prediction {
  /** Days from placing the order to the door: half arrive by then … */
  readonly p50: number;
  /** … and nine in ten. Not before `p50`. */
  readonly p90: number;
  readonly source: EtaSource;
  /** How many parcels of today the source weighs; old ones count for less. */
  readonly parcels: number;
  readonly confidence: "high" | "medium" | "low";
}

/** Enough parcels for a source to be heard: a lane's then make a third of its effect, a destination's two thirds (`terms.ts`). */
const ENOUGH = 10;
/** With so many, the tenth that is late has been seen a few times. */
const PLENTY = 50;

/** When a parcel will arrive, by what was learned. Pure arithmetic on some twelve numbers. */
export function predictEta(model: EtaModel, parcel: ParcelFacts): Prediction {
  let level = Math.log(assumedDays(parcel)) + model.p50;
  for (const name of FACTOR_NAMES) level += effectOf(model, parcel, name)?.[0] ?? 0;
  for (const name of MEASURE_NAMES) {
    const { usual, slope } = own(model.measures, name) ?? { usual: 0, slope: 0 };
    level += slope * ((MEASURES[name].of(parcel) ?? usual) - usual);
  }
  const wait = Math.max(0, parcel.beginsAt - parcel.placedAt) / DAY_MS;
  const spread = Math.max(0, model.p90) * (own(model.spreads, parcel.service) ?? 1);
  return { p50: wait + Math.exp(level), p90: wait + Math.exp(level + spread), ...basisOf(model, parcel) };
}

const own = <Value>(names: Readonly<Record<string, Value>>, name: string | null): Value | undefined =>
  name !== null && Object.hasOwn(names, name) ? names[name] : undefined;

const effectOf = (model: EtaModel, parcel: ParcelFacts, name: (typeof FACTOR_NAMES)[number]) =>
  own(own(model.effects, name) ?? {}, FACTORS[name].nameOf(parcel));

function basisOf(model: EtaModel, parcel: ParcelFacts): Pick<Prediction, "source" | "parcels" | "confidence"> {
  for (const source of ["lane", "destination", "service"] as const) {
    const parcels = effectOf(model, parcel, source)?.[1] ?? 0;
    if (parcels >= ENOUGH)
      return { source, parcels, confidence: source === "lane" && parcels >= PLENTY ? "high" : "medium" };
  }
  if (model.parcels >= ENOUGH) return { source: "shop", parcels: model.parcels, confidence: "low" };
  return { source: "assumption", parcels: model.parcels, confidence: "low" };
}
