import type { ShopId } from "../../core/ids.ts";
import { COUNT_LIMIT } from "../../core/some-count.ts";
import type { OrdersFilter, PageKey } from "./domain/list-filter.ts";
import type { SearchTerms } from "./domain/search-terms.ts";
import { ATTENTION_CODES, BLOCKED_CODES } from "./domain/stage.ts";

/**
 * The SQL of the list of orders. Under row-level security only leakproof operators can use an index, so there is nothing else here:
 * text =, timestamptz and bigint comparisons, starts_with, bytea = (docs/decisions: lists under row-level security). Paging is by key.
 */
export interface OrdersQuery {
  readonly shopId: ShopId;
  readonly filter: Omit<OrdersFilter, "search">;
  readonly search:
    | (Pick<SearchTerms, "prefixes" | "names"> & {
        readonly words: readonly Uint8Array[];
        readonly tracking: Uint8Array | null;
      })
    | null;
}

export interface Sql {
  readonly sql: string;
  readonly values: readonly unknown[];
}

const COLUMNS = `order_id, name, placed_at, stage, attention, financial_status, dest_country, total_minor, currency, units, priority, assignee`;
const SORT_COLUMN = { placed: "placed_at", total: "total_minor" } as const;

/**
 * One page, in the order it is read from the index: for `before` that is backwards, and the caller turns it around.
 *
 * `few`: the filter is known to leave at most `COUNT_LIMIT` rows. By total there is no index per filter; walking the index of totals
 * drops every row that does not fit (22,700 of them for 0.25 % of a million), while a few rows are sorted in milliseconds. PostgreSQL
 * chooses the walk, because under row-level security it sees the rows of the shop as an unknown share of the table. For a few orders found by
 * their personal words it would walk, or read the whole table and hash it; `lateral … limit 1` makes it fetch each by its key.
 */
export function ordersListSql(query: OrdersQuery, key: PageKey | null, limit: number, few = false): Sql {
  const { filter } = query;
  const column = SORT_COLUMN[filter.sort];
  const descending = filter.descending !== (key?.side === "before");
  const values = new Values();
  const shop = values.add(query.shopId);
  const most = values.add(limit);
  const tail = `order by ${column} ${descending ? "desc" : "asc"}, order_id ${descending ? "desc" : "asc"} limit ${most}`;
  const beyond: string[] = [];
  if (key) {
    const value = values.add(filter.sort === "placed" ? new Date(key.value) : String(key.value));
    // Both columns in one comparison: PostgreSQL uses it as one condition of the index, where "a < x or (a = x and b < y)" is a filter.
    beyond.push(`(${column}, order_id) ${descending ? "<" : ">"} (${value}, ${values.add(key.orderId)}::bigint)`);
  }
  const select = (conditions: readonly string[]) =>
    `select ${COLUMNS} from shop_order where ${[`shop_id = ${shop}`, ...conditions].join(" and ")}`;
  const branches = branchesOf(query, values, shop);
  if (few && (filter.sort === "total" || branches.some(isWordsOnly))) {
    const found = branches.map((branch) =>
      hasWords(branch) ? `select ${COLUMNS} from ${eachFound(branch, select)}` : select(conditionsOf(branch)),
    );
    const where = beyond.length > 0 ? `where ${beyond.join(" and ")} ` : "";
    const sql = `with found as materialized (${found.join(" union ")}) select * from found ${where}${tail}`;
    return { sql, values: values.list };
  }
  const pages = branches.map((branch) => `${select([...conditionsOf(branch), ...beyond])} ${tail}`);
  return { sql: unionOf(pages, tail), values: values.list };
}

/**
 * How many there are, at most `COUNT_LIMIT` + 1. Read in the order of an index, so that a long table is never read for a short answer. Personal
 * words are looked for in their own table: for a name that 50,000 of a million orders have, PostgreSQL read all orders (0.5 s).
 */
export function ordersCountSql(query: OrdersQuery): Sql {
  const values = new Values();
  const shop = values.add(query.shopId);
  const most = values.add(COUNT_LIMIT + 1);
  const branches = branchesOf(query, values, shop).map((branch) => {
    const select = (conditions: readonly string[]) =>
      `select order_id from shop_order where ${[`shop_id = ${shop}`, ...conditions].join(" and ")}`;
    if (!hasWords(branch)) return `${select(branch.conditions)} order by placed_at desc, order_id desc limit ${most}`;
    if (branch.conditions.length === 0) return `${ordersWithAll(branch.words)} limit ${most}`;
    return `select order_id from ${eachFound(branch, select)} limit ${most}`;
  });
  return {
    sql: `select count(*)::int as count from (${unionOf(branches, `limit ${most}`)}) found`,
    values: values.list,
  };
}

/** What an order must fulfil to be in one branch of the union. */
interface Branch {
  readonly conditions: readonly string[];
  /** Queries of the orders that have a personal word; the order must be in all of them. */
  readonly words: readonly string[];
}

const hasWords = ({ words }: Branch): boolean => words.length > 0;
const isWordsOnly = (branch: Branch): boolean => hasWords(branch) && branch.conditions.length === 0;

/** The orders that have the words, fetched by their keys one by one, where they fulfil the rest. PostgreSQL would read all orders and hash them. */
const eachFound = ({ conditions, words }: Branch, select: (conditions: readonly string[]) => string): string =>
  `(${ordersWithAll(words)}) hit(id) cross join lateral (${select(["order_id = hit.id", ...conditions])} limit 1) hit_order`;

const conditionsOf = ({ conditions, words }: Branch): string[] => [
  ...conditions,
  ...words.map((orders) => `order_id in (${orders})`),
];

/** The orders that are in all of these queries. */
function ordersWithAll([first, ...others]: readonly string[]): string {
  return [first, ...others.map((orders) => `w.order_id in (${orders})`)].join(" and ");
}

/**
 * One branch of a union each. An OR (any attention; one of two names) would make PostgreSQL read everything and sort it; each branch alone
 * reads its own index in order and stops at the limit.
 */
function branchesOf({ filter, search }: OrdersQuery, values: Values, shop: string): Branch[] {
  const always: string[] = [];
  const equal = (column: string, value: string) => always.push(`${column} = ${values.add(value)}`);
  if (filter.stage !== null) equal("stage", filter.stage);
  if (filter.payment !== null) equal("financial_status", filter.payment);
  if (filter.country !== null) equal("dest_country", filter.country);
  if (filter.priority !== null) equal("priority", filter.priority);
  if (filter.assignee !== null) equal("assignee", filter.assignee);

  const attention = codesOf(filter.attention);
  const attentions = attention.length === 0 ? [[]] : attention.map((code) => [`attention = ${values.add(code)}`]);
  return attentions.flatMap((one) =>
    searchBranches(search, values, shop).map(({ conditions, words }) => ({
      conditions: [...always, ...one, ...conditions],
      words,
    })),
  );
}

function codesOf(attention: OrdersFilter["attention"]): readonly string[] {
  if (attention === null) return [];
  return attention === "any" ? ATTENTION_CODES : attention === "blocked" ? BLOCKED_CODES : [attention];
}

function searchBranches(search: OrdersQuery["search"], values: Values, shop: string): Branch[] {
  if (search === null) return [{ conditions: [], words: [] }];
  const prefixes = search.prefixes.map((prefix) => `starts_with(name, ${values.add(prefix)})`);
  const names = search.names.map((name) => `name = ${values.add(name)}`);
  const having = (word: Uint8Array) =>
    `select w.order_id from order_word w where w.shop_id = ${shop} and w.word = ${values.add(word)}`;
  const branches = [
    ...[...prefixes, ...names].map((condition) => ({ conditions: [condition], words: [] })),
    ...(search.words.length > 0 ? [{ conditions: [], words: search.words.map(having) }] : []),
    ...(search.tracking ? [{ conditions: [], words: [having(search.tracking)] }] : []),
  ];
  // A text without a single usable word ("a") finds nothing, rather than everything.
  return branches.length > 0 ? branches : [{ conditions: ["false"], words: [] }];
}

/** `union` and not `union all`: an order can be found by its number and by a phone number of the same digits. */
function unionOf(branches: readonly string[], tail: string): string {
  const [only, ...more] = branches;
  return only !== undefined && more.length === 0
    ? only
    : `${branches.map((sql) => `(${sql})`).join(" union ")} ${tail}`;
}

class Values {
  readonly list: unknown[] = [];
  add(value: unknown): string {
    this.list.push(value);
    return `$${this.list.length}`;
  }
}
