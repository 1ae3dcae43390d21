/** The talk between a merchant and a fulfillment service about one fulfillment order, and by when it has to be fulfilled. */
import type { FulfillmentOrderTopic } from "./events.ts";
import type { FulfillmentOrder, FulfillmentOrderStatus, RequestStatus } from "./orders.ts";
import type { Digits } from "./ids.ts";
import { watchingStatus } from "./order-status.ts";
import { giveUnits, siblingOf, supportedActions, takeUnits, type SupportedAction } from "./fulfillment-orders.ts";
import { othersThan } from "./split.ts";
import { done, refused, type Outcome } from "./outcome.ts";
import type { Shop } from "./shop.ts";
import type { World } from "./world.ts";

interface Step {
  readonly possible: (shop: Shop, fulfillmentOrder: FulfillmentOrder) => boolean;
  readonly status: FulfillmentOrderStatus;
  readonly requestStatus: RequestStatus;
  readonly topic: FulfillmentOrderTopic;
}

const allows = (action: SupportedAction) => (shop: Shop, each: FulfillmentOrder) =>
  supportedActions(shop, each).includes(action);

const STEPS = {
  submit: {
    possible: allows("REQUEST_FULFILLMENT"),
    status: "OPEN",
    requestStatus: "SUBMITTED",
    topic: "fulfillment_orders/fulfillment_request_submitted",
  },
  accept: {
    possible: (_, each) => each.requestStatus === "SUBMITTED",
    status: "IN_PROGRESS",
    requestStatus: "ACCEPTED",
    topic: "fulfillment_orders/fulfillment_request_accepted",
  },
  reject: {
    possible: (_, each) => each.requestStatus === "SUBMITTED",
    status: "OPEN",
    requestStatus: "REJECTED",
    topic: "fulfillment_orders/fulfillment_request_rejected",
  },
} as const satisfies Record<string, Step>;

/** The merchant asks, the service accepts or rejects. Refused when it is not that step's turn. */
export function serviceRequest(
  world: World,
  shop: Shop,
  fulfillmentOrder: FulfillmentOrder,
  step: keyof typeof STEPS,
  message = "",
): Outcome<FulfillmentOrder> {
  const { possible, status, requestStatus, topic } = STEPS[step];
  const order = shop.orders.get(fulfillmentOrder.orderId);
  if (order === undefined || !possible(shop, fulfillmentOrder))
    return refused(["id"], `The fulfillment order does not allow: ${step}.`);
  return watchingStatus(world, shop, order, () => {
    fulfillmentOrder.status = status;
    fulfillmentOrder.requestStatus = requestStatus;
    fulfillmentOrder.updatedAt = world.clock.now();
    world.emit(shop, { topic, fulfillmentOrder, message });
    return done(fulfillmentOrder);
  });
}

/**
 * `fulfillmentOrderCancel` of one that a service was asked for and has not accepted: it is closed, and another takes its place where it is, of which nobody
 * has been asked. Tells `fulfillment_orders/cancelled`.
 */
export function cancelRequested(
  world: World,
  shop: Shop,
  fulfillmentOrder: FulfillmentOrder,
): Outcome<{ readonly cancelled: FulfillmentOrder; readonly replacement: FulfillmentOrder }> {
  const order = shop.orders.get(fulfillmentOrder.orderId);
  if (order === undefined || !supportedActions(shop, fulfillmentOrder).includes("CANCEL_FULFILLMENT_ORDER"))
    return refused(["id"], "The fulfillment order can't be cancelled in its current state.");
  return watchingStatus(world, shop, order, () => {
    const replacement = siblingOf(world, shop, order, fulfillmentOrder, fulfillmentOrder.assignedLocationId);
    giveUnits(world, replacement, takeUnits(fulfillmentOrder, othersThan(fulfillmentOrder, [])));
    fulfillmentOrder.status = "CLOSED";
    fulfillmentOrder.updatedAt = world.clock.now();
    world.emit(shop, { topic: "fulfillment_orders/cancelled", fulfillmentOrder, replacement });
    return done({ cancelled: fulfillmentOrder, replacement });
  });
}

/**
 * `fulfillmentOrdersSetFulfillmentDeadline`: by when they have to be fulfilled. All of them, or none when one is not there. No topic tells of it.
 */
export function setDeadline(world: World, shop: Shop, ids: readonly Digits[], fulfillBy: Date): Outcome<null> {
  const found = ids.map((id) => shop.fulfillmentOrders.get(id));
  if (!found.every((each) => each !== undefined))
    return refused(["fulfillmentOrderIds"], "Fulfillment orders could not be found.", "FULFILLMENT_ORDERS_NOT_FOUND");
  for (const each of found) {
    each.fulfillBy = fulfillBy;
    each.updatedAt = world.clock.now();
  }
  return done(null);
}

/** Staff begin work by hand: the fulfillment order is in progress and may not be moved until opened again. */
export function reportProgress(
  world: World,
  shop: Shop,
  fulfillmentOrder: FulfillmentOrder,
): Outcome<FulfillmentOrder> {
  const order = shop.orders.get(fulfillmentOrder.orderId);
  if (order === undefined || !supportedActions(shop, fulfillmentOrder).includes("REPORT_PROGRESS"))
    return refused(["id"], "Progress can't be reported on this fulfillment order.");
  return watchingStatus(world, shop, order, () => {
    fulfillmentOrder.status = "IN_PROGRESS";
    fulfillmentOrder.progressReported = true;
    fulfillmentOrder.updatedAt = world.clock.now();
    world.emit(shop, { topic: "fulfillment_orders/progress_reported", fulfillmentOrder });
    return done(fulfillmentOrder);
  });
}
