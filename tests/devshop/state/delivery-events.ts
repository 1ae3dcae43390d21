/** What happened to a parcel, as written by apps and carriers, and what the fulfillment shows because of it. */
import type { Digits } from "./ids.ts";
import type { Fulfillment, FulfillmentEvent, FulfillmentEventStatus } from "./orders.ts";
import { done, refused, type Outcome } from "./outcome.ts";
import type { Shop } from "./shop.ts";
import type { World } from "./world.ts";

export interface EventInput {
  fulfillmentId: Digits;
  status: FulfillmentEventStatus;
  happenedAt: Date | null;
  estimatedDeliveryAt: Date | null;
  message: string | null;
  place: Pick<FulfillmentEvent, "address1" | "city" | "province" | "country" | "zip" | "latitude" | "longitude">;
}

export type FulfillmentDisplayStatus = FulfillmentEventStatus | "CANCELED" | "FULFILLED";

/** `Fulfillment.displayStatus`: the newest event's status, before the first event FULFILLED. */
export function fulfillmentDisplayStatus(fulfillment: Fulfillment): FulfillmentDisplayStatus {
  if (fulfillment.status === "CANCELLED") return "CANCELED";
  return newestEvent(fulfillment)?.status ?? "FULFILLED";
}

/** The newest by `happenedAt`; of two at the same moment the later written. */
export function newestEvent(fulfillment: Fulfillment): FulfillmentEvent | undefined {
  return fulfillment.events.reduce<FulfillmentEvent | undefined>(
    (newest, event) => (newest === undefined || event.happenedAt >= newest.happenedAt ? event : newest),
    undefined,
  );
}

/**
 * `fulfillmentEventCreate`. Sets deliveredAt, inTransitAt (the first of its kind) and estimatedDeliveryAt. Writing the same
 * event twice makes two events: Shopify has no idempotency here. Tells `fulfillment_events/create` and `fulfillments/update`.
 */
export function createFulfillmentEvent(world: World, shop: Shop, input: EventInput): Outcome<FulfillmentEvent> {
  const field = ["fulfillmentEvent", "fulfillmentId"];
  const fulfillment = shop.fulfillments.get(input.fulfillmentId);
  const order = fulfillment && shop.orders.get(fulfillment.orderId);
  if (fulfillment === undefined || order === undefined) return refused(field, "Fulfillment does not exist.");
  if (fulfillment.status === "CANCELLED") return refused(field, "The fulfillment is cancelled.");
  const now = world.clock.now();
  const event: FulfillmentEvent = {
    type: "FulfillmentEvent",
    id: world.nextId("FulfillmentEvent"),
    status: input.status,
    happenedAt: input.happenedAt ?? now,
    createdAt: now,
    estimatedDeliveryAt: input.estimatedDeliveryAt,
    message: input.message,
    ...input.place,
  };
  fulfillment.events.push(event);
  if (event.estimatedDeliveryAt !== null) fulfillment.estimatedDeliveryAt = event.estimatedDeliveryAt;
  if (event.status === "DELIVERED") fulfillment.deliveredAt ??= event.happenedAt;
  if (event.status === "IN_TRANSIT") fulfillment.inTransitAt ??= event.happenedAt;
  fulfillment.updatedAt = now;
  world.emit(shop, { topic: "fulfillment_events/create", fulfillment, event });
  world.emit(shop, { topic: "fulfillments/update", fulfillment, order });
  return done(event);
}
