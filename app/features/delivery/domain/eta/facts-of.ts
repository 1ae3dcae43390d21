import { weekdayOf } from "../../../../core/calendar/day.ts";
import { distanceKm, type Coordinates } from "../../../../core/geo.ts";
import { localDay } from "../../../../core/local-time.ts";
import type { ParcelFacts } from "./parcel.ts";

/** What is known of the order a parcel belongs to. */
export interface Journey {
  /** The method the shopper chose, by its name: it stands for the service, before and after one is bought. Null: none. */
  readonly method: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  readonly province: string | null;
  readonly destination: Coordinates | null;
  readonly grams: number | null;
  readonly units: number | null;
}

/** Where it leaves from. */
export interface Origin {
  readonly id: string;
  readonly country: string | null;
  readonly coordinates: Coordinates | null;
  /** IANA name. */
  readonly zone: string;
}

/**
 * The facts of a parcel that leaves at an instant (epoch milliseconds): when the carrier takes it by the location's hours, cut-off, holidays and handling
 * time, or did. Its days are counted from then on, so that the calendar is never learned, and handing over late is.
 */
export function factsOf(leavesAt: number, origin: Origin, journey: Journey): ParcelFacts {
  const { country, province, destination } = journey;
  return {
    placedAt: leavesAt,
    beginsAt: leavesAt,
    weekday: weekdayOf(localDay(origin.zone, leavesAt)),
    service: journey.method,
    origin: origin.id,
    originRegion: origin.country ?? "",
    destinationRegion: [country ?? "", province ?? ""].join("-"),
    area: null,
    abroad: country !== null && origin.country !== null && country !== origin.country,
    km: destination && origin.coordinates ? distanceKm(origin.coordinates, destination) : null,
    grams: journey.grams,
    items: journey.units,
    handlingDays: null,
  };
}
