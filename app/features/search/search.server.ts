import type { Permission } from "../../core/permissions.ts";
import { SEARCH_GROUPS, SEARCH_PERMISSIONS, type SearchGroup, type SearchHit } from "../../core/search.ts";
import type { ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Locale } from "../../platform/i18n/locale.ts";
import { searchParcels } from "../delivery/public.server.ts";
import { searchWords } from "../help/public.server.ts";
import { searchItems, searchLocations } from "../inventory/public.server.ts";
import { searchOrders } from "../orders/public.server.ts";

/** Of each group so many are shown; its own list has the rest. */
const SHOWN = 8;
/** A text of fewer signs finds a tenth of everything. */
const LEAST = 2;

type Search = (tx: ShopTx, text: string, limit: number, locale: Locale) => Promise<SearchHit[]>;

/** Who finds what; each is asked for one more than is shown. */
const SEARCHES: Readonly<Record<SearchGroup, Search>> = {
  orders: searchOrders,
  parcels: searchParcels,
  items: searchItems,
  locations: searchLocations,
  words: (_tx, text, limit, locale) => Promise.resolve(searchWords(text, limit, locale)),
};

interface Found {
  readonly group: SearchGroup;
  readonly hits: readonly SearchHit[];
  /** There are more than are shown. */
  readonly more: boolean;
}

/** Everything of the shop that a text finds and the reader may see, group by group; groups without a hit are left out. Null: the text is too short. */
export async function searchShop(
  shopId: ShopId,
  text: string,
  may: (permission: Permission) => boolean,
  locale: Locale,
): Promise<Found[] | null> {
  if (text.length < LEAST) return null;
  return inShop(shopId, async (tx) => {
    const found: Found[] = [];
    for (const group of SEARCH_GROUPS.filter((each) => may(SEARCH_PERMISSIONS[each]))) {
      const hits = await SEARCHES[group](tx, text, SHOWN + 1, locale);
      if (hits.length > 0) found.push({ group, hits: hits.slice(0, SHOWN), more: hits.length > SHOWN });
    }
    return found;
  });
}
