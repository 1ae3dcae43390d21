import type { LocationId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import type { Locale } from "../../platform/i18n/locale.ts";
import { shopProfile } from "../shops/public.server.ts";
import { instantOf, previewOf, type Preview } from "./domain/preview.ts";
import type { Faults } from "./domain/form-reader.ts";
import { readTexts } from "./domain/read-settings.ts";
import { textsOf, type LocationTexts } from "./domain/settings-form.ts";
import { copySections, type LocationSettings, type Section } from "./domain/settings.ts";
import { warningsOf, type Warning } from "./domain/warnings.ts";
import { holidayCountries, holidayRegions, holidaysOf } from "./holidays.server.ts";
import { readLocationSettings, saveLocationSettings, type SetLocation } from "./store.server.ts";

const DAY_MS = 86_400_000;
/** So far ahead an order of today may still wait for its pickup: within it, the holidays should be known. */
const DAYS_AHEAD = 45;

/** What came of something that was asked of a location's page. `invalid`: nothing was stored. */
export type Outcome =
  | { readonly status: "saved" }
  | { readonly status: "copied"; readonly count: number }
  | { readonly status: "invalid"; readonly faults: Faults }
  | { readonly status: "preview"; readonly preview: Preview; readonly warnings: readonly Warning[] }
  | { readonly status: "gone" | "forbidden" | "notATime" };

/** Everything the page of a location shows; undefined when the shop has no such location. */
export async function locationPage(shopId: ShopId, id: LocationId, now: Date) {
  const { currency } = await shopProfile(shopId);
  const all = await inShop(shopId, readLocationSettings);
  const location = all.find((each) => each.id === id);
  if (!location) return undefined;
  const { name, city, country, active, isSet, settings } = location;
  return {
    location: { id, name, city, country, active, isSet },
    currency,
    zone: settings.zone,
    texts: textsOf(settings, currency),
    warnings: warnings(location, settings, now),
    preview: previewOf(settings, now.getTime()),
    zones: zonesWith(settings.zone),
    countries: holidayCountries(),
    others: all
      .filter((each) => each.id !== id)
      .map((other) => ({ id: other.id, name: other.name, isSet: other.isSet })),
  };
}

function warnings({ coordinates }: SetLocation, settings: LocationSettings, now: Date): Warning[] {
  const years = new Set([now, new Date(now.getTime() + DAYS_AHEAD * DAY_MS)].map((at) => at.getUTCFullYear()));
  return warningsOf(settings, coordinates !== null, [...years]);
}

/** The zones a location may have; a shop's may be an older name of one. */
const zonesWith = (zone: string): string[] => [...new Set([zone, "UTC", ...Intl.supportedValuesOf("timeZone")])].sort();

/** The lists of the years from this one on from which holidays are chosen. */
export function holidayLists(country: string, region: string, locale: Locale, now: Date) {
  const year = now.getUTCFullYear();
  return {
    regions: holidayRegions(country, locale),
    years: [year, year + 1].map((each) => ({ year: each, days: holidaysOf(country, region, each, locale) })),
  };
}

/** Stores what was typed, or says what is wrong with it. */
export async function saveLocation(
  shopId: ShopId,
  id: LocationId,
  texts: LocationTexts,
  who: string,
  now: Date,
): Promise<Outcome> {
  const { currency } = await shopProfile(shopId);
  const read = readTexts(texts, currency);
  if ("faults" in read) return { status: "invalid", faults: read.faults };
  return inShop(shopId, async (tx): Promise<Outcome> => {
    if (!(await readLocationSettings(tx)).some((location) => location.id === id)) return { status: "gone" };
    await saveLocationSettings(tx, [{ id, settings: read.settings }], who, now);
    return { status: "saved" };
  });
}

/** What would become of an order under what was typed. `at`: a time on the location's wall, empty for now. */
export async function previewLocation(
  shopId: ShopId,
  id: LocationId,
  texts: LocationTexts,
  at: string,
  now: Date,
): Promise<Outcome> {
  const { currency } = await shopProfile(shopId);
  const location = (await inShop(shopId, readLocationSettings)).find((each) => each.id === id);
  if (!location) return { status: "gone" };
  const read = readTexts(texts, currency);
  if ("faults" in read) return { status: "invalid", faults: read.faults };
  const { settings } = read;
  const placedAt = at === "" ? now.getTime() : instantOf(at, settings.zone);
  if (placedAt === undefined) return { status: "notATime" };
  return { status: "preview", preview: previewOf(settings, placedAt), warnings: warnings(location, settings, now) };
}

/** Gives other locations the stored sections of this one. Those that nobody set are set then, with the usual settings for the rest. */
export async function copyLocation(
  shopId: ShopId,
  {
    from,
    to,
    sections,
  }: { readonly from: LocationId; readonly to: ReadonlySet<string>; readonly sections: readonly Section[] },
  who: string,
  now: Date,
): Promise<Outcome> {
  return inShop(shopId, async (tx): Promise<Outcome> => {
    const all = await readLocationSettings(tx);
    const source = all.find(({ id }) => id === from);
    if (!source) return { status: "gone" };
    const changed = all
      .filter(({ id }) => id !== from && to.has(id))
      .map(({ id, settings }) => ({ id, settings: copySections(source.settings, settings, sections) }));
    await saveLocationSettings(tx, changed, who, now);
    return { status: "copied", count: changed.length };
  });
}
