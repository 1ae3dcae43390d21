import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { NO_FILTER } from "./domain/list-filter.ts";
import { ordersAfter } from "./list.server.ts";

/** The newest orders that a text finds: a beginning of a name, an e-mail, a phone, words of a person's name (keyed hashes). At most `limit`. */
export async function findOrders(tx: ShopTx, text: string, limit: number): Promise<OrderId[]> {
  return (await ordersAfter(tx, { ...NO_FILTER, search: text }, null, limit)).map(({ orderId }) => orderId);
}
