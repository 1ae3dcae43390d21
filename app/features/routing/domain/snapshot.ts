import type {
  FulfillmentOrderId,
  FulfillmentOrderLineItemId,
  InventoryItemId,
  LineItemId,
  LocationId,
  OrderId,
} from "../../../core/ids.ts";
import type { CostModel, Place } from "./cost.ts";

/**
 * Everything one decision may look at: plain JSON, so that a stored snapshot can be decided again later. The order of
 * its lists means nothing.
 */
export interface RoutingSnapshot {
  /** ISO 4217 code of the shop; every amount of the cost model and of the decision is in its minor units. */
  readonly currency: string;
  readonly fulfillmentOrder: SnapshotFulfillmentOrder;
  /** Coordinates rounded to 0.1° (`coarsen`), null when Shopify could not place the address. */
  readonly destination: Place;
  readonly locations: readonly SnapshotLocation[];
  /** One entry per item of the lines. An item that is missing here counts as tracked and nowhere in stock. */
  readonly stock: readonly ItemStock[];
  readonly refusals: readonly Refusal[];
  readonly costModel: CostModel;
  /** Whether the merchant lets us hold what cannot be shipped. */
  readonly canHold: boolean;
}

export interface SnapshotFulfillmentOrder {
  readonly id: FulfillmentOrderId;
  readonly orderId: OrderId;
  /** Null when the location it was assigned to is gone. */
  readonly assignedLocationId: LocationId | null;
  readonly deliveryMethod: RoutableMethod;
  readonly lines: readonly SnapshotLine[];
}

/** The two delivery methods that are routed. Pickup stays where the shopper chose. */
export type RoutableMethod = "SHIPPING" | "LOCAL";

export interface SnapshotLine {
  readonly lineId: FulfillmentOrderLineItemId;
  readonly lineItemId: LineItemId;
  /** Null for a custom line and for a product that was deleted: nothing is counted, any location can ship it. */
  readonly itemId: InventoryItemId | null;
  /** Units still to ship. Lines with 0 are ignored. */
  readonly quantity: number;
  /** Weight of one unit in whole grams, null when the product has none. */
  readonly grams: number | null;
}

export interface SnapshotLocation extends Place {
  readonly id: LocationId;
  readonly name: string;
  readonly active: boolean;
  readonly shipsInventory: boolean;
  readonly fulfillsOnlineOrders: boolean;
  readonly isFulfillmentService: boolean;
}

export interface ItemStock {
  readonly itemId: InventoryItemId;
  /** Shopify counts an untracked item nowhere; any location can ship it. */
  readonly tracked: boolean;
  readonly levels: readonly ItemLevel[];
}

export interface ItemLevel {
  readonly locationId: LocationId;
  /** As Shopify shows it: the units of this fulfillment order are already taken out at its assigned location. May be negative. */
  readonly available: number;
  /** Units our own moves have promised here to *other* fulfillment orders and Shopify has not yet taken out of `available`. */
  readonly claimed: number;
}

/** Why a location was ruled out for this fulfillment order. */
export interface Refusal {
  readonly locationId: LocationId;
  readonly code: RefusalCode;
}

/** `notMovable`: Shopify's `locationsForMove` says no. `moveRefused`: an earlier move of ours was refused. */
export type RefusalCode = "notMovable" | "moveRefused";
