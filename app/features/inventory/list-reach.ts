import type { ShopId } from "../../core/ids.ts";
import type { StockFilter } from "./domain/list-filter.ts";

/**
 * How far the conditions of a list reach: PostgreSQL does not know that a vendor is discontinued or that all items have a word, and guesses. Counting the
 * items of each condition, up to a point, takes a few milliseconds.
 */

export interface Sql {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** A condition of the items, and how many it leaves: at most `COMMON` + 1. */
export interface Reach {
  readonly word: string | null;
  readonly items: number;
}

/** A list of more items than this takes longer than asking of each row that comes by. */
export const COMMON = 20_000;
/** How many items each condition of a filter leaves, one statement each: {items}. */
export function reachSqls({
  shopId,
  filter,
  words,
}: {
  readonly shopId: ShopId;
  readonly filter: Pick<StockFilter, "vendor" | "type" | "tag" | "tracked">;
  readonly words: readonly string[] | null;
}): (Sql & { readonly word: string | null })[] {
  const count = (from: string, value: unknown, word: string | null = null) => ({
    word,
    sql: `select count(*)::int as items from (select from ${from} limit ${COMMON + 1}) found`,
    values: value === null ? [shopId] : [shopId, value],
  });
  const item = "inventory_item i where i.shop_id = $1";
  return [
    ...(filter.vendor === null ? [] : [count(`${item} and i.vendor = $2`, filter.vendor)]),
    ...(filter.type === null ? [] : [count(`${item} and i.product_type = $2`, filter.type)]),
    ...(filter.tracked === false ? [count(`${item} and not i.tracked`, null)] : []),
    ...(filter.tag === null ? [] : [count("item_tag t where t.shop_id = $1 and t.tag = $2", filter.tag)]),
    ...(words ?? []).map((word) => count(`item_word w where ${wordCondition("$1", word, "$2")}`, word, word)),
  ];
}

/** A single letter begins half of all words, and nobody looks for those: it is taken as a whole word. */
export function wordCondition(shop: string, word: string, value: string): string {
  return `w.shop_id = ${shop} and ${word.length < 2 ? `w.word = ${value}` : `starts_with(w.word, ${value})`}`;
}

/** A condition that the item of a row is among those of a query: `from` is "table alias where …". */
export type Has = (row: string, from: string, alias: string) => string;

/** As a list that PostgreSQL may begin with. */
export const listed: Has = (row, from, alias) => `${row}.item_id in (select ${alias}.item_id from ${from})`;

/** As a list that is made once and asked of each row that comes by; "is true" keeps PostgreSQL from making a join of it. */
export const hashed: Has = (row, from, alias) => `((${listed(row, from, alias)}) is true)`;

/** As a question to the tables for each row that comes by, where nearly all rows fit. */
export const asked: Has = (row, from, alias) =>
  `(select true from ${from} and ${alias}.item_id = ${row}.item_id limit 1)`;
