import type { IntentId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";
import { recordIntents } from "../intents/public.server.ts";
import { readRoutable } from "../orders/public.server.ts";
import { recordReleases } from "./ask-again.server.ts";
import { putCases } from "./store.server.ts";

/** What a workflow of the merchant's asks of an order as a whole. The switches count, as for every rule. In the caller's transaction. */

/**
 * Holds what is open of an order and not held by us. `name`: unique for whoever asks, at most 64 characters; `note`: the merchant's words, or empty. Returns the
 * effects it recorded; none: there is nothing to hold.
 */
export async function holdOrder(
  tx: ShopTx,
  orderId: OrderId,
  { name, note }: { readonly name: string; readonly note: string },
  now: Date,
): Promise<IntentId[]> {
  const routable = await readRoutable(tx, { orderIds: [orderId] });
  const open = routable.filter(({ status, holds }) => isOpen(status) && !holds.some(({ ours }) => ours));
  return recordIntents(
    tx,
    open.map(({ id }) => ({
      kind: "fulfillmentOrder.hold" as const,
      orderId,
      subject: `${name} ${id}`,
      input: {
        fulfillmentOrderId: id,
        handle: name,
        reason: "OTHER" as const,
        noteCode: "workflow",
        ...(note !== "" && { note }),
        decisionId: "0",
      },
    })),
    now,
  );
}

/** Somebody else may hold it too: Shopify lets several. */
const isOpen = (status: string): boolean => status === "OPEN" || status === "ON_HOLD" || status === "SCHEDULED";

/** Releases what we hold of an order. Returns the effects it recorded; none: we hold nothing. */
export async function releaseOrder(tx: ShopTx, orderId: OrderId, now: Date): Promise<IntentId[]> {
  return recordReleases(tx, await readRoutable(tx, { orderIds: [orderId] }), now, { clicked: false });
}

/** Has what is open of an order decided anew, also what somebody pinned. Returns how many of its fulfillment orders. */
export async function decideOrderAgain(tx: ShopTx, orderId: OrderId, now: Date): Promise<number> {
  const routable = await readRoutable(tx, { orderIds: [orderId] });
  const open = routable.filter(({ status }) => status === "OPEN");
  await putCases(tx, open, "due", "person", now);
  if (open.length > 0) wakeLane(tx, "refresh");
  return open.length;
}
