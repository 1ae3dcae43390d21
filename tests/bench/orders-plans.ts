/** Every variant of the list of orders that the page offers, and what PostgreSQL does for it as the app's role. */
import { parseId, type OrderId, type ShopId } from "../../app/core/ids.ts";
import type { OrdersFilter, PageKey } from "../../app/features/orders/domain/list-filter.ts";
import type { Sql } from "../../app/features/orders/list-sql.ts";
import { NO_FILTER, ORDER_SORTS, PAYMENT_STATUSES, PRIORITIES } from "../../app/features/orders/domain/list-filter.ts";
import { ATTENTION_CODES, ORDER_STAGES } from "../../app/features/orders/domain/stage.ts";
import { COUNT_LIMIT } from "../../app/core/some-count.ts";
import { ordersCountSql, ordersListSql } from "../../app/features/orders/list-sql.ts";
import { ordersQuery, PAGE_SIZE } from "../../app/features/orders/list.server.ts";
import type { ShopTx } from "../../app/platform/db/in-shop.server.ts";
import { ASSIGNEE, email, firstName } from "./orders-seed.ts";

/**
 * How many rows of `orders` a list may look at in vain; more means that it reads where it should have jumped.
 * - One filter by date has an index for both: next to none. Except for what nearly all orders are: PostgreSQL walks all orders from the
 *   newest, and of those the newest 2 % are not delivered yet.
 * - One filter by total, or a personal word, has an index for the filter or for the order. Walking the order finds a page of 51 after
 *   51 × orders ÷ hits rows, reading all hits costs as many as there are; the cheaper of the two is at most √(51 × orders), and twice that
 *   is allowed to a planner that guesses.
 * - Several filters at once walk the smallest of their sets; at most 3 % of the orders are in it where the sets hardly meet, and 5 % with the
 *   commonest name: so many orders have it, and fetching them by key is less than what the other filter's index would read (a third of all, unseen here,
 *   because a join drops them).
 * - A count goes on for 10,001 hits, and looks at a third more where two filters that nearly all orders fulfil are given.
 */
function mostRemoved({ filter, page }: Explained, orders: number): number {
  return Math.max(page === "count" ? COUNT_LIMIT / 3 : 1_000, shareRemoved(filter, orders));
}

function shareRemoved(filter: OrdersFilter, orders: number): number {
  const { stage, attention, payment, country, priority, assignee, search, sort } = filter;
  const all = [stage, attention, payment, country, priority, assignee, search || null];
  const given = all.filter((value) => value !== null).length;
  const hasWords = search !== "" && !search.startsWith("#");
  if (given > 1 || stage === "delivered") return (search === firstName(0) ? 0.05 : 0.03) * orders;
  return given === 1 && (sort === "total" || hasWords) ? 2 * Math.sqrt(51 * orders) : 0;
}

type Part = Partial<OrdersFilter>;

const PARTS: readonly (readonly Part[])[] = [
  ORDER_STAGES.map((stage) => ({ stage })),
  [...ATTENTION_CODES, "any" as const, "blocked" as const].map((attention) => ({ attention })),
  PAYMENT_STATUSES.map((payment) => ({ payment })),
  ["ES", "US", "IS", "XX"].map((country) => ({ country })),
  PRIORITIES.map((priority) => ({ priority })),
  [ASSIGNEE, "nobody"].map((assignee) => ({ assignee })),
  [
    ...["#1234", "12", "1001234", "1Z999AA10123456784", email(1), "nobody", "a"],
    ...[firstName(0), firstName(3), firstName(999), `${firstName(0)} ${firstName(1)}`],
  ].map((search) => ({ search })),
];

/** No filter, every single one, and every two of different kinds. */
export function filters(): Part[] {
  const pairs = PARTS.flatMap((first, index) =>
    PARTS.slice(index + 1).flatMap((second) => first.flatMap((one) => second.map((two) => ({ ...one, ...two })))),
  );
  return [{}, ...PARTS.flat(), ...pairs];
}

/** The filter with each sorting and direction. */
export function sorted(part: Part): OrdersFilter[] {
  return ORDER_SORTS.flatMap((sort) =>
    [true, false].map((descending) => ({ ...NO_FILTER, ...part, sort, descending })),
  );
}

/** What the plans need of a transaction: the app's own, or the owner's for comparison. */
type Reader = Pick<ShopTx, "shopId" | "rows">;

export interface Explained {
  readonly page: string;
  readonly filter: OrdersFilter;
  /** Milliseconds of the execution as PostgreSQL measured them. */
  readonly ms: number;
  /** Rows read and thrown away by conditions that no index answers. */
  readonly removed: number;
  /** Reads a whole table. */
  readonly seqScan: boolean;
}

interface PlanNode {
  readonly "Node Type": string;
  readonly "Rows Removed by Filter"?: number;
  readonly "Rows Removed by Index Recheck"?: number;
  readonly "Actual Loops": number;
  readonly Plans?: readonly PlanNode[];
}

/** Runs the count and the first, a middle (forwards and backwards) and the last page of a filter; explains each. */
export async function explainPages(tx: Reader, filter: OrdersFilter): Promise<Explained[]> {
  const query = ordersQuery(tx.shopId, filter);
  const count = await explain(tx, filter, "count", ordersCountSql(query));
  const [counted] = await tx.rows<{ count: number }>(ordersCountSql(query).sql, ordersCountSql(query).values);
  const few = (counted?.count ?? 0) <= COUNT_LIMIT;
  const explained = [count];
  for (const [page, key] of await pageKeys(tx, tx.shopId, filter))
    explained.push(await explain(tx, filter, page, ordersListSql(query, key, PAGE_SIZE + 1, few)));
  return explained;
}

/** Places in the whole list: a filtered list may be left and entered at any of them. */
async function pageKeys(tx: Reader, shopId: ShopId, { sort }: OrdersFilter): Promise<[string, PageKey | null][]> {
  const column = sort === "placed" ? "placed_at" : "total_minor";
  const [range] = await tx.rows<{ lowest: Date | string; highest: Date | string }>(
    `select (select ${column} from shop_order where shop_id = $1 order by ${column} limit 1) as lowest,
            (select ${column} from shop_order where shop_id = $1 order by ${column} desc limit 1) as highest`,
    [shopId],
  );
  const [low, high] = [Number(range?.lowest), Number(range?.highest)];
  const orderId = parseId<OrderId>("5000003500000");
  const at = (side: PageKey["side"], value: number): PageKey => ({ side, value: Math.round(value), orderId });
  return [
    ["first page", null],
    ["after the middle", at("after", (low + high) / 2)],
    ["before the middle", at("before", (low + high) / 2)],
    ["after the very last", at("after", high)],
  ];
}

async function explain(tx: Reader, filter: OrdersFilter, page: string, { sql, values }: Sql): Promise<Explained> {
  const [row] = await tx.rows<{ "QUERY PLAN": [{ Plan: PlanNode; "Execution Time": number }] }>(
    `explain (analyze, timing off, format json) ${sql}`,
    values,
  );
  const result = row?.["QUERY PLAN"][0];
  if (!result) throw new Error("PostgreSQL explained nothing");
  const nodes = flatten(result.Plan);
  return {
    page,
    filter,
    ms: result["Execution Time"],
    removed: nodes.reduce((sum, node) => sum + removedBy(node), 0),
    seqScan: nodes.some((node) => node["Node Type"] === "Seq Scan" && node["Actual Loops"] > 0),
  };
}

function flatten(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}

/** Both figures are averages per loop. A materialised result is in memory: what a page skips of it was not read in vain. */
function removedBy(node: PlanNode): number {
  if (node["Node Type"] === "CTE Scan") return 0;
  return ((node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0)) * node["Actual Loops"];
}

export function nameOf({ sort, descending, ...filter }: OrdersFilter): string {
  const given = Object.entries(filter).filter(([, value]) => value !== null && value !== "");
  const words = given.map(([key, value]) => `${key}=${String(value)}`).join(" ") || "all";
  return `${words}, by ${sort} ${descending ? "down" : "up"},`;
}

/** What is wrong with the plans, one line each; empty when nothing is. */
export function faultsOf(explained: readonly Explained[], orders: number): string[] {
  return explained.flatMap((each) => {
    const name = `${nameOf(each.filter)} ${each.page}`;
    return [
      ...(each.seqScan ? [`${name}: reads a whole table`] : []),
      ...(each.removed > mostRemoved(each, orders) ? [`${name}: looks at ${each.removed} orders in vain`] : []),
    ];
  });
}
