import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { ordersByEmail } from "../orders/public.server.ts";
import type { DataSubject } from "./domain/compliance.ts";

/** All orders of a customer: those Shopify names, those under the customer's id, and those a guest placed with the same e-mail address. */
export async function ordersOf(tx: ShopTx, subject: DataSubject): Promise<OrderId[]> {
  const own = await tx.rows<{ order_id: OrderId }>(
    "select order_id from shop_order where shop_id = $1 and (customer_id = $2 or order_id = any($3::bigint[]))",
    [tx.shopId, subject.customerId, subject.orderIds],
  );
  const asGuest = subject.email === null ? [] : await ordersByEmail(tx, subject.email, subject.customerId);
  // An order that is not in the mirror can still be in a ledger or a mark: the ids Shopify names always count.
  return [...new Set([...subject.orderIds, ...own.map((row) => row.order_id), ...asGuest])];
}
