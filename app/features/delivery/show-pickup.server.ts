import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { recordIntents, switchedOnSince } from "../intents/public.server.ts";
import type { PickupPromise } from "./domain/order-status-view.ts";
import { ensureOrderKeys } from "./promises.server.ts";

/**
 * What the shopper of an order that is collected should see: stored, and written into the order's metafield for orders placed since the merchant
 * switched events on. Null: nothing is left to collect. The same again changes nothing.
 */
export async function showPickup(
  tx: ShopTx,
  { orderId, placedAt }: { readonly orderId: OrderId; readonly placedAt: Date },
  pickup: PickupPromise | null,
  now: Date,
): Promise<void> {
  await ensureOrderKeys(tx, [orderId]);
  const [row] = await tx.rows<{ no: number }>(
    `update order_key set pickup = $3::jsonb, pickup_no = pickup_no + 1, shown_promise_id = null
      where shop_id = $1 and order_id = $2 and pickup is distinct from $3::jsonb returning pickup_no as no`,
    [tx.shopId, orderId, pickup === null ? null : JSON.stringify(pickup)],
  );
  if (!row) return;
  const since = await switchedOnSince(tx, "events");
  if (since === null || placedAt < since) return;
  const subject = `pickup ${orderId} ${row.no}`;
  await recordIntents(tx, [{ kind: "order.promise", orderId, subject, input: { orderId } }], now);
}
