import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { PromiseSource } from "./domain/order-status-view.ts";
import type { Surface } from "./domain/surface.ts";

/**
 * A promise of an order was seen at a place: the one in force, or `promiseId`. Written down once for each promise and place. Does nothing for an order
 * without a promise.
 */
export async function promiseSeen(
  tx: ShopTx,
  orderId: OrderId,
  surface: Surface,
  now: Date,
  promiseId: string | null = null,
): Promise<void> {
  await tx.run(
    `insert into promise_shown (shop_id, promise_id, surface, order_id, first_at)
     select shop_id, promise_id, $3, order_id, $4 from delivery_promise
      where shop_id = $1 and order_id = $2 and ($5::bigint is null or promise_id = $5) order by promise_id desc limit 1
     on conflict (shop_id, promise_id, surface) do nothing`,
    [tx.shopId, orderId, surface, now, promiseId],
  );
}

/**
 * Somebody was told a day ("YYYY-MM-DD", the last of a window): the newest promise of the order that ends with it was seen there. A day that was never
 * promised of the whole order (that of one parcel of several) is none of its promises.
 */
export async function daySeen(tx: ShopTx, orderId: OrderId, surface: Surface, day: string, now: Date): Promise<void> {
  const [row] = await tx.rows<{ promiseId: string }>(
    `select promise_id as "promiseId" from delivery_promise
      where shop_id = $1 and order_id = $2 and to_date = $3::date order by promise_id desc limit 1`,
    [tx.shopId, orderId, day],
  );
  if (row) await promiseSeen(tx, orderId, surface, now, row.promiseId);
}

interface MadePromise {
  readonly orderId: OrderId;
  readonly promiseId: string;
  readonly placedAt: Date;
  readonly source: PromiseSource;
}

/** A date that checkout gave was seen there, when the order was placed. */
export async function notePromisesMade(tx: ShopTx, made: readonly MadePromise[]): Promise<void> {
  const atCheckout = made.filter(({ source }) => source === "checkout");
  if (atCheckout.length === 0) return;
  await tx.run(
    `insert into promise_shown (shop_id, promise_id, surface, order_id, first_at)
     select $1, promise_id, 'checkout', order_id, placed_at
       from unnest($2::bigint[], $3::bigint[], $4::timestamptz[]) as x (promise_id, order_id, placed_at)
     on conflict (shop_id, promise_id, surface) do nothing`,
    [
      tx.shopId,
      atCheckout.map(({ promiseId }) => promiseId),
      atCheckout.map(({ orderId }) => orderId),
      atCheckout.map(({ placedAt }) => placedAt),
    ],
  );
}
