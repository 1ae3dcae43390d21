import type { FulfillmentOrderId, IntentId, OrderId, ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";
import { tell } from "../audit/public.server.ts";
import { recordIntents, switchedOnSince } from "../intents/public.server.ts";
import { readRoutable, type RoutableFulfillmentOrder } from "../orders/public.server.ts";
import { putCases } from "./store.server.ts";

/** A person asks for a new decision of an open fulfillment order, also a pinned one. False when it is not open any more. */
export async function decideAgain(shopId: ShopId, id: FulfillmentOrderId, now: Date): Promise<boolean> {
  return inShop(shopId, async (tx) => {
    const [fulfillmentOrder] = await readRoutable(tx, { ids: [id] });
    if (fulfillmentOrder?.status !== "OPEN") return false;
    await putCases(tx, [fulfillmentOrder], "due", "person", now);
    await tell(
      tx,
      { code: "orders.decide_again", subject: `order:${fulfillmentOrder.orderId}`, data: { fulfillmentOrderId: id } },
      now,
    );
    wakeLane(tx, "refresh");
    return true;
  });
}

/**
 * The shopper of a late order wants what is there, and the rest when it comes: its open parts are decided anew, and those that we hold are released for it.
 * False when the shop lets us not move and hold, or nothing of the order waits. In the caller's transaction.
 */
export async function shipWhatIsThere(tx: ShopTx, orderId: OrderId, now: Date): Promise<boolean> {
  if ((await switchedOnSince(tx, "route")) === null || (await switchedOnSince(tx, "hold")) === null) return false;
  const waiting = await readRoutable(tx, { orderIds: [orderId] });
  const open = waiting.filter(({ status }) => status === "OPEN");
  await putCases(tx, open, "due", "shopper", now);
  if (open.length > 0) wakeLane(tx, "refresh");
  return open.length + (await recordReleases(tx, waiting, now, { clicked: true, cause: "shopper" })).length > 0;
}

/** A person releases our holds on the fulfillment orders of an order. Returns how many releases were started. */
export async function releaseHolds(shopId: ShopId, orderId: OrderId, now: Date): Promise<number> {
  const ids = await inShop(shopId, async (tx) =>
    recordReleases(tx, await readRoutable(tx, { orderIds: [orderId] }), now, { clicked: true }),
  );
  return ids.length;
}

/** Starts the release of each hold of ours; `cause`: why they are decided then. Returns those that are new. */
export async function recordReleases(
  tx: ShopTx,
  fulfillmentOrders: readonly RoutableFulfillmentOrder[],
  now: Date,
  { clicked, cause }: { readonly clicked: boolean; readonly cause?: "shopper" },
): Promise<IntentId[]> {
  const intents = fulfillmentOrders.flatMap(({ id, orderId, holds }) =>
    holds
      .filter((hold) => hold.ours && hold.handle !== null)
      .map((hold) => ({
        kind: "fulfillmentOrder.release" as const,
        orderId,
        subject: hold.id,
        input: { fulfillmentOrderId: id, handle: hold.handle ?? "", ...(cause && { cause }) },
      })),
  );
  return recordIntents(tx, intents, now, { clicked });
}
