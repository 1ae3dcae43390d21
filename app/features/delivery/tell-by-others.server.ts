import type { FulfillmentId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { recordMessages } from "../messages/public.server.ts";
import { promisesInForce } from "./promises.server.ts";

/** Older ones were there before us, or are no news any more. */
const NEWS_MS = 86_400_000;

/**
 * What others shipped (staff in Shopify's admin, another app, a fulfillment service) is told by whoever asked Shopify to (`notifyCustomer`), and neither the
 * API nor its webhooks say whether they did. So it is written down as not known and left to people. Nothing of pickups and local deliveries, nor while one
 * of our own parcels may be the one.
 */
export async function tellByOthers(
  tx: ShopTx,
  orderIds: readonly OrderId[],
  now: Date,
): Promise<ReadonlyMap<OrderId, Date>> {
  const made = await tx.rows<{ orderId: OrderId; fulfillmentId: FulfillmentId }>(
    `select f.order_id as "orderId", f.fulfillment_id as "fulfillmentId" from fulfillment f
      where f.shop_id = $1 and f.order_id = any($2::bigint[]) and f.created_at > $3 and f.status in ('OPEN', 'PENDING', 'SUCCESS')
        and not exists (select 1 from parcel p where p.shop_id = f.shop_id and p.order_id = f.order_id
                           and (p.fulfillment_id = f.fulfillment_id or p.fulfillment_id is null and p.stage not in ('planned', 'void')))
        and not exists (select 1 from fulfillment_order o where o.shop_id = f.shop_id and o.order_id = f.order_id and o.delivery_method <> 'SHIPPING')`,
    [tx.shopId, orderIds, new Date(now.getTime() - NEWS_MS)],
  );
  if (made.length === 0) return new Map();
  const promises = await promisesInForce(
    tx,
    made.map(({ orderId }) => orderId),
  );
  await recordMessages(
    tx,
    made.map(({ orderId, fulfillmentId }) => {
      const { from = null, to = null } = promises.get(orderId) ?? {};
      const params = { parcelId: null, fulfillmentId, from, to };
      return { orderId, kind: "shipped", fact: `fulfillment ${fulfillmentId}`, params, byOthers: true } as const;
    }),
    now,
  );
  return new Map();
}
