/** Fulfillment orders and fulfillments as the Admin API shows them. */
import type { Location } from "../../state/catalog.ts";
import { fulfillmentDisplayStatus } from "../../state/delivery-events.ts";
import { supportedActions } from "../../state/fulfillment-orders.ts";
import { digitsOf, gid, type Digits } from "../../state/ids.ts";
import { locationsForMove, type MoveOption } from "../../state/move.ts";
import type {
  DeliveryMethod,
  Fulfillment,
  FulfillmentEvent,
  FulfillmentHold,
  FulfillmentLine,
  FulfillmentOrder,
  FulfillmentOrderDestination,
  FulfillmentOrderLine,
  LineItem,
  TrackingInfo,
} from "../../state/orders.ts";
import type { Shop } from "../../state/shop.ts";
import { accepting, own, PAGE_ARGS, type Fields, type ResolverTable } from "../context.ts";
import { page, pageById, type PageArgs } from "../connections.ts";
import { exactCount, weight } from "./values.ts";

function assigned(shop: Shop, each: FulfillmentOrder): Location {
  const location = shop.locations.get(each.assignedLocationId);
  if (location === undefined) throw new Error(`location ${each.assignedLocationId} is gone`);
  return location;
}

const fulfillmentOrder: Fields<FulfillmentOrder> = {
  ...own<FulfillmentOrder>(
    "status",
    "requestStatus",
    "createdAt",
    "updatedAt",
    "fulfillAt",
    "fulfillBy",
    "destination",
    "deliveryMethod",
  ),
  id: (each) => gid("FulfillmentOrder", each.id),
  orderId: (each) => gid("Order", each.orderId),
  orderName: (each, _args, { shop }) => shop.orders.get(each.orderId)?.name,
  orderProcessedAt: (each, _args, { shop }) => shop.orders.get(each.orderId)?.processedAt,
  order: (each, _args, { shop }) => shop.orders.get(each.orderId),
  assignedLocation: (each, _args, { shop }) => assigned(shop, each),
  supportedActions: (each, _args, { shop }) => supportedActions(shop, each).map((action) => ({ action })),
  fulfillmentHolds: (each) => each.holds,
  lineItems: accepting<FulfillmentOrder, PageArgs>(PAGE_ARGS, (each, args) => pageById(each.lines, args)),
  fulfillments: accepting<FulfillmentOrder, PageArgs>(PAGE_ARGS, (each, args, { shop }) =>
    pageById(
      each.fulfillmentIds.flatMap((id) => shop.fulfillments.get(id) ?? []),
      args,
    ),
  ),
  locationsForMove: accepting<FulfillmentOrder, PageArgs & { locationIds?: string[] | null }>(
    [...PAGE_ARGS, "locationIds"],
    (each, args, { shop }) => {
      const wanted = args.locationIds?.map((value) => digitsOf("Location", value)) ?? null;
      const options = locationsForMove(shop, each).filter(({ location }) => wanted?.includes(location.id) ?? true);
      return page(options, args, ({ location }) => ({ value: location.name, id: location.id }));
    },
  ),
};

const assignedLocation: Fields<Location> = {
  location: (location) => location,
  name: (location) => location.name,
  ...Object.fromEntries(
    (["address1", "address2", "city", "province", "zip", "phone", "countryCode"] as const).map((name) => [
      name,
      (location: Location) => location.address[name],
    ]),
  ),
};

function lineItemOf(shop: Shop, orderId: Digits | undefined, lineItemId: Digits): LineItem | undefined {
  return shop.orders.get(orderId ?? "")?.lines.find((each) => each.id === lineItemId);
}

function lineOf(shop: Shop, line: FulfillmentOrderLine): LineItem {
  const found = lineItemOf(shop, shop.fulfillmentOrders.get(line.fulfillmentOrderId)?.orderId, line.lineItemId);
  if (found === undefined) throw new Error(`line item ${line.lineItemId} is gone`);
  return found;
}

const fulfillmentOrderLine: Fields<FulfillmentOrderLine> = {
  ...own<FulfillmentOrderLine>("totalQuantity", "remainingQuantity"),
  id: (line) => gid("FulfillmentOrderLineItem", line.id),
  inventoryItemId: (line) => (line.itemId === null ? null : gid("InventoryItem", line.itemId)),
  lineItem: (line, _args, { shop }) => lineOf(shop, line),
  variant: (line, _args, { shop }) => shop.variants.get(lineOf(shop, line).variantId ?? "") ?? null,
  sku: (line, _args, { shop }) => lineOf(shop, line).sku,
  productTitle: (line, _args, { shop }) => lineOf(shop, line).title,
  variantTitle: (line, _args, { shop }) => lineOf(shop, line).variantTitle,
  vendor: (line, _args, { shop }) => lineOf(shop, line).vendor,
  requiresShipping: (line, _args, { shop }) => lineOf(shop, line).requiresShipping,
  weight: (line, _args, { shop }) => weight(lineOf(shop, line).grams),
};

const destination: Fields<FulfillmentOrderDestination> = {
  id: (each) => gid("FulfillmentOrderDestination", each.id),
  email: (each) => each.email,
  ...Object.fromEntries(
    (
      [
        "firstName",
        "lastName",
        "company",
        "address1",
        "address2",
        "city",
        "province",
        "zip",
        "countryCode",
        "phone",
      ] as const
    ).map((name) => [name, (each: FulfillmentOrderDestination) => each.address[name]]),
  ),
};

const deliveryMethod: Fields<DeliveryMethod> = {
  ...own<DeliveryMethod>("methodType", "presentedName", "serviceCode", "minDeliveryDateTime", "maxDeliveryDateTime"),
  id: (each) => gid("DeliveryMethod", each.id),
};

const hold: Fields<FulfillmentHold> = {
  ...own<FulfillmentHold>("reason", "reasonNotes", "handle"),
  id: (each) => gid("FulfillmentHold", each.id),
  heldByRequestingApp: (each, _args, { world }) => each.heldByApp === world.app.apiKey,
  heldByApp: (each, _args, { world }) => (each.heldByApp === world.app.apiKey ? world.app : null),
  displayReason: (each) => each.reason.toLowerCase().replaceAll("_", " "),
};

const moveOption: Fields<MoveOption> = {
  ...own<MoveOption>("location", "movable", "message"),
  availableLineItemsCount: (option) => exactCount(option.available.length),
  unavailableLineItemsCount: (option) => exactCount(option.unavailable.length),
  availableLineItems: accepting<MoveOption, PageArgs>(PAGE_ARGS, (option, args) => pageById(option.available, args)),
  unavailableLineItems: accepting<MoveOption, PageArgs>(PAGE_ARGS, (option, args) =>
    pageById(option.unavailable, args),
  ),
};

const fulfillment: Fields<Fulfillment> = {
  ...own<Fulfillment>("name", "status", "createdAt", "updatedAt", "deliveredAt", "inTransitAt", "estimatedDeliveryAt"),
  id: (each) => gid("Fulfillment", each.id),
  legacyResourceId: (each) => each.id,
  displayStatus: fulfillmentDisplayStatus,
  order: (each, _args, { shop }) => shop.orders.get(each.orderId),
  location: (each, _args, { shop }) => shop.locations.get(each.locationId) ?? null,
  requiresShipping: () => true,
  totalQuantity: (each) => each.lines.reduce((sum, line) => sum + line.quantity, 0),
  trackingInfo: accepting<Fulfillment, { first?: number | null }>(["first"], (each, { first }) =>
    each.tracking.slice(0, first ?? undefined),
  ),
  fulfillmentLineItems: accepting<Fulfillment, PageArgs>(PAGE_ARGS, (each, args) => pageById(each.lines, args)),
  fulfillmentOrders: accepting<Fulfillment, PageArgs>(PAGE_ARGS, (each, args, { shop }) =>
    pageById(
      [...new Set(each.lines.map((line) => line.fulfillmentOrderId))].flatMap(
        (id) => shop.fulfillmentOrders.get(id) ?? [],
      ),
      args,
    ),
  ),
  events: accepting<Fulfillment, PageArgs & { sortKey?: "HAPPENED_AT" | "CREATED_AT" | "ID" }>(
    [...PAGE_ARGS, "sortKey"],
    (each, args) => {
      const sorts = {
        HAPPENED_AT: (event: FulfillmentEvent) => event.happenedAt.toISOString(),
        CREATED_AT: (event: FulfillmentEvent) => event.createdAt.toISOString(),
        ID: (event: FulfillmentEvent) => event.id,
      };
      const value = sorts[args.sortKey ?? "HAPPENED_AT"];
      return page(each.events, args, (event) => ({ value: value(event), id: event.id }));
    },
  ),
};

const fulfillmentLine: Fields<FulfillmentLine> = {
  id: (line) => gid("FulfillmentLineItem", line.id),
  quantity: (line) => line.quantity,
  lineItem: (line, _args, { shop }) =>
    lineItemOf(shop, shop.fulfillmentOrders.get(line.fulfillmentOrderId)?.orderId, line.lineItemId),
};

const fulfillmentEvent: Fields<FulfillmentEvent> = {
  ...own<FulfillmentEvent>(
    "status",
    "happenedAt",
    "createdAt",
    "estimatedDeliveryAt",
    "message",
    "address1",
    "city",
    "province",
    "country",
    "zip",
    "latitude",
    "longitude",
  ),
  id: (event) => gid("FulfillmentEvent", event.id),
};

export const fulfillmentTypes: ResolverTable = {
  FulfillmentOrder: fulfillmentOrder,
  FulfillmentOrderAssignedLocation: assignedLocation,
  FulfillmentOrderLineItem: fulfillmentOrderLine,
  FulfillmentOrderDestination: destination,
  FulfillmentOrderSupportedAction: { action: (each: { action: string }) => each.action, externalUrl: () => null },
  FulfillmentOrderLocationForMove: moveOption,
  DeliveryMethod: deliveryMethod,
  FulfillmentHold: hold,
  Fulfillment: fulfillment,
  FulfillmentLineItem: fulfillmentLine,
  FulfillmentEvent: fulfillmentEvent,
  FulfillmentTrackingInfo: own<TrackingInfo>("company", "number", "url"),
};
