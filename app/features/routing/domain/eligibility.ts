import type { LocationId } from "../../../core/ids.ts";
import type { Directives, LocationDirective } from "../../automation/domain/directives.ts";
import type { RefusalCode, RoutingSnapshot, SnapshotLocation } from "./snapshot.ts";

/** Whether a location may ship a fulfillment order at all, before stock and cost are looked at. */
export type Standing =
  | { readonly kind: "candidate" }
  | { readonly kind: "closed" }
  | { readonly kind: "doesNotShip"; readonly reason: DoesNotShipReason }
  | { readonly kind: "refused"; readonly code: RefusalCode }
  | { readonly kind: "ruledOut"; readonly as: RuledOut["as"] | "service"; readonly by: string }
  | { readonly kind: "full" };

type RuledOut = NonNullable<LocationDirective["ruledOut"]>;

/**
 * `shipsInventory`, `onlineOrders`: the location's own settings in Shopify. `fulfillmentService`: work goes to a third
 * party by request, which this version does not make; it may keep what is already there. `localDelivery`: the shopper chose
 * a shop that delivers to them, and no other is known to.
 */
export type DoesNotShipReason = "shipsInventory" | "onlineOrders" | "fulfillmentService" | "localDelivery";

/** The first hard constraint that rules the location out, or `candidate`. What rules and capacity say comes after what cannot be. */
export function standingUnder(
  snapshot: RoutingSnapshot,
  location: SnapshotLocation,
  directives: Directives | null,
): Standing {
  const standing = standingOf(snapshot, location, directives);
  if (standing.kind !== "candidate") return standing;
  const service = directives?.service;
  if (service != null && service.locationId !== location.id && !hasDeclined(snapshot, service.locationId))
    return { kind: "ruledOut", as: "service", by: service.by };
  const ruledOut = directives?.locations.find(({ locationId }) => locationId === location.id)?.ruledOut;
  if (ruledOut != null) return { kind: "ruledOut", ...ruledOut };
  // What is assigned there already is part of its load.
  const isFull = location.work?.ordersLeft === 0 && location.id !== snapshot.fulfillmentOrder.assignedLocationId;
  return isFull ? { kind: "full" } : standing;
}

/** A service that said no, or nothing, is not waited for: then others may ship it. */
const hasDeclined = ({ refusals }: RoutingSnapshot, service: LocationId): boolean =>
  refusals.some(({ locationId, code }) => locationId === service && (code === "declined" || code === "unanswered"));

/** What rules out the location whatever rules and the day's load say. A fulfillment service is a candidate only where a rule sends work to it. */
export function standingOf(
  snapshot: RoutingSnapshot,
  location: SnapshotLocation,
  directives: Directives | null = null,
): Standing {
  const { assignedLocationId, deliveryMethod } = snapshot.fulfillmentOrder;
  const assigned = location.id === assignedLocationId;
  if (!location.active) return { kind: "closed" };
  if (!location.shipsInventory) return { kind: "doesNotShip", reason: "shipsInventory" };
  if (!location.fulfillsOnlineOrders) return { kind: "doesNotShip", reason: "onlineOrders" };
  const isSentTo = directives?.service?.locationId === location.id;
  if (!assigned && location.isFulfillmentService && !isSentTo)
    return { kind: "doesNotShip", reason: "fulfillmentService" };
  if (!assigned && deliveryMethod === "LOCAL") return { kind: "doesNotShip", reason: "localDelivery" };
  if (snapshot.refusals.length === 0) return { kind: "candidate" };
  // Two refusals of one location: the code that sorts first, so that the list's order does not matter.
  const codes = snapshot.refusals
    .filter((refusal) => refusal.locationId === location.id)
    .map((refusal) => refusal.code);
  const code = codes.sort()[0];
  return code === undefined ? { kind: "candidate" } : { kind: "refused", code };
}
