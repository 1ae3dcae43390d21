/**
 * What is known of a parcel when its order is placed. A region is the part of the world a lane begins or ends in, as fine as the shop has parcels for
 * ("BR-SP"); any name will do, as long as the same place has the same name.
 */
export interface ParcelFacts {
  /** Epoch milliseconds. */
  readonly placedAt: number;
  /** When the location begins with it, by its opening hours, cut-off and holidays (core/calendar `beginsAt`); `placedAt` when that is not known. */
  readonly beginsAt: number;
  /** The day it is placed on, on the wall of the location: 0 is Monday. */
  readonly weekday: number;
  /** The carrier's service, null when it is not chosen yet. */
  readonly service: string | null;
  /** The location it leaves from. */
  readonly origin: string;
  readonly originRegion: string;
  readonly destinationRegion: string;
  /** A part of the region: the first letters of the postal code. */
  readonly area: string | null;
  /** The destination is in another country than the origin. */
  readonly abroad: boolean;
  readonly km: number | null;
  readonly grams: number | null;
  readonly items: number | null;
  /** Days within which the shop says that it hands such an order over. */
  readonly handlingDays: number | null;
}

/** A parcel that arrived. */
export interface ArrivedParcel extends ParcelFacts {
  readonly deliveredAt: number;
}

export const DAY_MS = 86_400_000;
