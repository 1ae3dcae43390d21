import { cutPage } from "../../core/cut-page.ts";
import { countSome } from "../../platform/db/count-some.server.ts";
import type { FulfillmentOrderId, OrderId, ReplayId } from "../../core/ids.ts";
import type { SomeCount } from "../../core/some-count.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { CHANGES, type Change } from "./domain/change.ts";
import { writePageKey, type PageKey, type RowFilter, type Sort } from "./domain/list-filter.ts";
import type { Side } from "./domain/side.ts";

const PAGE_SIZE = 50;

/** A replayed order as it goes to the browser. */
export interface ReplayedRow {
  readonly position: number;
  readonly orderId: OrderId;
  readonly fulfillmentOrderId: FulfillmentOrderId;
  /** Null when the order is gone. */
  readonly name: string | null;
  readonly change: Change;
  readonly costMinor: number | null;
  readonly before: Side;
  readonly after: Side;
}

export interface RowPage {
  readonly rows: readonly ReplayedRow[];
  readonly count: SomeCount;
  readonly before: string | null;
  readonly after: string | null;
}

const SELECT = `select r.position, r.order_id as "orderId", r.fulfillment_order_id as "fulfillmentOrderId", o.name, r.change,
       r.cost_minor::float8 as "costMinor", r.before, coalesce(nullif(r.after, 'null'), r.before) as after
  from replay_order r left join shop_order o on o.shop_id = r.shop_id and o.order_id = r.order_id`;

/** What cannot be compared changes nothing. */
const COLUMN: Readonly<Record<Sort, string>> = { decided: "r.position", cost: "coalesce(r.cost_minor, 0)" };

/** One page of a replay's orders, with their count. */
export async function listRows(
  tx: ShopTx,
  replayId: ReplayId,
  filter: RowFilter,
  key: PageKey | null,
): Promise<RowPage> {
  const found = await rowsFrom(tx, replayId, filter, key, PAGE_SIZE + 1);
  const { rows, before, after } = cutPage(found, PAGE_SIZE, key?.side ?? null, (row) => placeOf(row, filter));
  const { where, values } = conditionsOf(tx, replayId, filter);
  return { rows, count: await countSome(tx, `from replay_order r where ${where}`, values), before, after };
}

/** Rows after a place (before it: nearest first), as many as wanted. */
export async function rowsFrom(
  tx: ShopTx,
  replayId: ReplayId,
  filter: RowFilter,
  key: PageKey | null,
  count: number,
): Promise<ReplayedRow[]> {
  const { where, values } = conditionsOf(tx, replayId, filter);
  const column = COLUMN[filter.sort];
  const down = filter.descending !== (key?.side === "before");
  const direction = down ? "desc" : "asc";
  const after = key
    ? `and (${column}, r.position) ${down ? "<" : ">"} ($${values.length + 1}::bigint, $${values.length + 2}::int)`
    : "";
  return tx.rows<ReplayedRow & Record<string, unknown>>(
    `${SELECT} where ${where} ${after} order by ${column} ${direction}, r.position ${direction} limit ${count}`,
    [...values, ...(key ? [key.value, key.position] : [])],
  );
}

/** The place of a row in the list. */
export const placeOf = ({ position, costMinor }: ReplayedRow, { sort }: RowFilter): string =>
  writePageKey({ position, value: sort === "cost" ? (costMinor ?? 0) : position });

/** One row; undefined when the replay has none of this position. */
export async function readRow(tx: ShopTx, replayId: ReplayId, position: number): Promise<ReplayedRow | undefined> {
  const [row] = await tx.rows<ReplayedRow & Record<string, unknown>>(
    `${SELECT} where r.shop_id = $1 and r.replay_id = $2 and r.position = $3`,
    [tx.shopId, replayId, position],
  );
  return row;
}

function conditionsOf(tx: ShopTx, replayId: ReplayId, { view, cost, search }: RowFilter) {
  const values: unknown[] = [tx.shopId, replayId];
  const parts = ["r.shop_id = $1", "r.replay_id = $2"];
  if (view !== "all") {
    const wanted = view === "changed" ? CHANGES.filter((change) => change !== "same") : [view];
    parts.push(`r.change = any($${values.push(wanted)}::text[])`);
  }
  if (cost !== null) parts.push(`r.cost_minor ${cost === "up" ? ">" : "<"} 0`);
  if (search !== "") {
    const [text, withSign] = [values.push(search), values.push(`#${search}`)];
    parts.push(`r.order_id in (select o.order_id from shop_order o
      where o.shop_id = $1 and (starts_with(o.name, $${text}) or starts_with(o.name, $${withSign})))`);
  }
  return { where: parts.join(" and "), values };
}

/** Orders by their names, with or without the # that Shopify begins them with. */
export async function ordersNamed(
  tx: ShopTx,
  names: readonly string[],
): Promise<{ readonly orderIds: readonly OrderId[]; readonly unknown: readonly string[] }> {
  const rows = await tx.rows<{ asked: string; order_id: OrderId | null }>(
    `select x.name as asked, o.order_id from unnest($2::text[]) as x(name)
       left join shop_order o on o.shop_id = $1 and o.deleted_at is null and o.name = any(array[x.name, '#' || x.name])`,
    [tx.shopId, names],
  );
  return {
    orderIds: rows.flatMap(({ order_id }) => order_id ?? []),
    unknown: rows.flatMap(({ asked, order_id }) => (order_id === null ? [asked] : [])),
  };
}
