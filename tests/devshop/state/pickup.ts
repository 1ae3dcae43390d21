/** Orders that their customers collect. */
import { isFinished, remainingUnits } from "./fulfillment-orders.ts";
import type { Digits } from "./ids.ts";
import { watchingStatus } from "./order-status.ts";
import { done, refused, type Outcome } from "./outcome.ts";
import type { Shop } from "./shop.ts";
import type { World } from "./world.ts";

/**
 * `fulfillmentOrderLineItemsPreparedForPickup`: all that is left of these fulfillment orders is ready, and the customer gets Shopify's mail. All of
 * them, or none. What is prepared is not prepared again. Tells `fulfillment_orders/line_items_prepared_for_pickup`.
 */
export function prepareForPickup(world: World, shop: Shop, ids: readonly Digits[]): Outcome<null> {
  const field = ["input", "lineItemsByFulfillmentOrder"];
  const found = ids.map((id) => shop.fulfillmentOrders.get(id));
  if (!found.every((each) => each !== undefined))
    return refused(field, "Fulfillment order does not exist.", "FULFILLMENT_ORDER_INVALID");
  for (const each of found) {
    if (each.deliveryMethod.methodType !== "PICK_UP" || isFinished(each.status) || each.status === "ON_HOLD")
      return refused(field, "Invalid fulfillment order.", "FULFILLMENT_ORDER_INVALID");
    if (each.preparedForPickup || remainingUnits(each) === 0)
      return refused(field, "No line items to prepare.", "NO_LINE_ITEMS_TO_PREPARE_FOR_FULFILLMENT_ORDER");
  }
  for (const fulfillmentOrder of found) {
    const order = shop.orders.get(fulfillmentOrder.orderId);
    if (order === undefined) return refused(field, "Order does not exist.", "FULFILLMENT_ORDER_INVALID");
    watchingStatus(world, shop, order, () => {
      fulfillmentOrder.preparedForPickup = true;
      fulfillmentOrder.status = "IN_PROGRESS";
      fulfillmentOrder.updatedAt = world.clock.now();
      world.emit(shop, { topic: "fulfillment_orders/line_items_prepared_for_pickup", fulfillmentOrder });
      return done(null);
    });
  }
  return done(null);
}
