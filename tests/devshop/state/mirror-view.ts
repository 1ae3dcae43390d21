/** A shop as plain values in one canonical order, for "the app's mirror equals the shop". */
import { onHand, STORED_STATES } from "./catalog.ts";
import { fulfillmentDisplayStatus } from "./delivery-events.ts";
import type { Digits } from "./ids.ts";
import { displayStatus } from "./order-status.ts";
import type { Shop } from "./shop.ts";
import { inSeconds } from "./times.ts";

export interface MirrorView {
  locations: {
    id: Digits;
    name: string;
    isActive: boolean;
    fulfillsOnlineOrders: boolean;
    shipsInventory: boolean;
    isFulfillmentService: boolean;
  }[];
  items: { id: Digits; sku: string | null; tracked: boolean; requiresShipping: boolean }[];
  levels: { itemId: Digits; locationId: Digits; isActive: boolean; quantities: Record<string, number> }[];
  orders: {
    id: Digits;
    name: string;
    updatedAt: string;
    cancelledAt: string | null;
    financialStatus: string;
    fulfillmentStatus: string;
    tags: string[];
    lines: { id: Digits; sku: string | null; quantity: number; currentQuantity: number }[];
  }[];
  fulfillmentOrders: {
    id: Digits;
    orderId: Digits;
    status: string;
    requestStatus: string;
    locationId: Digits;
    holds: { id: Digits; reason: string; handle: string | null }[];
    lines: { id: Digits; lineItemId: Digits; totalQuantity: number; remainingQuantity: number }[];
  }[];
  fulfillments: {
    id: Digits;
    orderId: Digits;
    status: string;
    displayStatus: string;
    locationId: Digits;
    deliveredAt: string | null;
    estimatedDeliveryAt: string | null;
    tracking: { company: string | null; number: string | null }[];
    lines: { id: Digits; lineItemId: Digits; quantity: number }[];
    events: { id: Digits; status: string; happenedAt: string }[];
  }[];
}

/** Everything sorted by id (levels by item, then location; events by id); dates in whole seconds, as the API shows them. */
export function mirrorView(shop: Shop): MirrorView {
  return {
    locations: byId(shop.locations.values()).map((each) => ({
      id: each.id,
      name: each.name,
      isActive: each.isActive,
      fulfillsOnlineOrders: each.fulfillsOnlineOrders,
      shipsInventory: each.shipsInventory,
      isFulfillmentService: each.fulfillmentService !== null,
    })),
    items: byId(shop.items.values()).map(({ id, sku, tracked, requiresShipping }) => ({
      id,
      sku,
      tracked,
      requiresShipping,
    })),
    levels: [...shop.levels.values()]
      .sort((a, b) => compareIds(a.itemId, b.itemId) || compareIds(a.locationId, b.locationId))
      .map((level) => ({
        itemId: level.itemId,
        locationId: level.locationId,
        isActive: level.isActive,
        quantities: {
          on_hand: onHand(level),
          ...Object.fromEntries(STORED_STATES.map((state) => [state, level.quantities[state]])),
        },
      })),
    orders: byId(shop.orders.values()).map((order) => ({
      id: order.id,
      name: order.name,
      updatedAt: inSeconds(order.updatedAt),
      cancelledAt: shown(order.cancelledAt),
      financialStatus: order.financialStatus,
      fulfillmentStatus: displayStatus(shop, order),
      tags: [...order.tags],
      lines: byId(order.lines).map(({ id, sku, quantity, currentQuantity }) => ({
        id,
        sku,
        quantity,
        currentQuantity,
      })),
    })),
    fulfillmentOrders: byId(shop.fulfillmentOrders.values()).map((each) => ({
      id: each.id,
      orderId: each.orderId,
      status: each.status,
      requestStatus: each.requestStatus,
      locationId: each.assignedLocationId,
      holds: byId(each.holds).map(({ id, reason, handle }) => ({ id, reason, handle })),
      lines: byId(each.lines).map(({ id, lineItemId, totalQuantity, remainingQuantity }) => ({
        id,
        lineItemId,
        totalQuantity,
        remainingQuantity,
      })),
    })),
    fulfillments: byId(shop.fulfillments.values()).map((each) => ({
      id: each.id,
      orderId: each.orderId,
      status: each.status,
      displayStatus: fulfillmentDisplayStatus(each),
      locationId: each.locationId,
      deliveredAt: shown(each.deliveredAt),
      estimatedDeliveryAt: shown(each.estimatedDeliveryAt),
      tracking: each.tracking.map(({ company, number }) => ({ company, number })),
      lines: byId(each.lines).map(({ id, lineItemId, quantity }) => ({ id, lineItemId, quantity })),
      events: byId(each.events).map(({ id, status, happenedAt }) => ({
        id,
        status,
        happenedAt: inSeconds(happenedAt),
      })),
    })),
  };
}

const shown = (date: Date | null) => (date === null ? null : inSeconds(date));

/** Numeric order of decimal digits. */
export function compareIds(a: Digits, b: Digits): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

function byId<T extends { id: Digits }>(objects: Iterable<T>): T[] {
  return [...objects].sort((a, b) => compareIds(a.id, b.id));
}
