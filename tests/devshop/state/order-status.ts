/** What an order shows as its fulfilment status, and the touch that every visible change of an order makes. */
import type { FulfillmentOrder, Order, OrderFulfillmentStatus } from "./orders.ts";
import type { Shop } from "./shop.ts";
import type { World } from "./world.ts";

/** The order's fulfillment orders, in the order of their ids. */
export function fulfillmentOrdersOf(shop: Shop, order: Order): FulfillmentOrder[] {
  return order.fulfillmentOrderIds.flatMap((id) => shop.fulfillmentOrders.get(id) ?? []);
}

/** Shopify's `displayFulfillmentStatus`, from the lines and the fulfillment orders that still have something to do. */
export function displayStatus(shop: Shop, order: Order): OrderFulfillmentStatus {
  const shippable = order.lines.filter((line) => line.requiresShipping);
  const wanted = shippable.reduce((sum, line) => sum + line.currentQuantity, 0);
  const open = shippable.reduce((sum, line) => sum + line.unfulfilledQuantity, 0);
  if (wanted > 0 && open === 0) return "FULFILLED";
  if (open < wanted) return "PARTIALLY_FULFILLED";
  const active = fulfillmentOrdersOf(shop, order).filter(
    (each) => each.status !== "CLOSED" && each.status !== "CANCELLED",
  );
  if (active.length > 0) {
    if (active.every((each) => each.status === "ON_HOLD")) return "ON_HOLD";
    if (active.every((each) => each.status === "SCHEDULED")) return "SCHEDULED";
    if (active.every((each) => each.status === "IN_PROGRESS")) return "IN_PROGRESS";
  }
  return "UNFULFILLED";
}

/** The order changed: new `updatedAt`, and apps hear `orders/updated`. */
export function touchOrder(world: World, shop: Shop, order: Order): void {
  order.updatedAt = world.clock.now();
  world.emit(shop, { topic: "orders/updated", order });
}

/** Runs a change of the order's fulfillment orders, and touches the order if its shown status became another. */
export function watchingStatus<T>(world: World, shop: Shop, order: Order, change: () => T): T {
  const before = displayStatus(shop, order);
  const result = change();
  if (displayStatus(shop, order) !== before) touchOrder(world, shop, order);
  return result;
}
