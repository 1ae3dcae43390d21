/** Units of an order's line that are still to be fulfilled, and taking them out of the fulfillment orders that have them. */
import { isFinished } from "./fulfillment-orders.ts";
import type { Digits } from "./ids.ts";
import { fulfillmentOrdersOf } from "./order-status.ts";
import type { FulfillmentOrder, LineItem, Order } from "./orders.ts";
import type { Shop } from "./shop.ts";
import type { World } from "./world.ts";

function openOrders(shop: Shop, order: Order, at: Digits | null): FulfillmentOrder[] {
  return fulfillmentOrdersOf(shop, order).filter(
    (each) => !isFinished(each.status) && (at === null || each.assignedLocationId === at),
  );
}

/** Units of the line that wait at the location. */
export function openUnitsAt(shop: Shop, order: Order, line: LineItem, at: Digits): number {
  return openOrders(shop, order, at)
    .flatMap((each) => each.lines)
    .filter((part) => part.lineItemId === line.id)
    .reduce((sum, part) => sum + part.remainingQuantity, 0);
}

/**
 * Takes units of the line out of the order, from one location or (null) from wherever they wait, in the order of the
 * fulfillment orders. Returns what was taken where. An emptied fulfillment order is closed. Stock is the caller's.
 */
export function takeOpenUnits(
  world: World,
  shop: Shop,
  order: Order,
  { line, quantity, at }: { line: LineItem; quantity: number; at: Digits | null },
): { locationId: Digits; units: number }[] {
  const taken: { locationId: Digits; units: number }[] = [];
  let rest = quantity;
  for (const each of openOrders(shop, order, at)) {
    for (const part of each.lines.filter((candidate) => candidate.lineItemId === line.id)) {
      const units = Math.min(rest, part.remainingQuantity);
      if (units === 0) continue;
      part.remainingQuantity -= units;
      part.totalQuantity -= units;
      rest -= units;
      taken.push({ locationId: each.assignedLocationId, units });
      each.updatedAt = world.clock.now();
    }
    each.lines = each.lines.filter((part) => part.totalQuantity > 0);
    if (each.lines.every((part) => part.remainingQuantity === 0)) each.status = "CLOSED";
  }
  line.currentQuantity = Math.max(0, line.currentQuantity - quantity);
  line.unfulfilledQuantity -= quantity;
  return taken;
}
