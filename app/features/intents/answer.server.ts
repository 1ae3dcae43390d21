import type { IntentId, OrderId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { tell } from "../audit/public.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";
import { appendOrderEvents, clearAttention } from "../orders/public.server.ts";

/** `again`: it did not happen, try once more. `drop`: leave it; what hangs on it is let go as if it had been refused. */
export type Answer = "again" | "drop";

/**
 * A person answers an intent that asks: they looked in Shopify and know. `orderId`: its order's, null for one that has none. Returns false when it does not ask (any more). The effects lane carries
 * the answer out, so that it happens under the same fence as everything else.
 */
export async function answerIntent(
  shopId: ShopId,
  orderId: OrderId | null,
  intentId: IntentId,
  answer: Answer,
  now: Date,
): Promise<boolean> {
  return inShop(shopId, async (tx) => {
    const touched = await tx.run(
      `update intent set status = 'waiting', tries = 0, not_before = $4, outcome = case when $5 then '{"drop": true}'::jsonb end
        where shop_id = $1 and order_id is not distinct from $2 and intent_id = $3 and status = 'asks'`,
      [shopId, orderId, intentId, now, answer === "drop"],
    );
    if (touched === 0) return false;
    wakeLane(tx, "effects");
    if (orderId === null) {
      await tell(tx, { code: "intent.answered", subject: `intent:${intentId}`, data: { answer } }, now);
      return true;
    }
    const others = await tx.rows(
      "select 1 from intent where shop_id = $1 and order_id = $2 and status = 'asks' limit 1",
      [shopId, orderId],
    );
    if (others.length === 0) await clearAttention(tx, [orderId], "asks");
    const ref = `${intentId} ${now.toISOString()}`;
    await appendOrderEvents(
      tx,
      [{ orderId, code: "intent.answered", ref, occurredAt: now, data: { intentId, answer } }],
      now,
    );
    return true;
  });
}
