import type { RefusalCode, RoutingSnapshot, SnapshotLocation } from "./snapshot.ts";

/** Whether a location may ship a fulfillment order at all, before stock and cost are looked at. */
export type Standing =
  | { readonly kind: "candidate" }
  | { readonly kind: "closed" }
  | { readonly kind: "doesNotShip"; readonly reason: DoesNotShipReason }
  | { readonly kind: "refused"; readonly code: RefusalCode };

/**
 * `shipsInventory`, `onlineOrders`: the location's own settings in Shopify. `fulfillmentService`: work goes to a third
 * party by request, which this version does not make; it may keep what is already there. `localDelivery`: the shopper chose
 * a shop that delivers to them, and no other is known to.
 */
export type DoesNotShipReason = "shipsInventory" | "onlineOrders" | "fulfillmentService" | "localDelivery";

/** The first hard constraint that rules the location out, or `candidate`. */
export function standingOf(snapshot: RoutingSnapshot, location: SnapshotLocation): Standing {
  const { assignedLocationId, deliveryMethod } = snapshot.fulfillmentOrder;
  const assigned = location.id === assignedLocationId;
  if (!location.active) return { kind: "closed" };
  if (!location.shipsInventory) return { kind: "doesNotShip", reason: "shipsInventory" };
  if (!location.fulfillsOnlineOrders) return { kind: "doesNotShip", reason: "onlineOrders" };
  if (!assigned && location.isFulfillmentService) return { kind: "doesNotShip", reason: "fulfillmentService" };
  if (!assigned && deliveryMethod === "LOCAL") return { kind: "doesNotShip", reason: "localDelivery" };
  // Two refusals of one location: the code that sorts first, so that the list's order does not matter.
  const codes = snapshot.refusals
    .filter((refusal) => refusal.locationId === location.id)
    .map((refusal) => refusal.code);
  const code = codes.sort()[0];
  return code === undefined ? { kind: "candidate" } : { kind: "refused", code };
}
