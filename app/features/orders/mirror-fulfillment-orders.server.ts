import type { FulfillmentOrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { upsertRows, type Columns } from "../../platform/db/upsert.server.ts";
import type { ReadStamp } from "../../platform/read-number.server.ts";
import { lockOrders, lockOrdersOf } from "./lock-orders.server.ts";
import { tellOrderStock } from "./order-stock.server.ts";
import { restage } from "./restage.server.ts";
import { fulfillmentOrderLineRows, fulfillmentOrderRow, type FulfillmentOrderNode } from "./rows.ts";

const ROW: Columns = {
  fulfillment_order_id: "bigint",
  order_id: "bigint",
  location_id: "bigint",
  status: "text",
  request_status: "text",
  delivery_method: "text",
  created_at: "timestamptz",
  updated_at: "timestamptz",
  fulfill_at: "timestamptz",
  fulfill_by: "timestamptz",
  promised_from: "timestamptz",
  promised_to: "timestamptz",
  supported_actions: "text[]",
  holds: "jsonb",
  read_no: "bigint",
};

const LINE: Columns = {
  fulfillment_order_id: "bigint",
  line_id: "bigint",
  order_line_id: "bigint",
  item_id: "bigint",
  sku: "text",
  total: "int",
  remaining: "int",
  requires_shipping: "boolean",
  grams: "int",
};

/** Takes fulfillment orders into the mirror, like mirrorOrders. Returns the ids that were taken. */
export async function mirrorFulfillmentOrders(
  tx: ShopTx,
  nodes: readonly FulfillmentOrderNode[],
  read: ReadStamp,
): Promise<FulfillmentOrderId[]> {
  if (nodes.length === 0) return [];
  const rows = nodes.map((node) => ({ ...fulfillmentOrderRow(node), read_no: read.no }));
  await lockOrders(tx, [...new Set(rows.map((row) => row.order_id))]);
  const taken = await upsertRows(
    tx,
    "fulfillment_order",
    { columns: ROW, key: ["fulfillment_order_id"], newerBy: "read_no" },
    rows,
  );
  const fresh = nodes.filter((node) => taken.has(fulfillmentOrderRow(node).fulfillment_order_id));
  const lines = fresh.flatMap(fulfillmentOrderLineRows);
  await upsertRows(tx, "fulfillment_order_line", { columns: LINE, key: ["fulfillment_order_id", "line_id"] }, lines);
  await tx.run(
    `delete from fulfillment_order_line where shop_id = $1 and fulfillment_order_id = any($2::bigint[])
        and (fulfillment_order_id, line_id) not in (select * from unnest($3::bigint[], $4::bigint[]))`,
    [tx.shopId, [...taken], lines.map((line) => line.fulfillment_order_id), lines.map((line) => line.line_id)],
  );
  const orders = [...new Set(fresh.map((node) => fulfillmentOrderRow(node).order_id))];
  await tellOrderStock(tx, orders, read.at);
  await restage(tx, orders);
  return [...taken] as FulfillmentOrderId[];
}

/**
 * Fulfillment orders Shopify no longer gives: closed and replaced by a split or merge and then removed. Nothing is left to ship from them.
 * Whatever Shopify may show of one is newer, as of an order that is gone.
 */
export async function fulfillmentOrdersGone(tx: ShopTx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  const orders = await lockOrdersOf(tx, ids);
  await tx.run(
    "update fulfillment_order set status = 'CANCELLED', updated_at = to_timestamp(0) where shop_id = $1 and fulfillment_order_id = any($2::bigint[])",
    [tx.shopId, ids],
  );
  await tellOrderStock(tx, orders, now);
  await restage(tx, orders);
}
