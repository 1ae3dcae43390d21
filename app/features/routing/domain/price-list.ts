import { z } from "zod";
import type { LocationId } from "../../../core/ids.ts";
import { areaCovers, isPostalPattern, type Destination } from "../../locations/domain/public.ts";

const name = z.string().min(1).max(60);
const step = z.strictObject({
  /** Whole grams; a parcel that weighs just that is in it. */
  upToGrams: z.int().min(1).max(10_000_000),
  /** Minor units of the shop's currency. */
  minor: z.int().min(0).max(100_000_000),
});
/** Where a parcel goes. All that is named has to be true; empty: anywhere. */
const zone = z.strictObject({
  name,
  /** ISO 3166-1 alpha-2. */
  countries: z.array(z.string().regex(/^[A-Z]{2}$/)).max(250),
  /** The part of ISO 3166-2 after the country: "PM", "TF". */
  provinces: z.array(z.string().regex(/^[A-Z0-9]{1,3}$/)).max(250),
  /** "28001", "28*", "28000-28099". */
  postal: z.array(z.string().max(40).refine(isPostalPattern)).max(500),
  /** From light to heavy, and never cheaper than the lighter ones. */
  steps: z
    .array(step)
    .min(1)
    .max(100)
    .refine((steps) => steps.every((each, n) => n === 0 || isAfter(steps[n - 1], each)), "steps must rise"),
});
export const priceListSchema = z.strictObject({
  name,
  /** Locations whose parcels are paid by it; empty: all. */
  locationIds: z.array(z.string().regex(/^\d{1,20}$/)).max(500),
  /** The first that covers a destination counts. */
  zones: z.array(zone).min(1).max(200),
});

/** What a carrier takes for a parcel, by zone and steps of weight. */
export type PriceList = z.infer<typeof priceListSchema>;
export type PriceStep = z.infer<typeof step>;

function isAfter(before: PriceStep | undefined, { upToGrams, minor }: PriceStep): boolean {
  return before === undefined || (upToGrams > before.upToGrams && minor >= before.minor);
}

/** The part of a price list for one destination. */
export interface Tariff {
  readonly list: string;
  readonly zone: string;
  readonly steps: readonly PriceStep[];
}

/**
 * What parcels from a location to a destination cost: the first zone that covers it, of the first list of the location that has one. Null: none has; undefined:
 * the location has no list.
 */
export function tariffOf(
  lists: readonly PriceList[],
  location: LocationId,
  destination: Destination,
): Tariff | null | undefined {
  const own = lists.filter(({ locationIds }) => locationIds.length === 0 || locationIds.includes(location));
  if (own.length === 0) return undefined;
  for (const { name: list, zones } of own) {
    const found = zones.find((each) => areaCovers({ ...each, delivers: "local", radiusKm: null }, null, destination));
    if (found) return { list, zone: found.name, steps: found.steps };
  }
  return null;
}

/** Whether a zone asks for the postal code, which is sealed. */
export const asksForPostal = (lists: readonly PriceList[]): boolean =>
  lists.some(({ zones }) => zones.some(({ postal }) => postal.length > 0));

/** Locations with what their price lists say of a destination. */
export function withTariffs<Location extends { readonly id: LocationId }>(
  locations: readonly Location[],
  lists: readonly PriceList[],
  destination: Destination,
): readonly (Location & { readonly tariff?: Tariff | null })[] {
  if (lists.length === 0) return locations;
  return locations.map((location) => {
    const tariff = tariffOf(lists, location.id, destination);
    return tariff === undefined ? location : { ...location, tariff };
  });
}

/** The step that carries this weight, undefined when none does. */
export const stepFor = <Step extends { readonly upToGrams: number }>(
  steps: readonly Step[],
  grams: number,
): Step | undefined => steps.find(({ upToGrams }) => grams <= upToGrams);
