import type { Json } from "../../core/json.ts";
import type { FulfillmentOrderId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { tellOfOrders } from "../audit/public.server.ts";
import type { OrderEvent } from "./domain/event.ts";

/**
 * Appends to the ledger; an event that is there already is ignored. `now` is business time. Returns the orders of those that were not there yet.
 */
export async function appendOrderEvents(
  tx: ShopTx,
  events: readonly OrderEvent[],
  now: Date,
): Promise<ReadonlySet<OrderId>> {
  if (events.length === 0) return new Set();
  const rows = await tx.rows<{ order_id: OrderId; code: string }>(
    `insert into order_event (shop_id, order_id, code, ref, data, occurred_at, recorded_at)
     select $1, order_id, code, ref, data, occurred_at, $3
       from jsonb_to_recordset($2::jsonb) as x(order_id bigint, code text, ref text, data jsonb, occurred_at timestamptz)
     on conflict (shop_id, order_id, code, ref) do nothing returning order_id, code`,
    [
      tx.shopId,
      JSON.stringify(
        events.map(({ orderId, code, ref, data, occurredAt }) => ({
          order_id: orderId,
          code,
          ref,
          data,
          occurred_at: occurredAt,
        })),
      ),
      now,
    ],
  );
  await tellOfOrders(
    tx,
    rows.map(({ order_id, code }) => ({ orderId: order_id, code })),
    now,
  );
  return new Set(rows.map((row) => row.order_id));
}

/** Two machines never agree on the time. */
const CLOCKS_DIFFER_MS = 5_000;

/**
 * Has a webhook told of this change of a fulfillment order since then? What was done and undone again leaves no other trace. `data`: what the entry
 * must say, among other things.
 */
export async function wasTold(
  tx: ShopTx,
  change: {
    readonly orderId: OrderId;
    readonly fulfillmentOrderId: FulfillmentOrderId;
    readonly code: "fulfillment_order.held" | "fulfillment_order.moved";
    readonly data: Readonly<Record<string, Json>>;
  },
  since: Date,
): Promise<boolean> {
  const { orderId, fulfillmentOrderId, code, data } = change;
  const rows = await tx.rows(
    "select 1 from order_event where shop_id = $1 and order_id = $2 and code = $3 and occurred_at >= $4 and data @> $5::jsonb limit 1",
    [
      tx.shopId,
      orderId,
      code,
      new Date(since.getTime() - CLOCKS_DIFFER_MS),
      JSON.stringify({ ...data, fulfillmentOrderIds: [fulfillmentOrderId] }),
    ],
  );
  return rows.length > 0;
}
