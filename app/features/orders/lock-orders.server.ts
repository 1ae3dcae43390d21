import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { ordersOfFulfillmentOrders } from "./routable.server.ts";

/**
 * Holds these orders until the transaction ends: first in everything that changes what an order consists of and then the order itself. Two that change parts
 * of one order then see each other's parts, and neither waits for the other at both ends (a deadlock of a fulfilment and its order was seen). A statement of
 * its own, so that what is read after it is what the one before us wrote. An order whose row is still to come only refresh knows of.
 */
export async function lockOrders(tx: ShopTx, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  await tx.run(
    "select 1 from shop_order where shop_id = $1 and order_id = any($2::bigint[]) order by order_id for update",
    [tx.shopId, orderIds],
  );
}

/** The same by fulfillment orders; returns whose they are. */
export async function lockOrdersOf(tx: ShopTx, fulfillmentOrderIds: readonly string[]): Promise<OrderId[]> {
  const orders = [...new Set((await ordersOfFulfillmentOrders(tx, fulfillmentOrderIds)).values())];
  await lockOrders(tx, orders);
  return orders;
}
