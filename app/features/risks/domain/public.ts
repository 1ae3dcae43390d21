import type { FulfillmentOrderId, OrderId, ParcelId } from "../../../core/ids.ts";

/**
 * What other features tell about an order that a risk begins or ends with. They tell facts as they are now; what follows is decided here (`risksOf`).
 * A fact that is no longer told is no longer so.
 */
export type ContributedFact =
  /** Picking: the part was picked, in whole. It is no longer "unpicked". */
  | {
      readonly fact: "picked";
      readonly orderId: OrderId;
      readonly fulfillmentOrderId: FulfillmentOrderId;
      readonly at: Date;
    }
  /** Pickup desk: it is ready and waits for the shopper until `collectBy`. No longer told once it was collected or put back. */
  | {
      readonly fact: "awaitsPickup";
      readonly orderId: OrderId;
      readonly fulfillmentOrderId: FulfillmentOrderId;
      readonly readyAt: Date;
      readonly collectBy: Date;
    }
  /** Pickup desk: ready was promised by `readyBy`, and it is not yet. */
  | {
      readonly fact: "pickupPromised";
      readonly orderId: OrderId;
      readonly fulfillmentOrderId: FulfillmentOrderId;
      readonly readyBy: Date;
    }
  /** Shopper's report "I did not receive it"; no longer told once it is settled. `parcelId` null: they did not say which parcel. */
  | {
      readonly fact: "disputed";
      readonly orderId: OrderId;
      readonly parcelId: ParcelId | null;
      readonly at: Date;
      /** By when an answer was promised. */
      readonly answerBy: Date;
    }
  /** Messages: the shopper was told of a later day and chose to wait until then. */
  | { readonly fact: "agreed"; readonly orderId: OrderId; readonly until: Date };
