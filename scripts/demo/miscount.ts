/** What happens in every warehouse: somebody counts a shelf and finds less than the books say. */
import { levelKey } from "../../tests/devshop/state/catalog.ts";
import type { Digits } from "../../tests/devshop/state/ids.ts";
import { setQuantities } from "../../tests/devshop/state/inventory-writes.ts";
import type { Order } from "../../tests/devshop/state/orders.ts";
import type { Shop } from "../../tests/devshop/state/shop.ts";
import type { Demo } from "./open-demo.ts";

/**
 * Counts the shelf from which the order's first line was to be taken: half of what it needs is there. The order must come from elsewhere, in
 * two parcels, or wait. Returns whether there was such a shelf.
 */
export function miscount({ devshop, shop }: Demo, orderId: Digits): boolean {
  const order = shop.orders.get(orderId);
  const first = order && firstPart(shop, order);
  const level = first && shop.levels.get(levelKey(first.itemId, first.locationId));
  if (first === undefined || level === undefined) return false;
  const counted = setQuantities(devshop.world, shop, {
    name: "on_hand",
    reason: "cycle_count_available",
    referenceDocumentUri: null,
    quantities: [
      {
        itemGid: level.itemId,
        locationGid: level.locationId,
        quantity: Math.floor(first.quantity / 2),
        changeFromQuantity: null,
      },
    ],
  });
  return counted.ok;
}

/** Before Shopify has made fulfillment orders of it, an order knows the places it was promised from. */
function firstPart(shop: Shop, order: Order): { itemId: Digits; locationId: Digits; quantity: number } | undefined {
  const [promised] = order.unroutedParts;
  const itemId = promised && order.lines[promised.line]?.itemId;
  if (itemId) return { itemId, locationId: promised.locationId, quantity: promised.quantity };
  const fulfillmentOrder = shop.fulfillmentOrders.get(order.fulfillmentOrderIds[0] ?? "");
  const line = fulfillmentOrder?.lines[0];
  const routed = order.lines.find(({ id }) => id === line?.lineItemId)?.itemId;
  if (fulfillmentOrder === undefined || line === undefined || !routed) return undefined;
  return { itemId: routed, locationId: fulfillmentOrder.assignedLocationId, quantity: line.totalQuantity };
}
