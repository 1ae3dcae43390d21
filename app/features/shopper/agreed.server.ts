import { dayOf } from "../../core/calendar/day.ts";
import type { OrderId } from "../../core/ids.ts";
import { instantAt } from "../../core/local-time.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { ContributedFact } from "../risks/domain/public.ts";

/**
 * Shoppers who chose to wait agreed to the day they were shown then, until it is over in the shop: a promise that was broken, and settled with them. Who
 * waits without a day has agreed to none.
 */
export async function agreedOf(tx: ShopTx, orderIds: readonly OrderId[]): Promise<ContributedFact[]> {
  const rows = await tx.rows<{ order_id: OrderId; day: string; timezone: string }>(
    `select c.order_id, max(to_char(p.to_date, 'YYYY-MM-DD')) as day, coalesce(max(s.timezone), 'UTC') as timezone
       from shopper_choice c
       join delivery_promise p on p.shop_id = c.shop_id and p.promise_id = c.promise_id and p.to_date is not null
       left join shop_profile s on s.shop_id = c.shop_id
      where c.shop_id = $1 and c.order_id = any($2::bigint[]) and c.kind = 'wait' and c.status = 'done' group by c.order_id`,
    [tx.shopId, orderIds],
  );
  return rows.map(({ order_id: orderId, day, timezone }) => ({
    fact: "agreed",
    orderId,
    until: new Date(instantAt(timezone, dayOf(day) + 1, 0) - 1),
  }));
}
