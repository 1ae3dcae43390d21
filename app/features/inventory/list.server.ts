import type { InventoryItemId, LocationId, ShopId } from "../../core/ids.ts";
import type { Money } from "../../core/money.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import {
  isText,
  readFilter,
  writePageKey,
  type PageKey,
  type StockFilter,
  type StockSort,
} from "./domain/list-filter.ts";
import { searchedWords } from "./domain/search-words.ts";
import type { StockState } from "../../core/stock-states.ts";
import { COUNT_LIMIT, someCount, type SomeCount } from "../../core/some-count.ts";
import { reachSqls } from "./list-reach.ts";
import { stockCountSql, stockListSql, type StockQuery } from "./list-sql.ts";
import { readLocations, type StockLocation } from "./stock.server.ts";

export const PAGE_SIZE = 50;

/** A row of the list: an item at a location, as it goes to the browser. */
export interface ListedLevel {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly title: string;
  readonly variant: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly vendor: string;
  readonly type: string;
  readonly tracked: boolean;
  /** Sold on when nothing is left. */
  readonly oversells: boolean;
  readonly active: boolean;
  readonly quantities: Readonly<Record<StockState, number>>;
  /** Reported and explained are not the same. */
  readonly differs: boolean;
  /** The newest number is still to be read. */
  readonly unread: boolean;
  readonly updatedAt: string;
  /** Of one unit; null when the merchant did not enter it. */
  readonly cost: Money | null;
  /** What the item is sorted by. */
  readonly titleKey: string;
  readonly skuKey: string;
}

export interface StockPage {
  readonly levels: readonly ListedLevel[];
  /** Exact up to 10,000. */
  readonly count: SomeCount;
  /** Places of the neighbouring pages, null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
}

interface Row extends Readonly<Record<StockState, number>> {
  readonly item_id: InventoryItemId;
  readonly location_id: LocationId;
  readonly title: string;
  readonly variant_title: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly vendor: string;
  readonly product_type: string;
  readonly tracked: boolean;
  readonly inventory_policy: string;
  readonly active: boolean;
  readonly differs: boolean;
  readonly unread: boolean;
  readonly updated_at: Date;
  readonly unit_cost_minor: string | null;
  readonly unit_cost_currency: string | null;
  readonly title_key: string;
  readonly sku_key: string;
  readonly [column: string]: unknown;
}

/** The query of a filter among the shop's locations: its search text becomes words, and "every location" a list of all. */
export function stockQuery(
  shopId: ShopId,
  { search, locations, ...filter }: StockFilter,
  all: readonly Pick<StockLocation, "id">[],
): StockQuery {
  const ids = all.map(({ id }) => id).filter((id) => locations.length === 0 || locations.includes(id));
  return { shopId, filter, words: search === "" ? null : searchedWords(search), reach: [], locations: ids };
}

/** One page of the list with its count. */
export async function listStock(tx: ShopTx, filter: StockFilter, key: PageKey | null): Promise<StockPage> {
  await planSmall(tx);
  const query = await withReach(tx, stockQuery(tx.shopId, filter, await readLocations(tx)));
  const found = await countOf(tx, query);
  // One row more than shown tells whether there is another page.
  const rows = await pageOf(tx, query, key, PAGE_SIZE + 1, found <= COUNT_LIMIT);
  const more = rows.length > PAGE_SIZE;
  // Of a page that ends before a place, the row too many is the first.
  const shown = key?.side === "before" ? rows.slice(more ? 1 : 0) : rows.slice(0, PAGE_SIZE);
  const [first, last] = [shown.at(0), shown.at(-1)];
  const hasBefore = key?.side === "before" ? more : key !== null;
  const hasAfter = key?.side === "before" || more;
  return {
    levels: shown,
    count: someCount(found),
    before: hasBefore && first ? placeOf(first, filter) : null,
    after: hasAfter && last ? placeOf(last, filter) : null,
  };
}

/** The rows after a place, for an export that goes through all of them. */
export async function stockAfter(
  tx: ShopTx,
  filter: StockFilter,
  key: PageKey | null,
  limit: number,
): Promise<ListedLevel[]> {
  await planSmall(tx);
  const query = await withReach(tx, stockQuery(tx.shopId, filter, await readLocations(tx)));
  return pageOf(tx, query, key, limit, (await countOf(tx, query)) <= COUNT_LIMIT);
}

/** The levels that a list shows at this address, in its order, at most `limit`. */
export async function levelsOfList(
  tx: ShopTx,
  address: URLSearchParams,
  limit: number,
): Promise<Pick<ListedLevel, "itemId" | "locationId">[]> {
  const levels = await stockAfter(tx, readFilter(address), null, limit);
  return levels.map(({ itemId, locationId }) => ({ itemId, locationId }));
}

/** Where a row stands in the list of this filter. */
export function keyAfter(level: ListedLevel, { sort }: Pick<StockFilter, "sort">): PageKey {
  return { side: "after", value: valueOf(level, sort), itemId: level.itemId, locationId: level.locationId };
}

function placeOf(level: ListedLevel, filter: StockFilter): string {
  return writePageKey(keyAfter(level, filter));
}

function valueOf(level: ListedLevel, sort: StockSort): string | number {
  if (isText(sort)) return sort === "title" ? level.titleKey : level.skuKey;
  return sort === "updated" ? Date.parse(level.updatedAt) : level.quantities[sort];
}

/**
 * A page is a few rows found by index. As PostgreSQL is set up by itself it takes a page of an index for as dear as four of a table, and reads whole tables
 * with two processes to save half of that: 100 ms and 100,000 rows for a list of 600 items. A whole table holds the items of all shops.
 */
export async function planSmall(tx: Pick<ShopTx, "rows">): Promise<void> {
  await tx.rows(
    `select set_config('max_parallel_workers_per_gather', '0', true), set_config('random_page_cost', '1.1', true),
            set_config('enable_seqscan', 'off', true)`,
  );
}

/** The query, with what its conditions leave of the items: a few milliseconds, and the statements that follow are chosen by it. */
export async function withReach(tx: Pick<ShopTx, "rows">, query: StockQuery): Promise<StockQuery> {
  const reach = [];
  for (const { word, sql, values } of reachSqls(query)) {
    const [row] = await tx.rows<{ items: number }>(sql, values);
    reach.push({ word, items: row?.items ?? 0 });
  }
  return { ...query, reach };
}

async function countOf(tx: ShopTx, query: StockQuery): Promise<number> {
  const { sql, values } = stockCountSql(query);
  const [row] = await tx.rows<{ count: number }>(sql, values);
  return row?.count ?? 0;
}

async function pageOf(
  tx: ShopTx,
  query: StockQuery,
  key: PageKey | null,
  limit: number,
  few: boolean,
): Promise<ListedLevel[]> {
  const { sql, values } = stockListSql(query, key, limit, few);
  return (await tx.rows<Row>(sql, values)).map(levelOf);
}

function levelOf(row: Row): ListedLevel {
  const { unit_cost_minor: cost, unit_cost_currency: currency } = row;
  return {
    itemId: row.item_id,
    locationId: row.location_id,
    title: row.title,
    variant: row.variant_title,
    sku: row.sku,
    barcode: row.barcode,
    vendor: row.vendor,
    type: row.product_type,
    tracked: row.tracked,
    oversells: row.inventory_policy === "CONTINUE",
    active: row.active,
    quantities: {
      available: row.available,
      on_hand: row.on_hand,
      committed: row.committed,
      incoming: row.incoming,
      reserved: row.reserved,
      damaged: row.damaged,
      safety_stock: row.safety_stock,
      quality_control: row.quality_control,
    },
    differs: row.differs,
    unread: row.unread,
    updatedAt: row.updated_at.toISOString(),
    cost: cost === null || currency === null ? null : { minor: Number(cost), currency },
    titleKey: row.title_key,
    skuKey: row.sku_key,
  };
}
