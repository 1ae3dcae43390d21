/** Splitting a fulfillment order in two at the same location. */
import type { LineQuantity } from "./events.ts";
import { giveUnits, requestedUnits, siblingOf, supportedActions, takeUnits } from "./fulfillment-orders.ts";
import type { Digits } from "./ids.ts";
import type { FulfillmentOrder } from "./orders.ts";
import { done, refused, type Outcome } from "./outcome.ts";
import type { Shop } from "./shop.ts";
import type { World } from "./world.ts";

export interface SplitResult {
  /** Keeps its id and the requested units. */
  readonly fulfillmentOrder: FulfillmentOrder;
  /** New; holds the other units. */
  readonly remaining: FulfillmentOrder;
}

/** One entry of `fulfillmentOrderSplit`. Tells `fulfillment_orders/split`. */
export function splitFulfillmentOrder(
  world: World,
  shop: Shop,
  input: { id: Digits; lines: LineQuantity[] },
): Outcome<SplitResult> {
  const field = ["fulfillmentOrderSplits"];
  const fulfillmentOrder = shop.fulfillmentOrders.get(input.id);
  if (fulfillmentOrder === undefined)
    return refused(field, "Fulfillment order does not exist.", "FULFILLMENT_ORDER_NOT_FOUND");
  if (input.lines.length === 0)
    return refused(field, "No line items provided to split.", "NO_LINE_ITEMS_PROVIDED_TO_SPLIT");
  if (!supportedActions(shop, fulfillmentOrder).includes("SPLIT"))
    return refused(field, "The fulfillment order can't be split in its current state.");
  const units = requestedUnits(fulfillmentOrder, input.lines, {
    field,
    notPositive: "GREATER_THAN",
    tooMany: "INVALID_LINE_ITEM_QUANTITY",
    duplicated: "INVALID_LINE_ITEM_QUANTITY",
  });
  if (!units.ok) return units;
  const rest = othersThan(fulfillmentOrder, units.value);
  if (rest.length === 0)
    return refused(field, "At least one unit must stay in the other part.", "INVALID_LINE_ITEM_QUANTITY");
  const remaining = separate(world, shop, fulfillmentOrder, rest);
  world.emit(shop, {
    topic: "fulfillment_orders/split",
    fulfillmentOrder,
    remaining,
    requested: units.value,
  });
  return done({ fulfillmentOrder, remaining });
}

/** The unfulfilled units that are not among the requested ones. */
export function othersThan(fulfillmentOrder: FulfillmentOrder, requested: LineQuantity[]): LineQuantity[] {
  return fulfillmentOrder.lines.flatMap((line) => {
    const quantity = line.remainingQuantity - (requested.find((each) => each.id === line.id)?.quantity ?? 0);
    return quantity > 0 ? [{ id: line.id, quantity }] : [];
  });
}

/** Moves units into a new fulfillment order at the same location, without holds. */
export function separate(world: World, shop: Shop, from: FulfillmentOrder, units: LineQuantity[]): FulfillmentOrder {
  const order = shop.orders.get(from.orderId);
  if (order === undefined) throw new Error(`the order of fulfillment order ${from.id} is gone`);
  const other = siblingOf(world, shop, order, from, from.assignedLocationId);
  giveUnits(world, other, takeUnits(from, units));
  from.updatedAt = world.clock.now();
  return other;
}
