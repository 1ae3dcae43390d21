import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { lockOrders } from "./lock-orders.server.ts";
import { orderStage, type AttentionCode } from "./domain/stage.ts";

interface Facts {
  readonly order_id: OrderId;
  readonly cancelled: boolean;
  readonly fulfillment_orders: { readonly status: string; readonly request: string; readonly remaining: number }[];
  readonly parcels: string[];
  readonly [column: string]: unknown;
}

/** What is left when the reason for which somebody should look is gone: a message that nobody has seen yet. */
const LEFT = "case when told then 'told' else '' end";

/** Derives the stage of these orders anew from fulfillment orders and fulfilments, and the attention that follows from their state. */
export async function restage(tx: ShopTx, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  const facts = await tx.rows<Facts>(
    `select o.order_id, o.cancelled_at is not null as cancelled,
            coalesce((select jsonb_agg(jsonb_build_object('status', f.status, 'request', f.request_status, 'remaining',
                        (select coalesce(sum(l.remaining), 0) from fulfillment_order_line l
                          where l.shop_id = f.shop_id and l.fulfillment_order_id = f.fulfillment_order_id)))
               from fulfillment_order f where f.shop_id = o.shop_id and f.order_id = o.order_id and f.status <> 'CANCELLED'), '[]') as fulfillment_orders,
            coalesce((select jsonb_agg(coalesce(p.parcel_stage, p.display_status, 'FULFILLED'))
               from fulfillment p where p.shop_id = o.shop_id and p.order_id = o.order_id and p.status <> 'CANCELLED'), '[]') as parcels
       from shop_order o where o.shop_id = $1 and o.order_id = any($2::bigint[])`,
    [tx.shopId, orderIds],
  );
  if (facts.length === 0) return;
  const stages = facts.map((row) =>
    orderStage({ cancelled: row.cancelled, fulfillmentOrders: row.fulfillment_orders, parcels: row.parcels }),
  );
  const asked = (status: string) =>
    facts.map(({ fulfillment_orders: parts }) =>
      parts.some((part) => part.request === status && part.remaining > 0 && part.status !== "CLOSED"),
    );
  await tx.run(
    `update shop_order o
        set stage = x.stage,
            attention = case when x.stage = 'problem' then 'exception'
                             when o.attention = 'shopper' and x.stage <> 'cancelled' then o.attention
                             when x.stage in ('delivered', 'cancelled') then ''
                             when x.rejected and o.attention in ('', 'held', 'told') then 'declined'
                             when o.attention = 'exception' then ${LEFT}
                             when o.attention = 'declined' and not x.rejected and not x.submitted then ${LEFT}
                             when x.stage = 'held' and o.attention = '' then 'held'
                             when x.stage <> 'held' and o.attention = 'held' then ''
                             else o.attention end
       from unnest($2::bigint[], $3::text[], $4::bool[], $5::bool[]) as x(order_id, stage, rejected, submitted)
      where o.shop_id = $1 and o.order_id = x.order_id`,
    [tx.shopId, facts.map((row) => row.order_id), stages, asked("REJECTED"), asked("SUBMITTED")],
  );
}

/** A person should look at this order, and why. An order that needs a look for another reason already keeps the first. */
export async function raiseAttention(tx: ShopTx, orderId: OrderId, code: AttentionCode): Promise<void> {
  await tx.run(
    "update shop_order set attention = $3 where shop_id = $1 and order_id = $2 and attention in ('', 'held', 'told')",
    [tx.shopId, orderId, code],
  );
}

/** This reason is gone, for these orders. */
export async function clearAttention(tx: ShopTx, orderIds: readonly OrderId[], code: AttentionCode): Promise<void> {
  if (orderIds.length === 0) return;
  await tx.run(
    `update shop_order set attention = ${LEFT} where shop_id = $1 and order_id = any($2::bigint[]) and attention = $3`,
    [tx.shopId, orderIds, code],
  );
}

/** What the carrier says of a fulfilment's parcel; the order's stage follows. */
export async function setParcelStage(
  tx: ShopTx,
  orderId: OrderId,
  fulfillmentId: string,
  stage: string,
): Promise<void> {
  await lockOrders(tx, [orderId]);
  await tx.run("update fulfillment set parcel_stage = $3 where shop_id = $1 and fulfillment_id = $2", [
    tx.shopId,
    fulfillmentId,
    stage,
  ]);
  await restage(tx, [orderId]);
}
