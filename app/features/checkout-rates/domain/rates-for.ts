import type { LocationId } from "../../../core/ids.ts";
import { currencyDigits } from "../../../core/money.ts";
import { areaCovers } from "../../locations/domain/public.ts";
import { stepFor, tariffOf, type PriceList } from "../../routing/domain/public.ts";
import type { Cart } from "./cart.ts";
import { inLanguage, type Offer, type OfferedService } from "./offer.ts";

/** The window a service is promised for, both days included: "2026-11-25". */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/** What a carrier takes from a location, of the newest answer that still counts. */
export interface Quote {
  readonly locationId: LocationId;
  readonly carrier: string;
  readonly service: string;
  readonly minor: number;
  /** ISO 4217 */
  readonly currency: string;
  readonly days: { readonly from: number; readonly to: number } | null;
}

/** What is known of the shop beside the cart. */
export interface Known {
  /** ISO 4217: that of the price lists. */
  readonly currency: string;
  readonly lists: readonly PriceList[];
  /** Where the cart may ship from, the likeliest first (origins.ts). */
  readonly origins: readonly LocationId[];
  readonly quotes: readonly Quote[];
  /** When a service would arrive from a location; null: nobody knows. */
  readonly windowOf: (locationId: LocationId, service: OfferedService, days: Quote["days"]) => Window | null;
}

/** A rate as checkout shows it. */
export interface CheckoutRate {
  readonly code: string;
  readonly name: string;
  readonly description: string;
  readonly minor: number;
  readonly currency: string;
  readonly locationId: LocationId;
  /** What its price rests on. */
  readonly basis: "list" | "carrier" | "fallback";
  readonly window: Window | null;
  readonly phoneRequired: boolean;
}

interface Price {
  readonly locationId: LocationId;
  readonly minor: number;
  readonly basis: CheckoutRate["basis"];
  readonly days: Quote["days"];
}

/**
 * What checkout offers for a cart, cheapest first. Each service ships from the likeliest location from which it has a price; none, and it is not
 * offered. Prices are in the shop's currency: Shopify converts them into the shopper's.
 */
export function ratesFor(cart: Cart, offer: Offer, known: Known): CheckoutRate[] {
  const rates = offer.services.flatMap((service): CheckoutRate[] => {
    if (!serves(service, cart)) return [];
    const price = priceOf(service, cart, offer.boxGrams, known);
    if (price === undefined) return [];
    const { locationId, basis, days } = price;
    return [
      {
        code: service.code,
        name: inLanguage(service.names, cart.locale),
        description: inLanguage(service.descriptions, cart.locale),
        minor: isFree(service, cart, known.currency) ? 0 : withMarkup(price.minor, service.markup),
        currency: known.currency,
        locationId,
        basis,
        window: known.windowOf(locationId, service, days ?? service.days),
        phoneRequired: service.phoneRequired,
      },
    ];
  });
  return rates.sort(
    (a, b) => a.minor - b.minor || compare(a.window?.to ?? "~", b.window?.to ?? "~") || compare(a.code, b.code),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whether a service goes there, with a cart of this weight. */
export function serves(
  { countries, postal, fromGrams, upToGrams }: OfferedService,
  { grams, destination }: Cart,
): boolean {
  if (grams < fromGrams || (upToGrams !== null && grams > upToGrams)) return false;
  const area = { name: "", delivers: "local" as const, countries, provinces: [], postal, radiusKm: null };
  return areaCovers(area, null, destination);
}

/** Percent of the price, rounded up to the smallest unit, and the fixed part. */
const withMarkup = (minor: number, markup: OfferedService["markup"]): number =>
  minor + Math.ceil((minor * markup.percent) / 100) + markup.minor;

/** In another currency than the shop's nobody here can compare: then it is not free. */
function isFree({ freeFromMinor }: OfferedService, cart: Cart, currency: string): boolean {
  if (freeFromMinor === null || cart.currency !== currency) return false;
  return cart.value >= hundredthsOf(freeFromMinor, currency);
}

/**
 * An amount as a carrier service writes it: hundredths where the currency has none ("multiplied by 100"), else the smallest unit. DeliveryCarrierService
 * in Shopify's schema.
 */
export const hundredthsOf = (minor: number, currency: string): number =>
  currencyDigits(currency) === 0 ? minor * 100 : minor;

function priceOf(service: OfferedService, cart: Cart, boxGrams: number, known: Known): Price | undefined {
  const { price, fallback } = service;
  const grams = cart.grams + boxGrams;
  const listed = (name: string, basis: "list" | "fallback") => fromList(name, basis, grams, cart, known);
  if (price.by === "list") return listed(price.list, "list");
  for (const locationId of known.origins) {
    const quote = known.quotes.find(
      (each) =>
        each.locationId === locationId &&
        each.carrier === price.carrier &&
        each.service === price.service &&
        each.currency === known.currency,
    );
    if (quote) return { locationId, minor: quote.minor, basis: "carrier", days: quote.days };
  }
  return fallback === null ? undefined : listed(fallback, "fallback");
}

function fromList(
  name: string,
  basis: "list" | "fallback",
  grams: number,
  { destination }: Cart,
  { lists, origins }: Known,
): Price | undefined {
  const own = lists.filter((list) => list.name === name);
  for (const locationId of origins) {
    const step = stepFor(tariffOf(own, locationId, destination)?.steps ?? [], grams);
    if (step) return { locationId, minor: step.minor, basis, days: null };
  }
  return undefined;
}
