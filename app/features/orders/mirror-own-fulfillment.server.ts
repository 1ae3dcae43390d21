import { fromGid, type FulfillmentOrderId } from "../../core/ids.ts";
import type { CreateFulfillmentMutation } from "../../platform/admin-api/operations.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { ReadStamp } from "../../platform/read-number.server.ts";
import { lockOrders } from "./lock-orders.server.ts";
import { mirrorFulfillments } from "./mirror-fulfillments.server.ts";
import { tellOrderStock } from "./order-stock.server.ts";

/** What our own fulfillmentCreate answered. */
export type OwnFulfillment = NonNullable<NonNullable<CreateFulfillmentMutation["fulfillmentCreate"]>["fulfillment"]>;

/**
 * Takes the answer of our own fulfillmentCreate: the fulfilment whole, the state of its order and fulfillment orders, and that so much less
 * is left to ship of `shipped`. They are where it left from: somebody may have moved one that we had read elsewhere, and after this no read of the move would be
 * taken for a later one. `read` was taken before the request was sent.
 */
export async function mirrorOwnFulfillment(
  tx: ShopTx,
  answer: OwnFulfillment,
  shipped: {
    readonly fulfillmentOrderId: FulfillmentOrderId;
    readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
  },
  read: ReadStamp,
): Promise<void> {
  const orderId = fromGid("Order", answer.order.id);
  await lockOrders(tx, [orderId]);
  const fulfillmentOrders = answer.fulfillmentOrders.nodes;
  const taken = await tx.rows<{ id: FulfillmentOrderId }>(
    `update fulfillment_order f set status = x.status, location_id = coalesce($6, f.location_id), updated_at = x.updated_at, read_no = $5
       from unnest($2::bigint[], $3::text[], $4::timestamptz[]) as x(id, status, updated_at)
      where f.shop_id = $1 and f.fulfillment_order_id = x.id and f.read_no < $5
  returning f.fulfillment_order_id as id`,
    [
      tx.shopId,
      fulfillmentOrders.map(({ id }) => fromGid("FulfillmentOrder", id)),
      fulfillmentOrders.map(({ status }) => status),
      fulfillmentOrders.map(({ updatedAt }) => updatedAt),
      read.no,
      answer.location ? fromGid("Location", answer.location.id) : null,
    ],
  );
  if (taken.some(({ id }) => id === shipped.fulfillmentOrderId))
    await tx.run(
      `update fulfillment_order_line l set remaining = greatest(0, l.remaining - x.quantity)
         from jsonb_to_recordset($3::jsonb) as x("lineId" bigint, quantity int)
        where l.shop_id = $1 and l.fulfillment_order_id = $2 and l.line_id = x."lineId"`,
      [
        tx.shopId,
        shipped.fulfillmentOrderId,
        JSON.stringify(shipped.lines.map(({ lineId, quantity }) => ({ lineId, quantity }))),
      ],
    );
  await tellOrderStock(tx, [orderId], read.at);
  await mirrorFulfillments(tx, [{ fulfillment: answer, lines: answer.fulfillmentLineItems.nodes }], read);
  await tx.run(
    `update shop_order set fulfillment_status = $3, updated_at = $4, read_no = $5
      where shop_id = $1 and order_id = $2 and read_no < $5`,
    [tx.shopId, orderId, answer.order.displayFulfillmentStatus, answer.order.updatedAt, read.no],
  );
}
