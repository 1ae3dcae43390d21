import type { FulfillmentOrderId, OrderId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";
import { recordIntents } from "../intents/public.server.ts";
import { readRoutable } from "../orders/public.server.ts";
import { putCases } from "./store.server.ts";

/** A person asks for a new decision of an open fulfillment order, also a pinned one. False when it is not open any more. */
export async function decideAgain(shopId: ShopId, id: FulfillmentOrderId, now: Date): Promise<boolean> {
  return inShop(shopId, async (tx) => {
    const [fulfillmentOrder] = await readRoutable(tx, { ids: [id] });
    if (fulfillmentOrder?.status !== "OPEN") return false;
    await putCases(tx, [fulfillmentOrder], "due", "person", now);
    await wakeLane(tx, "refresh");
    return true;
  });
}

/** A person releases our holds on the fulfillment orders of an order. Returns how many releases were started. */
export async function releaseHolds(shopId: ShopId, orderId: OrderId, now: Date): Promise<number> {
  return inShop(shopId, async (tx) => {
    const fulfillmentOrders = await readRoutable(tx, { orderIds: [orderId] });
    const intents = fulfillmentOrders.flatMap(({ id, holds }) =>
      holds
        .filter((hold) => hold.ours && hold.handle !== null)
        .map((hold) => ({
          kind: "fulfillmentOrder.release" as const,
          orderId,
          subject: hold.id,
          input: { fulfillmentOrderId: id, handle: hold.handle ?? "" },
        })),
    );
    return (await recordIntents(tx, intents, now, { clicked: true })).length;
  });
}
