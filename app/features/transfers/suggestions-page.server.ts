import type { ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { readLocations } from "../inventory/public.server.ts";
import { shopProfile } from "../shops/public.server.ts";
import { askForTransfers } from "./acts.server.ts";
import { coverDays, targetUnits, type Place } from "./domain/suggest.ts";
import {
  filterSuggestions,
  gainOf,
  pageOf,
  readSuggestionFilter,
  suggestionKey,
  type SuggestionFilter,
} from "./domain/suggestion-filter.ts";
import { readSetting } from "./setting.server.ts";
import { suggestTransfers, type NamedSuggestion } from "./suggestions.server.ts";

const PAGE = 50;

/** All suggestions of the filter, in its order. */
export async function filteredSuggestions(shopId: ShopId, filter: SuggestionFilter, now: Date) {
  const { currency } = await shopProfile(shopId);
  const all = await inShop(shopId, (tx) => suggestTransfers(tx, currency, now));
  return { currency, rows: filterSuggestions(all, filter) };
}

/** What the page of suggestions shows. */
export async function suggestionsPage(shopId: ShopId, parameters: URLSearchParams, now: Date) {
  const filter = readSuggestionFilter(parameters);
  const { currency, rows } = await filteredSuggestions(shopId, filter, now);
  const page = pageOf(rows, filter.after, PAGE);
  const { setting, locations } = await inShop(shopId, async (tx) => ({
    setting: await readSetting(tx),
    locations: (await readLocations(tx)).map(({ id, name }) => ({ id, name })),
  }));
  return {
    filter,
    currency,
    locations,
    connected: setting.connectedAt !== null,
    count: rows.length,
    gainMinor: rows.reduce((sum, row) => sum + gainOf(row), 0),
    rows: page.rows.map(shown),
    next: page.next,
  };
}

function shown(row: NamedSuggestion) {
  const { title, variant, sku, fromName, toName, units, savedMinor, costMinor } = row;
  return {
    key: suggestionKey(row),
    ...{ title, variant, sku, fromName, toName, units, costMinor },
    /** Null: no value is known. */
    gainMinor: savedMinor === null ? null : gainOf(row),
    from: placeShown(row.from),
    to: placeShown(row.to),
  };
}

function placeShown(place: Place) {
  const { available, coming, soldPerDay, targetDays } = place;
  return { available, coming, soldPerDay, targetDays, target: targetUnits(place), cover: coverDays(place) };
}

/** Makes transfers of these suggestions, as they are now: what somebody else has made already is not in them any more. Returns how many. */
export async function takeSuggestions(
  shopId: ShopId,
  keys: ReadonlySet<string>,
  ready: boolean,
  now: Date,
): Promise<number> {
  const { currency } = await shopProfile(shopId);
  return inShop(shopId, async (tx) => {
    const chosen = (await suggestTransfers(tx, currency, now)).filter((row) => keys.has(suggestionKey(row)));
    const moves = chosen.map(({ itemId, from, to, units }) => ({
      itemId,
      from: from.locationId,
      to: to.locationId,
      quantity: units,
    }));
    return askForTransfers(tx, moves, ready, now);
  });
}
