import type { InventoryItemId, LocationId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { orderStockChange, type OrderStock, type OrderTimes } from "./domain/order-stock.ts";
import { writeEntries } from "./entries.server.ts";

/** All that one order's documents say of stock, now. */
export interface OrderStockNow extends OrderTimes {
  readonly orderId: OrderId;
  readonly rows: readonly OrderStock[];
}

/**
 * Explains stock by what the documents of these orders say now, compared with what they said before. The caller holds the lock of each order, so
 * that nobody compares with the same past.
 */
export async function recordOrderStock(tx: ShopTx, orders: readonly OrderStockNow[], now: Date): Promise<void> {
  if (orders.length === 0) return;
  const stored = await tx.rows<{
    order_id: OrderId;
    item_id: InventoryItemId;
    location_id: LocationId;
    committed: number;
    shipped: number;
    returned: number;
    lost: number;
  }>(
    "select order_id, item_id, location_id, committed, shipped, returned, lost from order_stock where shop_id = $1 and order_id = any($2::bigint[])",
    [tx.shopId, orders.map(({ orderId }) => orderId)],
  );
  const before = Map.groupBy(
    stored.map((row) => ({
      orderId: row.order_id,
      itemId: row.item_id,
      locationId: row.location_id,
      committed: row.committed,
      shipped: row.shipped,
      returned: row.returned,
      lost: row.lost,
    })),
    ({ orderId }) => orderId,
  );
  const changes = orders.map((order) => orderStockChange(before.get(order.orderId) ?? [], order.rows, order));
  const rows = changes.flatMap((change) => change.rows);
  if (rows.length === 0) return;
  await tx.run(
    `insert into order_stock as s (shop_id, order_id, item_id, location_id, committed, shipped, returned, lost)
     select $1, * from jsonb_to_recordset($2::jsonb) as x("orderId" bigint, "itemId" bigint, "locationId" bigint, committed int, shipped int, returned int, lost int)
     on conflict (shop_id, order_id, item_id, location_id) do update set committed = excluded.committed, shipped = excluded.shipped,
        returned = excluded.returned, lost = excluded.lost`,
    [tx.shopId, JSON.stringify(rows)],
  );
  await writeEntries(
    tx,
    changes
      .flatMap((change) => change.entries)
      .map(({ orderId, ...entry }) => ({ ...entry, document: { kind: "order", id: orderId } })),
    now,
  );
}
