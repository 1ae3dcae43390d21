import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { shopZone } from "../../platform/db/shop-zone.server.ts";
import type { OrderWatcher } from "../delivery/public.server.ts";
import { monthOf } from "./domain/month.ts";
import { termsOf } from "./domain/subscription.ts";
import { count } from "./domain/tally.ts";
import { holdMonths, readKnownPlan, writeMonths } from "./store.server.ts";

/**
 * Counts those of these orders that were not counted before. What an order is: something in it leaves for a shopper (goods that were carried out of a store at the
 * counter do not), it is no test of Shopify's, and it was placed since the shop last installed us. When it was placed tells its month, so neither the order
 * of events nor their repetition changes a number; being cancelled later does not either.
 *
 * Looked at with everything else that follows for an order, and never before it: nothing waits for this.
 */
export const countOrders: OrderWatcher = async (tx, orderIds, now) => {
  const fresh = await takeFresh(tx, orderIds, now);
  if (fresh.length > 0) {
    const terms = termsOf((await readKnownPlan(tx)).subscription, now);
    const held = await holdMonths(tx, [...new Set(fresh.map(({ month }) => month))]);
    const { counted, months } = count(held, fresh, terms);
    await writeMonths(tx, months);
    const extra = counted.flatMap((order) => (order.extra ? [order.orderId] : []));
    await tx.run(
      "update counted_order set state = 'waiting' where shop_id = $1 and order_id = any($2::bigint[]) and state = 'included'",
      [tx.shopId, extra],
    );
  }
  return new Map();
};

const COUNTS = `not o.is_test and o.placed_at >= s.installed_at
  and exists (select 1 from fulfillment_order f join fulfillment_order_line l on l.shop_id = f.shop_id and l.fulfillment_order_id = f.fulfillment_order_id
               where f.shop_id = o.shop_id and f.order_id = o.order_id and f.delivery_method <> 'RETAIL' and l.requires_shipping)`;

/** Writes down the orders that are counted from now on, the first that was placed first. */
async function takeFresh(tx: ShopTx, orderIds: readonly OrderId[], now: Date) {
  const found = await tx.rows<{ order_id: OrderId; placed_at: Date }>(
    `select o.order_id, o.placed_at from shop_order o join shop s on s.id = o.shop_id
      where o.shop_id = $1 and o.order_id = any($2::bigint[]) and ${COUNTS}
        and not exists (select 1 from counted_order c where c.shop_id = o.shop_id and c.order_id = o.order_id)
      order by o.placed_at, o.order_id`,
    [tx.shopId, orderIds],
  );
  if (found.length === 0) return [];
  const zone = await shopZone(tx);
  const orders = found.map(({ order_id, placed_at }) => ({ orderId: order_id, month: monthOf(placed_at, zone) }));
  const taken = await tx.rows<{ order_id: OrderId }>(
    `insert into counted_order (shop_id, order_id, month, counted_at, state)
     select $1, order_id, month, $4, 'included' from unnest($2::bigint[], $3::text[]) as x (order_id, month)
     on conflict do nothing returning order_id`,
    [tx.shopId, orders.map(({ orderId }) => orderId), orders.map(({ month }) => month), now],
  );
  const mine = new Set(taken.map(({ order_id }) => order_id));
  return orders.filter(({ orderId }) => mine.has(orderId));
}
