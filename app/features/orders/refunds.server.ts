import { fromGid, type OrderId } from "../../core/ids.ts";
import type { RefundLineFieldsFragment } from "../../platform/admin-api/operations.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { upsertRows, type Columns } from "../../platform/db/upsert.server.ts";
import { lockOrders } from "./lock-orders.server.ts";
import { tellOrderStock } from "./order-stock.server.ts";

const LINE: Columns = {
  order_id: "bigint",
  refund_id: "bigint",
  line_id: "bigint",
  order_line_id: "bigint",
  location_id: "bigint",
  restock_type: "text",
  quantity: "int",
};

/** A refund with all its lines. */
export interface RefundNode {
  readonly orderId: OrderId;
  readonly refundId: string;
  readonly lines: readonly RefundLineFieldsFragment[];
}

const lastOf = (gid: string) => gid.slice(gid.lastIndexOf("/") + 1);

/** Takes refunds into the mirror, and tells inventory what they did with stock. */
export async function mirrorRefunds(tx: ShopTx, refunds: readonly RefundNode[], now: Date): Promise<void> {
  const rows = refunds.flatMap(({ orderId, refundId, lines }) =>
    lines.map((line) => ({
      order_id: orderId,
      refund_id: refundId,
      line_id: lastOf(line.id ?? ""),
      order_line_id: fromGid("LineItem", line.lineItem.id),
      location_id: line.location ? fromGid("Location", line.location.id) : null,
      restock_type: line.restockType,
      quantity: line.quantity,
    })),
  );
  if (rows.length === 0) return;
  await upsertRows(
    tx,
    "order_refund_line",
    { columns: LINE, key: ["order_id", "refund_id", "line_id"], keep: Object.keys(LINE) },
    rows,
  );
  const orders = [...new Set(rows.map((row) => row.order_id))];
  await lockOrders(tx, orders);
  await tellOrderStock(tx, orders, now);
}

/** Which of these refunds we have. */
export async function knownRefunds(tx: ShopTx, orderIds: readonly OrderId[]): Promise<Set<string>> {
  const rows = await tx.rows<{ refund_id: string }>(
    "select distinct refund_id from order_refund_line where shop_id = $1 and order_id = any($2::bigint[])",
    [tx.shopId, orderIds],
  );
  return new Set(rows.map((row) => row.refund_id));
}
