import type { FulfillmentOrderId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { markOwnWrites, outdateReads } from "../../platform/marks.server.ts";
import { putTags } from "./put-tags.server.ts";

/*
 * What our own writes changed, taken into the mirror from their answers. Each is a part of its thing: the row keeps its read and its `updated_at`, so the
 * echo is news, and is read with all others a minute later. A read that was under way meanwhile shows what was before: its mark is not cleared then.
 */

/** The order has these tags now. */
export async function putOwnTags(tx: ShopTx, orderId: OrderId, tags: readonly string[], now: Date): Promise<void> {
  await putTags(tx, [{ orderId, tags }], [orderId]);
  await markOwnWrites(tx, [{ kind: "order", objectId: orderId, whole: true }], now);
}

/** The order has a note now. */
export async function putOwnNote(tx: ShopTx, orderId: OrderId, now: Date): Promise<void> {
  await tx.run(
    `update shop_order set facts = facts || '{"hasNote": true}' where shop_id = $1 and order_id = $2 and facts <> '{}'`,
    [tx.shopId, orderId],
  );
  await markOwnWrites(tx, [{ kind: "order", objectId: orderId, whole: true }], now);
}

/** These have to be fulfilled by then. No webhook tells of it, so nothing is read again for it. */
export async function putOwnDeadline(tx: ShopTx, ids: readonly FulfillmentOrderId[], fulfillBy: Date): Promise<void> {
  await tx.run(
    "update fulfillment_order set fulfill_by = $3 where shop_id = $1 and fulfillment_order_id = any($2::bigint[])",
    [tx.shopId, ids, fulfillBy],
  );
  await outdateReads(
    tx,
    ids.map((objectId) => ({ kind: "fulfillmentOrder", objectId })),
  );
}
