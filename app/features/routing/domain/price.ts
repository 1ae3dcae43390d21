import { expectedDaysLate, lateShare } from "../../../core/calendar/transit.ts";
import { distanceKm } from "../../../core/geo.ts";
import { localDay } from "../../../core/local-time.ts";
import type { ParcelPrice } from "./cost.ts";
import { stepFor, type Tariff } from "./price-list.ts";
import type { RoutingSnapshot, SnapshotLocation } from "./snapshot.ts";

/** What shipping from one location to the destination costs. */
export interface LocationPrice {
  /** Whole kilometres, null when unknown. */
  readonly km: number | null;
  readonly crossBorder: boolean;
  /** Of a parcel, beyond its weight. Whole minor units, so that comparing ticks and comparing what is shown never differ. */
  readonly parcel: ParcelPrice;
  readonly ticksPerGram: number;
  /** Its postage by steps of weight, in place of postage, border and distance × weight; null: it goes by those. */
  readonly tariff: Tariff | null;
  /** It has price lists, and none for this. */
  readonly isUnlisted: boolean;
}

type Priced = Pick<RoutingSnapshot, "costModel" | "destination" | "promisedAt" | "timeZone">;

/**
 * Prices one location. A border is crossed only when both countries are known and differ. `rulesMinor`: what rules add to each of its parcels. `grams`: of the
 * whole order; a price list counts when it has a step for all of it, so that its parcels are priced in one way however it is split.
 */
export function priceLocation(snapshot: Priced, location: SnapshotLocation, rulesMinor = 0, grams = 0): LocationPrice {
  const { costModel, destination } = snapshot;
  const km =
    destination.coordinates === null || location.coordinates === null
      ? null
      : Math.round(distanceKm(location.coordinates, destination.coordinates));
  const crossBorder =
    destination.country !== null && location.country !== null && destination.country !== location.country;
  const tariff = location.tariff && stepFor(location.tariff.steps, grams) ? location.tariff : null;
  return {
    km,
    crossBorder,
    tariff,
    isUnlisted: tariff === null && location.tariff !== undefined,
    parcel: {
      handlingMinor: location.work?.handlingMinor ?? costModel.handlingMinor,
      postageMinor: tariff === null ? costModel.postageMinor : 0,
      crossBorderMinor: crossBorder && tariff === null ? costModel.crossBorderMinor : 0,
      latenessMinor: latenessMinor(snapshot, location),
      refusalMinor: location.reliability === null ? 0 : Math.round((1 - location.reliability) * costModel.refusedMinor),
      rulesMinor,
    },
    ticksPerGram: tariff !== null ? 0 : (km ?? costModel.unknownDistanceKm) * costModel.perKgPer100KmMinor,
  };
}

/** What it is expected to cost that a parcel from there may arrive after the promise; 0 when there is none, or it cannot be said. */
export function latenessMinor(
  { costModel, promisedAt, timeZone }: Omit<Priced, "destination">,
  { arrivals }: Pick<SnapshotLocation, "arrivals">,
): number {
  if (promisedAt === null || arrivals === null) return 0;
  const promised = localDay(timeZone, promisedAt);
  return Math.round(
    lateShare(arrivals, promised) * costModel.lateMinor + expectedDaysLate(arrivals, promised) * costModel.lateDayMinor,
  );
}
