import { upsertRows, type Columns } from "../../platform/db/upsert.server.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { ReadStamp } from "../../platform/read-number.server.ts";
import type { OrderId } from "../../core/ids.ts";
import { orderChanges, type StoredOrder } from "./order-changes.ts";
import { orderLineRows, orderPerson, orderRow, type OrderNode, type OrderRow } from "./rows.ts";
import { appendOrderEvents } from "./ledger.server.ts";
import { putTags } from "./put-tags.server.ts";
import { storePersons } from "./person.server.ts";
import { restage } from "./restage.server.ts";

const ORDER: Columns = {
  order_id: "bigint",
  name: "text",
  placed_at: "timestamptz",
  updated_at: "timestamptz",
  cancelled_at: "timestamptz",
  closed_at: "timestamptz",
  is_test: "boolean",
  channel: "text",
  financial_status: "text",
  fulfillment_status: "text",
  risk: "text",
  currency: "text",
  total_minor: "bigint",
  units: "int",
  customer_id: "bigint",
  shipping_title: "text",
  shipping_code: "text",
  dest_country: "text",
  dest_lat: "double precision",
  dest_lng: "double precision",
  facts: "jsonb",
  stage: "text",
  read_no: "bigint",
  deleted_at: "timestamptz",
};

const LINE: Columns = {
  order_id: "bigint",
  line_id: "bigint",
  variant_id: "bigint",
  sku: "text",
  title: "text",
  variant_title: "text",
  quantity: "int",
  current_quantity: "int",
  requires_shipping: "boolean",
  is_gift_card: "boolean",
  unit_price_minor: "bigint",
  bundle: "text",
  bundle_quantity: "int",
  selling_plan: "text",
};

/**
 * Takes orders as Shopify gave them into the mirror, with their lines, tags, person and ledger events. Rows from a read that began earlier
 * than the stored one are left out. Returns the ids that were taken. Inside the caller's transaction.
 */
export async function mirrorOrders(tx: ShopTx, nodes: readonly OrderNode[], read: ReadStamp): Promise<OrderId[]> {
  if (nodes.length === 0) return [];
  const rows = nodes.map((node) => ({ ...orderRow(node), stage: "open", read_no: read.no, deleted_at: null }));
  const before = await storedOrders(tx, rows);
  const taken = await upsertRows(
    tx,
    "shop_order",
    { columns: ORDER, key: ["order_id"], newerBy: "read_no", keep: ["stage"] },
    rows,
  );
  const fresh = nodes.filter((node) => taken.has(orderRow(node).order_id));
  const ids = [...taken] as OrderId[];
  // A new order has nothing to take away.
  const known = ids.filter((id) => before.has(id));
  await replaceLines(tx, fresh, known);
  await putTags(
    tx,
    fresh.map((node) => ({ orderId: orderRow(node).order_id, tags: node.order.tags })),
    known,
  );
  await storePersons(
    tx,
    fresh.map((node) => ({
      orderId: orderRow(node).order_id,
      placedAt: new Date(node.order.processedAt),
      person: orderPerson(node),
    })),
  );
  const events = fresh.flatMap((node) => orderChanges(before.get(orderRow(node).order_id), orderRow(node), read.at));
  await appendOrderEvents(tx, events, read.at);
  await restage(tx, ids);
  return ids;
}

async function storedOrders(tx: ShopTx, rows: readonly OrderRow[]): Promise<Map<string, StoredOrder>> {
  const stored = await tx.rows<StoredOrder>(
    `select order_id, cancelled_at, financial_status, units from shop_order
      where shop_id = $1 and order_id = any($2::bigint[])`,
    [tx.shopId, rows.map((row) => row.order_id)],
  );
  return new Map(stored.map((row) => [row.order_id, row]));
}

async function replaceLines(tx: ShopTx, nodes: readonly OrderNode[], ids: readonly OrderId[]): Promise<void> {
  const lines = nodes.flatMap(orderLineRows);
  await upsertRows(tx, "order_line", { columns: LINE, key: ["order_id", "line_id"] }, lines);
  if (ids.length === 0) return;
  await tx.run(
    `delete from order_line where shop_id = $1 and order_id = any($2::bigint[])
        and (order_id, line_id) not in (select * from unnest($3::bigint[], $4::bigint[]))`,
    [tx.shopId, ids, lines.map((line) => line.order_id), lines.map((line) => line.line_id)],
  );
}

/**
 * Orders Shopify no longer has: kept for their ledger, out of every list. Whatever Shopify may show of one is newer than what we have: a replica that
 * lags does not have yet what another read has shown, and reconcile finds it by this.
 */
export async function orderGone(tx: ShopTx, orderIds: readonly string[], at: Date): Promise<void> {
  if (orderIds.length === 0) return;
  await tx.run(
    "update shop_order set deleted_at = $3, updated_at = to_timestamp(0) where shop_id = $1 and order_id = any($2::bigint[]) and deleted_at is null",
    [tx.shopId, orderIds, at],
  );
}
