/** Mutations of fulfillments and their events. `notifyCustomer` and `message` are taken and do nothing: nobody gets mail here. */
import { createFulfillmentEvent } from "../../state/delivery-events.ts";
import { cancelFulfillment, createFulfillment, updateTracking } from "../../state/fulfil.ts";
import type { FulfillmentEventStatus } from "../../state/orders.ts";
import type { TrackingInput } from "../../state/tracking.ts";
import { accepting, notModelled, type Fields } from "../context.ts";
import { idOf, lineQuantities, payload, type LineInput } from "./payload.ts";

interface FulfillArgs {
  fulfillment: {
    lineItemsByFulfillmentOrder: { fulfillmentOrderId: string; fulfillmentOrderLineItems?: LineInput[] | null }[];
    trackingInfo?: TrackingInput | null;
    originAddress?: object | null;
  };
}

interface EventArgs {
  fulfillmentEvent: {
    fulfillmentId: string;
    status: FulfillmentEventStatus;
    happenedAt?: string | null;
    estimatedDeliveryAt?: string | null;
    message?: string | null;
    address1?: string | null;
    city?: string | null;
    province?: string | null;
    country?: string | null;
    zip?: string | null;
    latitude?: number | null;
    longitude?: number | null;
  };
}

const moment = (text: string | null | undefined) => (text == null ? null : new Date(text));

export const fulfillmentMutations: Fields<unknown> = {
  fulfillmentCreate: accepting<unknown, FulfillArgs>(["fulfillment", "message"], (_root, args, { world, shop }) => {
    if (args.fulfillment.originAddress != null) throw notModelled("FulfillmentInput.originAddress");
    return payload(
      createFulfillment(world, shop, {
        parts: args.fulfillment.lineItemsByFulfillmentOrder.map((part) => ({
          fulfillmentOrderId: idOf("FulfillmentOrder", part.fulfillmentOrderId),
          lines: lineQuantities(part.fulfillmentOrderLineItems),
        })),
        tracking: args.fulfillment.trackingInfo ?? null,
      }),
      (fulfillment) => ({ fulfillment }),
    );
  }),
  fulfillmentCancel: accepting<unknown, { id: string }>(["id"], (_root, { id }, { world, shop }) =>
    payload(cancelFulfillment(world, shop, idOf("Fulfillment", id)), (fulfillment) => ({ fulfillment })),
  ),
  fulfillmentTrackingInfoUpdate: accepting<unknown, { fulfillmentId: string; trackingInfoInput: TrackingInput }>(
    ["fulfillmentId", "trackingInfoInput", "notifyCustomer"],
    (_root, args, { world, shop }) =>
      payload(
        updateTracking(world, shop, idOf("Fulfillment", args.fulfillmentId), args.trackingInfoInput),
        (fulfillment) => ({ fulfillment }),
      ),
  ),
  fulfillmentEventCreate: accepting<unknown, EventArgs>(
    ["fulfillmentEvent"],
    (_root, { fulfillmentEvent: input }, { world, shop }) =>
      payload(
        createFulfillmentEvent(world, shop, {
          fulfillmentId: idOf("Fulfillment", input.fulfillmentId),
          status: input.status,
          happenedAt: moment(input.happenedAt),
          estimatedDeliveryAt: moment(input.estimatedDeliveryAt),
          message: input.message ?? null,
          place: {
            address1: input.address1 ?? null,
            city: input.city ?? null,
            province: input.province ?? null,
            country: input.country ?? null,
            zip: input.zip ?? null,
            latitude: input.latitude ?? null,
            longitude: input.longitude ?? null,
          },
        }),
        (fulfillmentEvent) => ({ fulfillmentEvent }),
      ),
  ),
};
