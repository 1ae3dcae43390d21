import type { OrderId, ShopId } from "../../core/ids.ts";
import { cutPage } from "../../core/cut-page.ts";
import { COUNT_LIMIT, someCount, type SomeCount } from "../../core/some-count.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { wordHash } from "../../platform/seal.server.ts";
import { NO_FILTER, writePageKey, type OrdersFilter, type PageKey } from "./domain/list-filter.ts";
import { searchTerms } from "./domain/search-terms.ts";
import { ordersCountSql, ordersListSql, type OrdersQuery } from "./list-sql.ts";

export const PAGE_SIZE = 50;
/** There are some 250 countries; names are the merchant's own words, of which a filter shows no more. */
const MOST_VALUES = 300;

/** A row of the list, as it goes to the browser. */
export interface ListedOrder {
  readonly orderId: OrderId;
  readonly name: string;
  readonly placedAt: string;
  /** An OrderStage, AttentionCode or "", PaymentStatus: text, because the mirror may hold what this version does not know. */
  readonly stage: string;
  readonly attention: string;
  readonly payment: string;
  readonly country: string | null;
  readonly totalMinor: number;
  readonly currency: string;
  readonly units: number;
  /** 1 is the most urgent; 0: none. */
  readonly priority: number;
  /** "": nobody. */
  readonly assignee: string;
}

export interface OrdersPage {
  readonly orders: readonly ListedOrder[];
  /** Exact up to 10,000. */
  readonly count: SomeCount;
  /** Places of the neighbouring pages, null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
}

interface Row {
  readonly order_id: OrderId;
  readonly name: string;
  readonly placed_at: Date;
  readonly stage: string;
  readonly attention: string;
  readonly financial_status: string;
  readonly dest_country: string | null;
  readonly total_minor: string;
  readonly currency: string;
  readonly units: number;
  readonly priority: number;
  readonly assignee: string;
  readonly [column: string]: unknown;
}

/** The query of a filter: its search text becomes names and hashed words. */
export function ordersQuery(shopId: ShopId, { search, ...filter }: OrdersFilter): OrdersQuery {
  const terms = searchTerms(search);
  const hashed = (word: string) => wordHash(shopId, word);
  return {
    shopId,
    filter,
    search: terms && {
      ...terms,
      words: terms.words.map(hashed),
      tracking: terms.tracking === null ? null : hashed(terms.tracking),
    },
  };
}

/** One page of the list with its count. */
export async function listOrders(tx: ShopTx, filter: OrdersFilter, key: PageKey | null): Promise<OrdersPage> {
  const query = ordersQuery(tx.shopId, filter);
  const found = await countOf(tx, query);
  // One row more than shown tells whether there is another page.
  const rows = await pageOf(tx, query, key, PAGE_SIZE + 1, found <= COUNT_LIMIT);
  const {
    rows: orders,
    before,
    after,
  } = cutPage(rows, PAGE_SIZE, key?.side ?? null, (order) => placeOf(order, filter));
  return { orders, count: someCount(found), before, after };
}

/** The orders that cannot ship, the one that waits longest first, at most `limit` of them; and how many there are. */
export async function blockedOrders(tx: ShopTx, limit: number): Promise<Pick<OrdersPage, "orders" | "count">> {
  const query = ordersQuery(tx.shopId, { ...NO_FILTER, attention: "blocked", descending: false });
  const found = await countOf(tx, query);
  return {
    orders: found === 0 ? [] : await pageOf(tx, query, null, limit, found <= COUNT_LIMIT),
    count: someCount(found),
  };
}

/** The rows after a place, for an export that goes through all of them. */
export async function ordersAfter(
  tx: ShopTx,
  filter: OrdersFilter,
  key: PageKey | null,
  limit: number,
): Promise<ListedOrder[]> {
  const query = ordersQuery(tx.shopId, filter);
  const few = (filter.sort === "total" || query.search !== null) && (await countOf(tx, query)) <= COUNT_LIMIT;
  return pageOf(tx, query, key, limit, few);
}

/** Where a row stands in the list of this filter. */
export function keyAfter(order: ListedOrder, filter: Pick<OrdersFilter, "sort">): PageKey {
  const value = filter.sort === "placed" ? Date.parse(order.placedAt) : order.totalMinor;
  return { side: "after", value, orderId: order.orderId };
}

/** The countries orders go to, each once, for the filter. Jumps from one to the next in the index instead of reading all orders. */
export const destinationCountries = (tx: ShopTx): Promise<string[]> => eachValue(tx, "dest_country");

/** Everybody who takes care of an order, each once, for the filter. */
export const assignees = (tx: ShopTx): Promise<string[]> => eachValue(tx, "assignee");

async function eachValue(tx: ShopTx, column: "dest_country" | "assignee"): Promise<string[]> {
  const given = `shop_id = $1 and ${column} <> '' and ${column}`;
  const rows = await tx.rows<{ value: string }>(
    `with recursive next as (
       (select ${column} as value from shop_order where ${given} > '' order by ${column} limit 1)
       union all
       select (select ${column} from shop_order where ${given} > next.value order by ${column} limit 1)
         from next where next.value is not null
     )
     select value from next where value is not null limit ${MOST_VALUES}`,
    [tx.shopId],
  );
  return rows.map(({ value }) => value);
}

function placeOf(order: ListedOrder, filter: OrdersFilter): string {
  return writePageKey(keyAfter(order, filter));
}

async function countOf(tx: ShopTx, query: OrdersQuery): Promise<number> {
  const { sql, values } = ordersCountSql(query);
  const [row] = await tx.rows<{ count: number }>(sql, values);
  return row?.count ?? 0;
}

async function pageOf(
  tx: ShopTx,
  query: OrdersQuery,
  key: PageKey | null,
  limit: number,
  few: boolean,
): Promise<ListedOrder[]> {
  const { sql, values } = ordersListSql(query, key, limit, few);
  const rows = await tx.rows<Row>(sql, values);
  return rows.map((row) => ({
    orderId: row.order_id,
    name: row.name,
    placedAt: row.placed_at.toISOString(),
    stage: row.stage,
    attention: row.attention,
    payment: row.financial_status,
    country: row.dest_country,
    totalMinor: Number(row.total_minor),
    currency: row.currency,
    units: row.units,
    priority: row.priority,
    assignee: row.assignee,
  }));
}
