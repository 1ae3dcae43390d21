import type { RuleSetId, RuleVersionId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { readLocations } from "../inventory/public.server.ts";
import { shopProfile } from "../shops/public.server.ts";
import { CHANGES } from "./domain/change.ts";
import { filtered, type OpenFilter } from "./domain/list-filter.ts";
import type { OpenCount } from "./domain/open-count.ts";
import { lookAtOpen } from "./look.server.ts";
import { versionToApply } from "./version.server.ts";

const PAGE = 50;

/** How many open orders a version would change. Undefined: there is nothing to look at. */
export async function openOrdersCount(
  shopId: ShopId,
  setId: RuleSetId,
  wanted: RuleVersionId | null,
  now: Date,
): Promise<OpenCount | undefined> {
  const version = await inShop(shopId, (tx) => versionToApply(tx, setId, wanted, now));
  const look = version && (await lookAtOpen(shopId, version.versionId, now));
  return version && look && { count: look.changes.length, tried: look.tried, isLive: version.isLive };
}

/** What the page and the file of a version's open orders have in common. `look` undefined: its rules cannot be asked. */
export async function openOrders(shopId: ShopId, setId: RuleSetId, wanted: RuleVersionId | null, now: Date) {
  const found = await inShop(shopId, async (tx) => {
    const version = await versionToApply(tx, setId, wanted, now);
    return version && { version, locations: await readLocations(tx) };
  });
  if (found === undefined) return undefined;
  const { currency } = await shopProfile(shopId);
  return {
    version: found.version,
    locations: Object.fromEntries(found.locations.map(({ id, name }) => [id, name])),
    currency,
    look: await lookAtOpen(shopId, found.version.versionId, now),
  };
}

/** Everything the page shows. Undefined: there is no such page. */
export async function openOrdersPage(
  shopId: ShopId,
  setId: RuleSetId,
  wanted: RuleVersionId | null,
  filter: OpenFilter,
  now: Date,
) {
  const found = await openOrders(shopId, setId, wanted, now);
  if (found === undefined) return undefined;
  const { look, ...shown } = found;
  const rows = filtered(look?.changes ?? [], filter);
  return {
    ...shown,
    filter,
    look: look && {
      tried: look.tried,
      isMore: look.isMore,
      count: look.changes.length,
      of: Object.fromEntries(
        CHANGES.map((change) => [change, look.changes.filter((each) => each.change === change).length]),
      ),
    },
    rows: rows.slice((filter.page - 1) * PAGE, filter.page * PAGE),
    found: rows.length,
    pages: Math.max(1, Math.ceil(rows.length / PAGE)),
    /** All of the filter, as a form sends them (apply.server.ts). */
    all: rows.map(({ id, readNo }) => `${id}:${readNo}`),
  };
}
