/** Moving fulfillment orders to other locations. */
import type { Location } from "./catalog.ts";
import type { LineQuantity } from "./events.ts";
import { fulfillmentOrdersOf } from "./order-status.ts";
import {
  giveUnits,
  hasFulfilledUnits,
  isFinished,
  requestedUnits,
  siblingOf,
  supportedActions,
  takeUnits,
} from "./fulfillment-orders.ts";
import { gid, type Digits } from "./ids.ts";
import type { FulfillmentOrder, FulfillmentOrderLine, Order } from "./orders.ts";
import { done, refused, type Outcome } from "./outcome.ts";
import type { Shop } from "./shop.ts";
import { activeLevel, commit } from "./stock.ts";
import type { World } from "./world.ts";

const WAITING_FOR_SERVICE = ["SUBMITTED", "ACCEPTED", "CANCELLATION_REQUESTED", "CANCELLATION_REJECTED"];

export interface MoveResult {
  readonly original: FulfillmentOrder;
  readonly moved: FulfillmentOrder;
}

/**
 * `fulfillmentOrderMove`. Everything unfulfilled of a fulfillment order with nothing fulfilled: the fulfillment order itself
 * changes its location. Otherwise the units leave it: into a new fulfillment order, and if the order already has an active one
 * at the destination, that one is closed and its lines are recreated in the new one. Committed units follow the lines, also
 * below zero: Shopify asks whether the destination stocks the item, not how many. Tells `fulfillment_orders/moved`.
 */
export function moveFulfillmentOrder(
  world: World,
  shop: Shop,
  input: { id: Digits; newLocationId: Digits; lines: LineQuantity[] | null },
): Outcome<MoveResult> {
  const original = shop.fulfillmentOrders.get(input.id);
  if (original === undefined) return refused(["id"], "Fulfillment order does not exist.");
  const destination = shop.locations.get(input.newLocationId);
  if (destination === undefined) return refused(["newLocationId"], "Location does not exist.");
  const order = shop.orders.get(original.orderId);
  if (order === undefined) return refused(["id"], "Order does not exist.");
  if (isFinished(original.status)) return refused(null, "Cannot change location: the fulfillment order is closed.");
  if (original.progressReported)
    return refused(
      null,
      "Cannot change location: progress has been reported. Mark the fulfillment order as open first.",
      "CANNOT_MOVE_FULFILLMENT_ORDER_WITH_REPORTED_PROGRESS",
    );
  if (WAITING_FOR_SERVICE.includes(original.requestStatus))
    return refused(null, "Cannot change location: the fulfillment order awaits its fulfillment service.");
  if (!destination.isActive) return refused(["newLocationId"], "Location is not active.");
  if (destination.id === original.assignedLocationId)
    return refused(["newLocationId"], "The fulfillment order is already assigned to this location.");
  const units = requestedUnits(original, input.lines, {
    field: ["fulfillmentOrderLineItems"],
    notPositive: null,
    tooMany: null,
    duplicated: null,
  });
  if (!units.ok) return units;
  if (units.value.length === 0) return refused(null, "The fulfillment order has no unfulfilled line items.");
  const lines = linesOf(original, units.value);
  if (lines.some((line) => !isStocked(shop, line, destination)))
    return refused(null, "Line items are not stocked at this location.");

  const sourceLocationId = original.assignedLocationId;
  for (const line of lines) {
    const quantity = units.value.find((each) => each.id === line.id)?.quantity ?? 0;
    const taken = { itemId: line.itemId, document: gid("Order", order.id) };
    commit(world, shop, { ...taken, locationId: sourceLocationId, units: -quantity });
    commit(world, shop, { ...taken, locationId: destination.id, units: quantity });
  }
  const whole =
    !hasFulfilledUnits(original) &&
    original.lines.every((line) => units.value.some((u) => u.id === line.id && u.quantity === line.remainingQuantity));
  const moved = whole
    ? relocate(world, original, destination)
    : extract(world, shop, order, original, destination, units.value);
  world.emit(shop, {
    topic: "fulfillment_orders/moved",
    original,
    moved,
    destinationLocationId: destination.id,
    sourceLocationId,
    requested: input.lines ?? [],
  });
  return done({ original, moved });
}

/** What a service said was its own answer: of a location without one UNSUBMITTED is the only valid request status, and another service was not asked. */
function relocate(world: World, original: FulfillmentOrder, destination: Location): FulfillmentOrder {
  original.assignedLocationId = destination.id;
  original.requestStatus = "UNSUBMITTED";
  original.updatedAt = world.clock.now();
  return original;
}

function extract(
  world: World,
  shop: Shop,
  order: Order,
  original: FulfillmentOrder,
  destination: Location,
  units: LineQuantity[],
): FulfillmentOrder {
  const there = fulfillmentOrdersOf(shop, order).find(
    (each) => each.id !== original.id && each.assignedLocationId === destination.id && canAbsorb(original, each),
  );
  const moved = siblingOf(world, shop, order, original, destination.id);
  moved.status = original.status === "IN_PROGRESS" ? "OPEN" : original.status;
  moved.holds = original.holds.map((hold) => ({ ...hold, id: world.nextId("Other") }));
  if (there !== undefined) {
    const all = there.lines.map((line) => ({ id: line.id, quantity: line.remainingQuantity }));
    giveUnits(world, moved, takeUnits(there, all));
    there.status = "CLOSED";
    there.updatedAt = world.clock.now();
  }
  giveUnits(world, moved, takeUnits(original, units));
  if (original.lines.every((line) => line.remainingQuantity === 0)) original.status = "CLOSED";
  original.updatedAt = world.clock.now();
  return moved;
}

/** Only fulfillment orders in the same simple state are joined; one that is held or partly shipped stays on its own. */
function canAbsorb(original: FulfillmentOrder, other: FulfillmentOrder): boolean {
  return (
    other.status === "OPEN" &&
    original.status !== "ON_HOLD" &&
    other.requestStatus === "UNSUBMITTED" &&
    !hasFulfilledUnits(other) &&
    other.deliveryMethod.methodType === original.deliveryMethod.methodType
  );
}

function linesOf(fulfillmentOrder: FulfillmentOrder, units: LineQuantity[]): FulfillmentOrderLine[] {
  return fulfillmentOrder.lines.filter((line) => units.some((each) => each.id === line.id));
}

function isStocked(shop: Shop, line: FulfillmentOrderLine, location: Location): boolean {
  return line.itemId === null || activeLevel(shop, line.itemId, location.id) !== undefined;
}

export interface MoveOption {
  readonly type: "FulfillmentOrderLocationForMove";
  readonly location: Location;
  readonly movable: boolean;
  readonly message: string | null;
  readonly available: FulfillmentOrderLine[];
  readonly unavailable: FulfillmentOrderLine[];
}

/** `locationsForMove`: every other active location, and which unfulfilled lines it stocks. Not how many units it has. */
export function locationsForMove(shop: Shop, fulfillmentOrder: FulfillmentOrder): MoveOption[] {
  const lines = fulfillmentOrder.lines.filter((line) => line.remainingQuantity > 0);
  const allowed = supportedActions(shop, fulfillmentOrder).includes("MOVE");
  return [...shop.locations.values()]
    .filter((each) => each.isActive && each.id !== fulfillmentOrder.assignedLocationId)
    .map((location) => {
      const available = allowed ? lines.filter((line) => isStocked(shop, line, location)) : [];
      const unavailable = lines.filter((line) => !available.includes(line));
      const movable = available.length > 0;
      return {
        type: "FulfillmentOrderLocationForMove",
        location,
        movable,
        message: !allowed
          ? "The fulfillment order can't be moved."
          : unavailable.length > 0
            ? `${String(unavailable.length)} items are not stocked at this location.`
            : null,
        available,
        unavailable,
      };
    });
}
