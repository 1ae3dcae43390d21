/** Fulfillment orders: how they come to exist, what may be done with them, and how lines move between them. */
import type { LineQuantity } from "./events.ts";
import type { Digits } from "./ids.ts";
import type {
  DeliveryMethodType,
  FulfillmentOrder,
  FulfillmentOrderLine,
  FulfillmentOrderStatus,
  LineItem,
  Order,
} from "./orders.ts";
import { done, refused, type Outcome } from "./outcome.ts";
import type { Shop } from "./shop.ts";
import type { World } from "./world.ts";

export type SupportedAction =
  | "CANCEL_FULFILLMENT_ORDER"
  | "CREATE_FULFILLMENT"
  | "HOLD"
  | "MARK_AS_OPEN"
  | "MOVE"
  | "RELEASE_HOLD"
  | "REPORT_PROGRESS"
  | "REQUEST_CANCELLATION"
  | "REQUEST_FULFILLMENT"
  | "SPLIT";

/** A status with nothing left to do. */
export function isFinished(status: FulfillmentOrderStatus): boolean {
  return status === "CLOSED" || status === "CANCELLED" || status === "INCOMPLETE";
}

export function remainingUnits(fulfillmentOrder: FulfillmentOrder): number {
  return fulfillmentOrder.lines.reduce((sum, line) => sum + line.remainingQuantity, 0);
}

/** True when a unit of it has been fulfilled: such lines stay where they are for ever. */
export function hasFulfilledUnits(fulfillmentOrder: FulfillmentOrder): boolean {
  return fulfillmentOrder.lines.some((line) => line.remainingQuantity < line.totalQuantity);
}

/**
 * What Shopify would let one do now. Derived from status, request status and the kind of location (Shopify documents the
 * actions, not the table; see the README for what was assumed).
 */
export function supportedActions(shop: Shop, fulfillmentOrder: FulfillmentOrder): SupportedAction[] {
  const service = shop.locations.get(fulfillmentOrder.assignedLocationId)?.fulfillmentService ?? null;
  switch (fulfillmentOrder.requestStatus) {
    case "SUBMITTED":
      return ["CANCEL_FULFILLMENT_ORDER"];
    case "ACCEPTED":
    case "CANCELLATION_REJECTED":
      return isFinished(fulfillmentOrder.status) ? [] : ["CREATE_FULFILLMENT", "REQUEST_CANCELLATION"];
    case "CANCELLATION_REQUESTED":
      return ["CREATE_FULFILLMENT"];
    case "UNSUBMITTED":
    case "REJECTED":
    case "CANCELLATION_ACCEPTED":
    case "CLOSED":
  }
  const split: SupportedAction[] = remainingUnits(fulfillmentOrder) > 1 ? ["SPLIT"] : [];
  switch (fulfillmentOrder.status) {
    case "OPEN":
      return service === null
        ? ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "MOVE", "HOLD", ...split]
        : ["REQUEST_FULFILLMENT", "CREATE_FULFILLMENT", "MOVE", "HOLD", ...split];
    case "IN_PROGRESS":
      return fulfillmentOrder.progressReported
        ? ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "MARK_AS_OPEN"]
        : ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "MOVE", "HOLD", ...split];
    case "ON_HOLD":
      return ["RELEASE_HOLD", "HOLD", "MOVE"];
    case "SCHEDULED":
      return ["MARK_AS_OPEN", "MOVE"];
    case "CLOSED":
    case "CANCELLED":
    case "INCOMPLETE":
      return [];
  }
}

export interface NewFulfillmentOrder {
  locationId: Digits;
  lines: { line: LineItem; quantity: number }[];
  fulfillAt: Date | null;
  methodType: DeliveryMethodType;
  minDeliveryDateTime: Date | null;
  maxDeliveryDateTime: Date | null;
  at: Date;
}

/** Adds a fulfillment order to an order. Tells nobody: the caller knows why it exists. */
export function createFulfillmentOrder(
  world: World,
  shop: Shop,
  order: Order,
  input: NewFulfillmentOrder,
): FulfillmentOrder {
  const id = world.nextId("FulfillmentOrder");
  const scheduled = input.fulfillAt !== null && input.fulfillAt > world.clock.now();
  const shipping = order.shippingLines[0];
  const fulfillmentOrder: FulfillmentOrder = {
    type: "FulfillmentOrder",
    id,
    orderId: order.id,
    status: scheduled ? "SCHEDULED" : "OPEN",
    requestStatus: "UNSUBMITTED",
    assignedLocationId: input.locationId,
    destination:
      order.shippingAddress === null
        ? null
        : {
            type: "FulfillmentOrderDestination",
            id: world.nextId("Other"),
            address: order.shippingAddress,
            email: order.email,
          },
    deliveryMethod: {
      type: "DeliveryMethod",
      id: world.nextId("Other"),
      methodType: input.methodType,
      presentedName: shipping?.title ?? null,
      serviceCode: shipping?.code ?? null,
      minDeliveryDateTime: input.minDeliveryDateTime,
      maxDeliveryDateTime: input.maxDeliveryDateTime,
    },
    lines: input.lines.map(({ line, quantity }) => newLine(world, id, line.id, line.itemId, quantity)),
    holds: [],
    fulfillAt: input.fulfillAt,
    fulfillBy: null,
    fulfillmentIds: [],
    progressReported: false,
    preparedForPickup: false,
    createdAt: input.at,
    updatedAt: input.at,
  };
  shop.fulfillmentOrders.set(id, fulfillmentOrder);
  order.fulfillmentOrderIds.push(id);
  if (scheduled && input.fulfillAt !== null) {
    world.clock.after(input.fulfillAt.getTime() - world.clock.now().getTime(), () => {
      if (fulfillmentOrder.status === "SCHEDULED") openScheduled(world, shop, fulfillmentOrder);
    });
  }
  return fulfillmentOrder;
}

function openScheduled(world: World, shop: Shop, fulfillmentOrder: FulfillmentOrder): void {
  fulfillmentOrder.status = "OPEN";
  fulfillmentOrder.updatedAt = world.clock.now();
  world.emit(shop, { topic: "fulfillment_orders/scheduled_fulfillment_order_ready", fulfillmentOrder });
}

/** A second fulfillment order with the same destination, delivery method and dates. */
export function siblingOf(
  world: World,
  shop: Shop,
  order: Order,
  from: FulfillmentOrder,
  locationId: Digits,
): FulfillmentOrder {
  const sibling = createFulfillmentOrder(world, shop, order, {
    locationId,
    lines: [],
    fulfillAt: null,
    methodType: from.deliveryMethod.methodType,
    minDeliveryDateTime: from.deliveryMethod.minDeliveryDateTime,
    maxDeliveryDateTime: from.deliveryMethod.maxDeliveryDateTime,
    at: world.clock.now(),
  });
  sibling.fulfillAt = from.fulfillAt;
  sibling.fulfillBy = from.fulfillBy;
  return sibling;
}

function newLine(
  world: World,
  fulfillmentOrderId: Digits,
  lineItemId: Digits,
  itemId: Digits | null,
  quantity: number,
): FulfillmentOrderLine {
  return {
    type: "FulfillmentOrderLineItem",
    id: world.nextId("FulfillmentOrderLineItem"),
    fulfillmentOrderId,
    lineItemId,
    itemId,
    totalQuantity: quantity,
    remainingQuantity: quantity,
  };
}

/** Takes units out of one fulfillment order's lines; lines that become empty disappear. Returns what was taken. */
export function takeUnits(from: FulfillmentOrder, requested: LineQuantity[]): TakenUnits[] {
  const taken = requested.flatMap(({ id, quantity }) => {
    const line = from.lines.find((each) => each.id === id);
    if (line === undefined) return [];
    line.totalQuantity -= quantity;
    line.remainingQuantity -= quantity;
    return [{ lineItemId: line.lineItemId, itemId: line.itemId, quantity }];
  });
  from.lines = from.lines.filter((line) => line.totalQuantity > 0);
  return taken;
}

export interface TakenUnits {
  readonly lineItemId: Digits;
  readonly itemId: Digits | null;
  readonly quantity: number;
}

/** Puts units into a fulfillment order, as new lines or onto the line of the same line item. */
export function giveUnits(world: World, to: FulfillmentOrder, units: TakenUnits[]): void {
  for (const { lineItemId, itemId, quantity } of units) {
    const line = to.lines.find((each) => each.lineItemId === lineItemId && each.remainingQuantity > 0);
    if (line === undefined) to.lines.push(newLine(world, to.id, lineItemId, itemId, quantity));
    else {
      line.totalQuantity += quantity;
      line.remainingQuantity += quantity;
    }
  }
  to.updatedAt = world.clock.now();
}

export interface LineErrors {
  readonly field: string[];
  readonly notPositive: string | null;
  readonly tooMany: string | null;
  readonly duplicated: string | null;
}

/** The requested units, checked; nothing or an empty list means everything that remains. */
export function requestedUnits(
  from: FulfillmentOrder,
  lines: readonly LineQuantity[] | null,
  codes: LineErrors,
): Outcome<LineQuantity[]> {
  if (lines === null || lines.length === 0) {
    const all = from.lines.filter((line) => line.remainingQuantity > 0);
    return done(all.map((line) => ({ id: line.id, quantity: line.remainingQuantity })));
  }
  if (new Set(lines.map((line) => line.id)).size < lines.length)
    return refused(codes.field, "Fulfillment order line items are not unique.", codes.duplicated);
  for (const { id, quantity } of lines) {
    const line = from.lines.find((each) => each.id === id);
    if (quantity < 1) return refused(codes.field, "Quantity must be greater than 0.", codes.notPositive);
    if (line === undefined) return refused(codes.field, "Fulfillment order line item does not exist.", codes.tooMany);
    if (quantity > line.remainingQuantity)
      return refused(codes.field, "Invalid fulfillment order line item quantity requested.", codes.tooMany);
  }
  return done([...lines]);
}
