import { readId, type InventoryItemId, type LocationId, type ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { switchedOnSince } from "../intents/public.server.ts";
import { readLocations } from "../inventory/public.server.ts";
import { itemsTogether, readBook, readRecipes, type BookedLevel } from "./book.server.ts";
import { limitOf, shown } from "./domain/follow.ts";
import { leavesOf, type Kind, type Recipes } from "./domain/recipe.ts";
import { itemsById, suggestions, type NamedItem } from "./find-items.server.ts";
import type { NewShared } from "./save.server.ts";

const PAGE_SIZE = 25;
const SUGGESTIONS = 10;

/** How one shared item stands at one location. */
export interface PlaceState {
  readonly locationId: LocationId;
  readonly location: string;
  readonly available: number;
  /** What it should show; null when nothing limits it. */
  readonly wanted: number | null;
  /** Empty: as it should be, or on its way. `untracked`: nothing is written to it. Otherwise asks, or Shopify's code. */
  readonly trouble: string;
  /** A component is not stocked here. */
  readonly missing: boolean;
}

export interface ListedShared {
  readonly groupId: string;
  readonly kind: Kind;
  readonly item: NamedItem;
  readonly parts: readonly { readonly item: NamedItem; readonly quantity: number }[];
  readonly places: readonly PlaceState[];
}

export interface SharedFilter {
  readonly search: string;
  readonly kind: Kind | "";
  readonly after: string | null;
}

/** All that the page of shared items shows. */
export async function sharedPage(shopId: ShopId, filter: SharedFilter) {
  return inShop(shopId, async (tx) => {
    const { ids, next } = await pageOf(tx, filter);
    return {
      on: (await switchedOnSince(tx, "stock")) !== null,
      rules: await listed(tx, ids),
      next,
      suggestions: await suggestions(tx, SUGGESTIONS),
    };
  });
}

async function pageOf(tx: ShopTx, { search, kind, after }: SharedFilter) {
  const rows = await tx.rows<{ item_id: InventoryItemId; group_id: string }>(
    `select s.item_id, s.group_id from shared_item s join inventory_item i on i.shop_id = s.shop_id and i.item_id = s.item_id
      where s.shop_id = $1 and ($2 = '' or s.kind = $2) and ($3::bigint is null or s.group_id < $3)
        and ($4 = '' or starts_with(i.title_key, $4) or starts_with(i.sku_key, $4))
      order by s.group_id desc limit ${PAGE_SIZE + 1}`,
    [tx.shopId, kind, readId(after) ?? null, search.toLowerCase()],
  );
  const page = rows.slice(0, PAGE_SIZE);
  return {
    ids: page.map((row) => row.item_id),
    next: rows.length > PAGE_SIZE ? (page.at(-1)?.group_id ?? null) : null,
  };
}

/** These shared items with their parts and how they stand at each location. */
async function listed(tx: ShopTx, ids: readonly InventoryItemId[]): Promise<ListedShared[]> {
  const together = await itemsTogether(tx, ids);
  const rules = await readRecipes(tx, together);
  const book = await readBook(tx, together, [...rules.recipes.keys()]);
  const names = await itemsById(tx, together);
  const places = await locationNames(tx);
  return ids.flatMap((itemId) => {
    const [item, group] = [names.get(itemId), rules.groups.get(itemId)];
    if (!item || !group) return [];
    const parts = (rules.recipes.get(itemId) ?? []).flatMap(({ itemId: part, quantity }) => {
      const named = names.get(part);
      return named ? [{ item: named, quantity }] : [];
    });
    return [{ ...group, item, parts, places: placesOf(itemId, rules.recipes, book, places) }];
  });
}

/** How an item stands under these recipes at each location that stocks it. */
function placesOf(
  itemId: InventoryItemId,
  recipes: Recipes,
  book: readonly BookedLevel[],
  names: ReadonlyMap<LocationId, string>,
): PlaceState[] {
  const parts = leavesOf(recipes, itemId);
  return [...Map.groupBy(book, ({ locationId }) => locationId)].flatMap(([locationId, here]) => {
    const stocks = new Map(
      here.map((level) => [level.itemId, { ...level, write: { status: "none", from: null } as const }]),
    );
    const level = stocks.get(itemId);
    if (!level?.active) return [];
    const limit = limitOf(stocks, parts);
    return [
      {
        locationId,
        location: names.get(locationId) ?? locationId,
        available: level.available,
        wanted: limit === null ? null : shown(limit, level.safetyStock),
        trouble: level.tracked ? level.trouble : "untracked",
        missing: [...parts.keys()].some((part) => stocks.get(part)?.active !== true),
      },
    ];
  });
}

async function locationNames(tx: ShopTx): Promise<Map<LocationId, string>> {
  return new Map((await readLocations(tx)).map(({ id, name }) => [id, name]));
}

/** What saving this rule would do: how the item stands now, and what it would show. */
export async function previewOf(tx: ShopTx, { itemId, parts }: NewShared): Promise<PlaceState[]> {
  const together = await itemsTogether(tx, [itemId, ...parts.map((part) => part.itemId)]);
  const items = [...new Set([...together, itemId, ...parts.map((part) => part.itemId)])];
  const { recipes } = await readRecipes(tx, items);
  return placesOf(
    itemId,
    new Map([...recipes, [itemId, parts]]),
    await readBook(tx, items, []),
    await locationNames(tx),
  );
}
