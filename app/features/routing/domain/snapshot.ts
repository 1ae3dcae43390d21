import type {
  FulfillmentOrderId,
  FulfillmentOrderLineItemId,
  InventoryItemId,
  LineItemId,
  LocationId,
  OrderId,
} from "../../../core/ids.ts";
import type { Arrivals } from "../../../core/calendar/transit.ts";
import type { LineFacts, LocationDelivers, LocationKind, OrderFacts } from "../../automation/domain/facts.ts";
import type { CostModel, Place } from "./cost.ts";
import type { Tariff } from "./price-list.ts";
import type { InPartSetting } from "./in-part-setting.ts";

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
  /** What the shop does when units are missing. */
  readonly inPart: InPartSetting;
  /** Whether the merchant lets us hold what cannot be shipped. */
  readonly canHold: boolean;
  /** Whether the merchant lets us split it and hold the rest. */
  readonly canPart: boolean;
  /** When it is decided, epoch milliseconds. */
  readonly at: number;
  /** IANA zone of the shop. */
  readonly timeZone: string;
  /** The last moment of the date that was promised to the shopper; null when none was. */
  readonly promisedAt: number | null;
  /** What rules may ask of the order beyond what stands here; null for a snapshot that nobody asks rules about. */
  readonly about: AboutOrder | null;
}

/** The order as rules see it, whatever is routed of it. Without anything personal: the postal code is put in when it is asked. */
export interface AboutOrder {
  readonly order: OrderFacts["order"];
  readonly customer: OrderFacts["customer"];
  readonly destination: Pick<OrderFacts["destination"], "province">;
  /** Every line of the order, also those of its other fulfillment orders. */
  readonly lines: readonly AboutLine[];
  /** Rules whose hold on this order was released. */
  readonly releasedHolds: readonly string[];
}

export interface AboutLine extends Omit<LineFacts, "stock" | "stockAssigned"> {
  readonly lineItemId: LineItemId;
}

export interface SnapshotFulfillmentOrder {
  readonly id: FulfillmentOrderId;
  readonly orderId: OrderId;
  /** Null when the location it was assigned to is gone. */
  readonly assignedLocationId: LocationId | null;
  readonly deliveryMethod: RoutableMethod;
  /** It is the rest of one of which some has shipped; left out: nobody has begun it. */
  readonly isRest?: true;
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
  /** What one unit was sold for, in minor units; null when it is not known. */
  readonly valueMinor: number | null;
  /** The bundle it is a component of, and how many of that were bought; null for a line of its own. */
  readonly bundle: Bundle | null;
}

interface Bundle {
  readonly id: string;
  readonly quantity: number;
}

export interface SnapshotLocation extends Place {
  readonly id: LocationId;
  readonly name: string;
  readonly active: boolean;
  readonly shipsInventory: boolean;
  readonly fulfillsOnlineOrders: boolean;
  readonly isFulfillmentService: boolean;
  readonly province: string | null;
  readonly kind: LocationKind | null;
  /** The merchant's own labels. */
  readonly tags: readonly string[];
  /** How it works on the day of the decision; null when nobody has said, and a parcel is taken to leave at once. */
  readonly work: LocationWork | null;
  /** 0 to 1: the share of what it was given that it shipped, in time and whole; null when too little is known. */
  readonly reliability: number | null;
  /** When a parcel from here may arrive; null when it cannot be said. */
  readonly arrivals: Arrivals | null;
  /** Whether it delivers to the destination itself, and how soon; left out: not known. */
  readonly delivers?: LocationDelivers;
  /** What its price lists say of the destination; null: nothing, left out: it has none. */
  readonly tariff?: Tariff | null;
}

/** How a location works, seen from the moment of the decision. Moments are epoch milliseconds. */
export interface LocationWork {
  /** IANA name. */
  readonly timeZone: string;
  readonly isOpen: boolean;
  readonly handlingHours: number;
  /** When the carrier takes the order with it; null: not within what is planned. */
  readonly handoverAt: number | null;
  /** An order decided before `at` would be handed over earlier, and might arrive then; null when it would not. */
  readonly before: { readonly at: number; readonly arrivals: Arrivals | null } | null;
  readonly minutesToCutOff: number | null;
  /** What today's capacity still takes; null without a limit. */
  readonly ordersLeft: number | null;
  readonly unitsLeft: number | null;
  /** Picking, packing and box here, per parcel, in place of the cost model's; null: as everywhere. */
  readonly handlingMinor: number | null;
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
  /**
   * Units our own moves have promised here to *other* fulfillment orders and Shopify has not yet taken out of `available`, less those that Shopify has
   * taken out for fulfillment orders that cannot be shipped. May be negative.
   */
  readonly claimed: number;
  /** Units expected to be sold here on a day with stock; null when nobody knows. */
  readonly perDay: number | null;
}

/** Why a location was ruled out for this fulfillment order. */
export interface Refusal {
  readonly locationId: LocationId;
  readonly code: RefusalCode;
}

/**
 * `notMovable`: Shopify's `locationsForMove` says no. `moveRefused`: an earlier move of ours was refused. `declined`: the fulfillment service there said no.
 * `unanswered`: it was not taken up there within the time the location has. `shortPick`: it was looked for there and not found.
 */
export type RefusalCode = "notMovable" | "moveRefused" | "declined" | "unanswered" | "shortPick";
