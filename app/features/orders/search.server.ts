import type { SearchHit } from "../../core/search.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { NO_FILTER } from "./domain/list-filter.ts";
import { ordersAfter } from "./list.server.ts";

/** The newest orders that a text finds, as on the list: a beginning of a name, an e-mail, a phone, words of a person's name (keyed hashes). */
export async function searchOrders(tx: ShopTx, text: string, limit: number): Promise<SearchHit[]> {
  const orders = await ordersAfter(tx, { ...NO_FILTER, search: text }, null, limit);
  return orders.map(({ orderId, name, stage }) => ({
    ...{ id: orderId, title: name, detail: stage, to: `/app/orders/${orderId}` },
  }));
}
