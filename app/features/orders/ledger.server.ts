import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { OrderEvent } from "./domain/event.ts";

/** Appends to the ledger; an event that is there already is ignored. `now` is business time. */
export async function appendOrderEvents(tx: ShopTx, events: readonly OrderEvent[], now: Date): Promise<void> {
  if (events.length === 0) return;
  await tx.run(
    `insert into order_event (shop_id, order_id, code, ref, data, occurred_at, recorded_at)
     select $1, order_id, code, ref, data, occurred_at, $3
       from jsonb_to_recordset($2::jsonb) as x(order_id bigint, code text, ref text, data jsonb, occurred_at timestamptz)
     on conflict (shop_id, order_id, code, ref) do nothing`,
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
}
