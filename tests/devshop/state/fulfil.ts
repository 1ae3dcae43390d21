/** Fulfillments: units leave a location, with tracking numbers; and the way back when one is cancelled. */
import type { LineQuantity } from "./events.ts";
import { createFulfillmentOrder, remainingUnits, requestedUnits, supportedActions } from "./fulfillment-orders.ts";
import { gid, type Digits } from "./ids.ts";
import type { Fulfillment, FulfillmentLine, FulfillmentOrder, Order, TrackingInfo } from "./orders.ts";
import { displayStatus, touchOrder } from "./order-status.ts";
import { done, refused, type Outcome } from "./outcome.ts";
import type { Shop } from "./shop.ts";
import { shipOut } from "./stock.ts";
import { trackingInfos, type TrackingInput } from "./tracking.ts";
import type { World } from "./world.ts";

export interface FulfillInput {
  parts: { fulfillmentOrderId: Digits; lines: LineQuantity[] | null }[];
  tracking: TrackingInput | null;
}

/**
 * `fulfillmentCreate`: all fulfillment orders of one order and one location. Committed (so on_hand) falls, the fulfillment
 * order is closed or in progress. Tells `fulfillments/create` and orders/updated, /fulfilled or /partially_fulfilled.
 */
export function createFulfillment(world: World, shop: Shop, input: FulfillInput): Outcome<Fulfillment> {
  const field = ["fulfillment"];
  if (input.parts.length === 0) return refused(field, "At least one fulfillment order is required.");
  const chosen: { fulfillmentOrder: FulfillmentOrder; units: LineQuantity[] }[] = [];
  for (const part of input.parts) {
    const fulfillmentOrder = shop.fulfillmentOrders.get(part.fulfillmentOrderId);
    if (fulfillmentOrder === undefined) return refused(field, "Fulfillment order does not exist.");
    if (!supportedActions(shop, fulfillmentOrder).includes("CREATE_FULFILLMENT"))
      return refused(
        field,
        `Fulfillment order ${fulfillmentOrder.id} has an unfulfillable status= ${fulfillmentOrder.status.toLowerCase()}.`,
      );
    const units = requestedUnits(fulfillmentOrder, part.lines, {
      field,
      notPositive: null,
      tooMany: null,
      duplicated: null,
    });
    if (!units.ok) return units;
    if (units.value.length === 0) return refused(field, "The fulfillment order has no unfulfilled line items.");
    chosen.push({ fulfillmentOrder, units: units.value });
  }
  const first = chosen[0]?.fulfillmentOrder;
  const order = first && shop.orders.get(first.orderId);
  if (first === undefined || order === undefined) return refused(field, "Order does not exist.");
  if (chosen.some((each) => each.fulfillmentOrder.orderId !== first.orderId))
    return refused(field, "All fulfillment orders must belong to the same order.");
  if (chosen.some((each) => each.fulfillmentOrder.assignedLocationId !== first.assignedLocationId))
    return refused(field, "All fulfillment orders must be assigned to the same location.");

  const now = world.clock.now();
  const id = world.nextId("Fulfillment");
  const fulfillment: Fulfillment = {
    type: "Fulfillment",
    id,
    orderId: order.id,
    name: `${order.name}-F${String(order.fulfillmentIds.length + 1)}`,
    locationId: first.assignedLocationId,
    status: "SUCCESS",
    lines: chosen.flatMap((each) => fulfillUnits(world, shop, order, id, each)),
    tracking: trackingInfos(input.tracking),
    events: [],
    estimatedDeliveryAt: null,
    deliveredAt: null,
    inTransitAt: null,
    createdAt: now,
    updatedAt: now,
  };
  shop.fulfillments.set(id, fulfillment);
  order.fulfillmentIds.push(id);
  for (const { fulfillmentOrder } of chosen) {
    fulfillmentOrder.fulfillmentIds.push(id);
    fulfillmentOrder.status = remainingUnits(fulfillmentOrder) === 0 ? "CLOSED" : "IN_PROGRESS";
    fulfillmentOrder.updatedAt = now;
  }
  world.emit(shop, { topic: "fulfillments/create", fulfillment, order });
  touchOrder(world, shop, order);
  const whole = displayStatus(shop, order) === "FULFILLED";
  world.emit(shop, { topic: whole ? "orders/fulfilled" : "orders/partially_fulfilled", order });
  return done(fulfillment);
}

function fulfillUnits(
  world: World,
  shop: Shop,
  order: Order,
  fulfillmentId: Digits,
  { fulfillmentOrder, units }: { fulfillmentOrder: FulfillmentOrder; units: LineQuantity[] },
): FulfillmentLine[] {
  return units.flatMap(({ id, quantity }) => {
    const line = fulfillmentOrder.lines.find((each) => each.id === id);
    const item = line && order.lines.find((each) => each.id === line.lineItemId);
    if (line === undefined || item === undefined) return [];
    line.remainingQuantity -= quantity;
    item.unfulfilledQuantity -= quantity;
    const { assignedLocationId: locationId } = fulfillmentOrder;
    const document = gid("Fulfillment", fulfillmentId);
    shipOut(world, shop, { itemId: line.itemId, locationId, units: quantity, document });
    const fulfilled: FulfillmentLine = {
      type: "FulfillmentLineItem",
      id: world.nextId("Other"),
      lineItemId: line.lineItemId,
      fulfillmentOrderId: fulfillmentOrder.id,
      fulfillmentOrderLineId: line.id,
      quantity,
    };
    return [fulfilled];
  });
}

/**
 * `fulfillmentCancel`. Units come back as committed. A fulfillment order that is still in progress takes its units back; for
 * a closed one a new fulfillment order is created at the same location. Tells `fulfillments/update` and orders/updated.
 */
export function cancelFulfillment(world: World, shop: Shop, fulfillmentId: Digits): Outcome<Fulfillment> {
  const fulfillment = shop.fulfillments.get(fulfillmentId);
  const order = fulfillment && shop.orders.get(fulfillment.orderId);
  if (fulfillment === undefined || order === undefined) return refused(["id"], "Fulfillment does not exist.");
  if (fulfillment.status === "CANCELLED") return refused(["id"], "The fulfillment is already cancelled.");
  if (fulfillment.deliveredAt !== null) return refused(["id"], "A delivered fulfillment can't be cancelled.");
  const now = world.clock.now();
  fulfillment.status = "CANCELLED";
  fulfillment.updatedAt = now;
  for (const [fulfillmentOrderId, lines] of Map.groupBy(fulfillment.lines, (line) => line.fulfillmentOrderId)) {
    const from = shop.fulfillmentOrders.get(fulfillmentOrderId);
    if (from === undefined) continue;
    const reopened = from.status === "IN_PROGRESS";
    const restored = lines.flatMap((line) => {
      const item = order.lines.find((each) => each.id === line.lineItemId);
      if (item === undefined) return [];
      item.unfulfilledQuantity += line.quantity;
      const { locationId } = fulfillment;
      const document = gid("Fulfillment", fulfillment.id);
      shipOut(world, shop, { itemId: item.itemId, locationId, units: -line.quantity, document });
      return [{ line: item, quantity: line.quantity, fulfillmentOrderLineId: line.fulfillmentOrderLineId }];
    });
    if (reopened) {
      for (const { fulfillmentOrderLineId, quantity } of restored) {
        const line = from.lines.find((each) => each.id === fulfillmentOrderLineId);
        if (line !== undefined) line.remainingQuantity += quantity;
      }
      if (from.lines.every((line) => line.remainingQuantity === line.totalQuantity)) from.status = "OPEN";
      from.updatedAt = now;
    } else {
      createFulfillmentOrder(world, shop, order, {
        locationId: fulfillment.locationId,
        lines: restored,
        fulfillAt: from.fulfillAt,
        methodType: from.deliveryMethod.methodType,
        minDeliveryDateTime: from.deliveryMethod.minDeliveryDateTime,
        maxDeliveryDateTime: from.deliveryMethod.maxDeliveryDateTime,
        at: now,
      });
    }
  }
  world.emit(shop, { topic: "fulfillments/update", fulfillment, order });
  touchOrder(world, shop, order);
  return done(fulfillment);
}

/** `fulfillmentTrackingInfoUpdate`: replaces all numbers. Tells `fulfillments/update`. */
export function updateTracking(
  world: World,
  shop: Shop,
  fulfillmentId: Digits,
  tracking: TrackingInput,
): Outcome<Fulfillment> {
  const fulfillment = shop.fulfillments.get(fulfillmentId);
  const order = fulfillment && shop.orders.get(fulfillment.orderId);
  if (fulfillment === undefined || order === undefined)
    return refused(["fulfillmentId"], "Fulfillment does not exist.");
  if (fulfillment.status === "CANCELLED") return refused(["fulfillmentId"], "The fulfillment is cancelled.");
  const infos: TrackingInfo[] = trackingInfos(tracking);
  fulfillment.tracking = infos;
  fulfillment.updatedAt = world.clock.now();
  world.emit(shop, { topic: "fulfillments/update", fulfillment, order });
  touchOrder(world, shop, order);
  return done(fulfillment);
}
