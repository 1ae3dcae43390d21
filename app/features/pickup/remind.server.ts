import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { recordMessage } from "../messages/public.server.ts";
import { appendOrderEvents } from "../orders/public.server.ts";
import { changePickup, type Pickup } from "./store.server.ts";

/**
 * Reminds the customer: a message, which messages may send or only show, and a line in the ledger. "Ready" itself is Shopify's mail and no message of
 * ours. `who`: a person, or "timer".
 */
export async function remind(tx: ShopTx, pickup: Pickup, who: string, now: Date): Promise<void> {
  const { fulfillmentOrderId, orderId, locationId, code, keepUntil } = pickup;
  const ref = `${fulfillmentOrderId} ${now.toISOString().slice(0, 10)}`;
  const params = { locationId, code, until: keepUntil?.toISOString().slice(0, 10) ?? null, link: null };
  await recordMessage(tx, { orderId, kind: "pickup_reminder", fact: `pickup ${ref}`, params }, now);
  await changePickup(tx, fulfillmentOrderId, { remindAt: null });
  await appendOrderEvents(tx, [{ orderId, code: "pickup.reminded", ref, occurredAt: now, data: { by: who } }], now);
}
