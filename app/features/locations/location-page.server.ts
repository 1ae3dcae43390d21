import type { LocationId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { formatCountry } from "../../platform/i18n/format.ts";
import type { Locale } from "../../platform/i18n/locale.ts";
import { shopProfile } from "../shops/public.server.ts";
import { previewOf } from "./domain/preview.ts";
import { textsOf } from "./domain/settings-form.ts";
import { nearYears, warningsOf } from "./domain/warnings.ts";
import { holidayCountries, holidayRegions, holidaysOf } from "./holidays.server.ts";
import { readLocationSettings } from "./store.server.ts";

/** Everything the page of a location shows; undefined when the shop has no such location. */
export async function locationPage(shopId: ShopId, id: LocationId, locale: Locale, now: Date) {
  const { currency } = await shopProfile(shopId);
  const all = await inShop(shopId, readLocationSettings);
  const location = all.find((each) => each.id === id);
  if (!location) return undefined;
  const { name, active, isService, isSet, settings } = location;
  return {
    location: { id, name, active, isService, isSet },
    texts: textsOf(settings, currency),
    warnings: warningsOf(settings, location.coordinates !== null, nearYears(now)),
    preview: previewOf(settings, now.getTime()),
    zones: zonesWith(settings.zone),
    countries: holidayCountries()
      .map((code) => ({ code, name: formatCountry(code, locale) }))
      .sort((a, b) => a.name.localeCompare(b.name, locale)),
    holidays: holidayLists(settings.holidays.country, settings.holidays.region, locale, now),
    others: all
      .filter((each) => each.id !== id)
      .map((other) => ({ id: other.id, name: other.name, isSet: other.isSet })),
  };
}

/** The zones a location may have; a shop's may be an older name of one. */
const zonesWith = (zone: string): string[] => [...new Set([zone, "UTC", ...Intl.supportedValuesOf("timeZone")])].sort();

/** The lists of this year and the next from which holidays are chosen. Empty for no country. */
export function holidayLists(country: string, region: string, locale: Locale, now: Date) {
  const year = now.getUTCFullYear();
  return {
    country,
    region,
    regions: holidayRegions(country, locale),
    years: [year, year + 1].map((each) => ({ year: each, days: holidaysOf(country, region, each, locale) })),
  };
}
