/** Every variant of the list of stock that the page offers, and what PostgreSQL does for it as the app's role. */
import { parseId, type InventoryItemId } from "../../app/core/ids.ts";
import {
  isText,
  LOOKS,
  NO_FILTER,
  sortsFor,
  STOCKS,
  type PageKey,
  type StockFilter,
} from "../../app/features/inventory/domain/list-filter.ts";
import { COUNT_LIMIT } from "../../app/core/some-count.ts";
import { stockCountSql, stockListSql } from "../../app/features/inventory/list-sql.ts";
import type { Sql } from "../../app/features/inventory/list-reach.ts";
import { PAGE_SIZE, planSmall, stockQuery, withReach } from "../../app/features/inventory/list.server.ts";
import type { ShopTx } from "../../app/platform/db/in-shop.server.ts";
import {
  CLOSING,
  DISCONTINUED,
  location,
  LOCATIONS,
  productType,
  sku,
  tag,
  titleWord,
  vendor,
} from "./inventory-seed.ts";

type Part = Partial<StockFilter>;

const PARTS: readonly (readonly Part[])[] = [
  [[location(1)], [CLOSING], [location(2), location(5), location(9)]].map((locations) => ({ locations })),
  [vendor(0), vendor(40), vendor(390), DISCONTINUED, "Nobody"].map((each) => ({ vendor: each })),
  [productType(0), productType(50)].map((type) => ({ type })),
  [tag(0), tag(290)].map((each) => ({ tag: each })),
  STOCKS.map((stock) => ({ stock })),
  [true, false].map((tracked) => ({ tracked })),
  LOOKS.map((look) => ({ look })),
  ["word", titleWord(0), titleWord(1_500), `vendor ${titleWord(7)}`, sku(1234), "840000000", "nobody", "v", "?"].map(
    (search) => ({ search }),
  ),
];

/** No filter and every single one, and every two of different kinds. */
export function filters(): { readonly singles: readonly Part[]; readonly pairs: readonly Part[] } {
  const pairs = PARTS.flatMap((first, index) =>
    PARTS.slice(index + 1).flatMap((second) => first.flatMap((one) => second.map((two) => ({ ...one, ...two })))),
  );
  return { singles: [{}, ...PARTS.flat()], pairs };
}

/** The filter with each sorting and direction. */
export function sorted(part: Part): StockFilter[] {
  return sortsFor(part.tracked ?? null).flatMap((sort) =>
    [true, false].map((descending) => ({ ...NO_FILTER, ...part, sort, descending })),
  );
}

/** What the plans need of a transaction: the app's own, or the owner's for comparison. */
export type Reader = Pick<ShopTx, "shopId" | "rows">;

export interface Explained {
  readonly page: string;
  readonly filter: StockFilter;
  /** Milliseconds of planning and execution as PostgreSQL measured them. */
  readonly ms: number;
  /** Rows read, of whatever table. */
  readonly read: number;
  /** Reads a whole table. */
  readonly seqScan: boolean;
}

interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Rows Removed by Index Recheck"?: number;
  readonly Plans?: readonly PlanNode[];
}

const ALL = Array.from({ length: LOCATIONS }, (_, index) => ({ id: location(index + 1) }));
/** Ten levels of one item in the middle of all. */
const ITEM = parseId<InventoryItemId>("7000000150000");

/** Runs the count and the first, a middle (forwards and backwards) and the last page of a filter; explains each. */
export async function explainPages(tx: Reader, filter: StockFilter): Promise<Explained[]> {
  await planSmall(tx);
  const query = await withReach(tx, stockQuery(tx.shopId, filter, ALL));
  const counting = stockCountSql(query);
  const count = await explain(tx, filter, "count", counting);
  const [counted] = await tx.rows<{ count: number }>(counting.sql, [...counting.values]);
  const few = (counted?.count ?? 0) <= COUNT_LIMIT;
  const explained = [count];
  for (const [page, key] of places(filter))
    explained.push(await explain(tx, filter, page, stockListSql(query, key, PAGE_SIZE + 1, few)));
  return explained;
}

/** Places in the whole list: a filtered list may be left and entered at any of them. */
function places({ sort }: StockFilter): [string, PageKey | null][] {
  const middle = {
    title: "vendor b",
    sku: "sku-5",
    available: 3,
    on_hand: 3,
    committed: 0,
    incoming: 0,
    updated: Date.UTC(2026, 6),
  }[sort];
  const at = (side: PageKey["side"], value: string | number): PageKey => ({
    side,
    value,
    itemId: ITEM,
    locationId: location(4),
  });
  return [
    ["first page", null],
    ["after the middle", at("after", middle)],
    ["before the middle", at("before", middle)],
    ["after the greatest", at("after", isText(sort) ? "zzzz" : sort === "updated" ? Date.UTC(2027, 0) : 100_000)],
  ];
}

async function explain(tx: Reader, filter: StockFilter, page: string, { sql, values }: Sql): Promise<Explained> {
  const [row] = await tx.rows<{
    "QUERY PLAN": [{ Plan: PlanNode; "Planning Time": number; "Execution Time": number }];
  }>(`explain (analyze, timing off, format json) ${sql}`, [...values]);
  const result = row?.["QUERY PLAN"][0];
  if (!result) throw new Error("PostgreSQL explained nothing");
  const nodes = flatten(result.Plan);
  return {
    page,
    filter,
    ms: result["Planning Time"] + result["Execution Time"],
    read: nodes.reduce((sum, node) => sum + readBy(node), 0),
    seqScan: nodes.some((node) => node["Node Type"] === "Seq Scan" && node["Actual Loops"] > 0 && !isMark(node)),
  };
}

function flatten(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}

/** Marks are emptied all the time: a few pages. */
const isMark = (node: PlanNode): boolean => node["Relation Name"] === "mark";

/** Figures are averages per loop. Only what is read of tables counts, found or thrown away. */
function readBy(node: PlanNode): number {
  if (node["Relation Name"] === undefined) return 0;
  const each =
    node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0);
  return each * node["Actual Loops"];
}

/** `vendor=…`, or `all`. */
export function filterName({ sort: _sort, descending: _descending, low: _low, ...filter }: StockFilter): string {
  const given = Object.entries(filter).filter(([, value]) => value !== null && value !== "" && String(value) !== "");
  return given.map(([key, value]) => `${key}=${String(value)}`).join(" ") || "all";
}

/** `vendor=…, by title up, first page` */
export function nameOf({ filter, page }: Explained): string {
  return `${filterName(filter)}, by ${filter.sort} ${filter.descending ? "down" : "up"}, ${page}`;
}
