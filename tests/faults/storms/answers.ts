/** What the Admin API shows of the things of a seed, as of a moment; undefined when they are not there yet. Shapes are those of our own documents. */
import type {
  FulfillmentFieldsFragment,
  FulfillmentOrderFieldsFragment,
  FulfillmentOrderLineFieldsFragment,
  InventoryItemFieldsFragment,
  InventoryLevelFieldsFragment,
  LocationFieldsFragment,
  OrderFieldsFragment,
  OrderLineFieldsFragment,
} from "../../../app/platform/admin-api/operations.ts";
import { BOUGHT, lineOf, PLACES, type LocationState, type Things } from "./things.ts";
import { inSeconds, type Timeline } from "./timeline.ts";

const gid = (type: string, id: string) => `gid://shopify/${type}/${id}`;
const page = <Node>(nodes: readonly Node[]) => ({ pageInfo: { hasNextPage: false, endCursor: null }, nodes });
const PLACED_AT = "2026-11-01T00:00:00Z";

export function orderNode(things: Things, at: number) {
  const { order, lineIds, fulfillmentOrders, fulfillments } = things;
  const version = order.asOf(at);
  if (!version) return undefined;
  const { state } = version;
  const fields: OrderFieldsFragment = {
    id: gid("Order", order.id),
    name: `#${things.seed}`,
    createdAt: PLACED_AT,
    processedAt: PLACED_AT,
    updatedAt: inSeconds(version.at),
    cancelledAt: state.cancelledAt,
    closedAt: null,
    test: false,
    sourceName: "web",
    currencyCode: "EUR",
    displayFinancialStatus: state.financial,
    displayFulfillmentStatus: state.fulfillment,
    tags: state.tags,
    note: null,
    customAttributes: [],
    paymentGatewayNames: ["bogus"],
    currentTotalWeight: "0",
    currentTotalPriceSet: { shopMoney: { amount: "30.00" } },
    currentSubtotalPriceSet: { shopMoney: { amount: "30.00" } },
    currentShippingPriceSet: { shopMoney: { amount: "0.00" } },
    currentTotalDiscountsSet: { shopMoney: { amount: "0.00" } },
    app: null,
    purchasingEntity: null,
    customerLocale: null,
    risk: { recommendation: state.risk },
    customer: null,
    email: null,
    phone: null,
    shippingLine: null,
    shippingAddress: null,
  };
  const lines = lineIds.map((id, n): OrderLineFieldsFragment => ({
    id: gid("LineItem", id),
    sku: `L-${n}`,
    title: "Camiseta",
    variantTitle: null,
    quantity: BOUGHT,
    currentQuantity: state.units[n] ?? 0,
    requiresShipping: true,
    isGiftCard: false,
    variant: null,
    lineItemGroup: null,
    sellingPlan: null,
    originalUnitPriceSet: { shopMoney: { amount: "5.00" } },
  }));
  const named = (type: string, each: Timeline<unknown>) => {
    const seen = each.asOf(at);
    return seen ? [{ id: gid(type, each.id), updatedAt: inSeconds(seen.at) }] : [];
  };
  return {
    __typename: "Order",
    ...fields,
    lineItems: page(lines),
    fulfillmentOrders: page(fulfillmentOrders.flatMap((each) => named("FulfillmentOrder", each))),
    fulfillments: fulfillments.flatMap((each) => named("Fulfillment", each)),
  };
}

export function fulfillmentOrderNode(things: Things, id: string, at: number) {
  const version = things.fulfillmentOrders.find((each) => each.id === id)?.asOf(at);
  if (!version) return undefined;
  const { state } = version;
  const fields: FulfillmentOrderFieldsFragment = {
    id: gid("FulfillmentOrder", id),
    orderId: gid("Order", things.order.id),
    status: state.status,
    requestStatus: "UNSUBMITTED",
    createdAt: PLACED_AT,
    updatedAt: inSeconds(version.at),
    fulfillAt: null,
    fulfillBy: null,
    assignedLocation: { location: { id: gid("Location", state.locationId) } },
    deliveryMethod: {
      methodType: things.ships ? "SHIPPING" : "NONE",
      minDeliveryDateTime: null,
      maxDeliveryDateTime: null,
    },
    supportedActions: [],
    fulfillmentHolds:
      state.holdId === null
        ? []
        : [
            {
              id: gid("FulfillmentHold", state.holdId),
              reason: "OTHER",
              handle: null,
              heldByRequestingApp: false,
            },
          ],
  };
  const lines = things.lineIds.map((lineId, n): FulfillmentOrderLineFieldsFragment => ({
    id: gid("FulfillmentOrderLineItem", lineOf(id, n)),
    inventoryItemId: gid("InventoryItem", things.item.id),
    sku: `L-${n}`,
    totalQuantity: BOUGHT,
    remainingQuantity: state.remaining[n] ?? 0,
    requiresShipping: true,
    weight: null,
    lineItem: { id: gid("LineItem", lineId) },
  }));
  return { __typename: "FulfillmentOrder", ...fields, lineItems: page(lines) };
}

/** All fulfillment orders of the order of a seed. */
export function orderWithFulfillmentOrders(things: Things, at: number) {
  const version = things.order.asOf(at);
  if (!version) return null;
  const nodes = things.fulfillmentOrders.flatMap(({ id }) => fulfillmentOrderNode(things, id, at) ?? []);
  return { id: gid("Order", things.order.id), updatedAt: inSeconds(version.at), fulfillmentOrders: page(nodes) };
}

export function fulfillmentNode(things: Things, id: string, at: number) {
  const fulfillment = things.fulfillments.find((each) => each.id === id);
  const version = fulfillment?.asOf(at);
  if (!fulfillment || !version) return undefined;
  const { state } = version;
  const fields: FulfillmentFieldsFragment = {
    id: gid("Fulfillment", id),
    status: state.status,
    displayStatus: state.display,
    createdAt: inSeconds(fulfillment.since),
    updatedAt: inSeconds(version.at),
    inTransitAt: null,
    deliveredAt: state.deliveredAt,
    estimatedDeliveryAt: null,
    location: { id: gid("Location", PLACES[0]) },
    order: { id: gid("Order", things.order.id) },
    trackingInfo: state.number === null ? [] : [{ company: "Correos", number: state.number, url: null }],
    fulfillmentLineItems: page([
      {
        id: gid("FulfillmentLineItem", lineOf(id, 0)),
        quantity: 1,
        lineItem: { id: gid("LineItem", things.lineIds[0]) },
      },
    ]),
    events: {
      nodes: state.events.map((event) => ({
        id: gid("FulfillmentEvent", event.id),
        status: event.status,
        happenedAt: event.at,
      })),
    },
  };
  return { __typename: "Fulfillment", ...fields };
}

export function itemNode({ item }: Things, at: number) {
  const version = item.asOf(at);
  if (!version) return undefined;
  const fields: InventoryItemFieldsFragment = {
    id: gid("InventoryItem", item.id),
    sku: version.state.sku,
    tracked: true,
    requiresShipping: true,
    updatedAt: inSeconds(version.at),
    measurement: { weight: null },
    unitCost: null,
  };
  return { __typename: "InventoryItem", ...fields, variants: { nodes: [] } };
}

/** A level of the seed's item; null when the item is not stocked there. */
export function levelNode({ item, levels }: Things, place: string, at: number) {
  const version = levels.find(({ id }) => id === place)?.asOf(at);
  if (!version) return null;
  const { available, committed, onHand, incoming } = version.state;
  const quantities = { available, committed, on_hand: onHand, incoming };
  const fields: InventoryLevelFieldsFragment = {
    id: gid("InventoryLevel", `${place}?inventory_item_id=${item.id}`),
    isActive: true,
    updatedAt: inSeconds(version.at),
    quantities: Object.entries(quantities).map(([name, quantity]) => ({ name, quantity })),
  };
  return fields;
}

export function locationNode(location: Timeline<LocationState>, at: number) {
  const version = location.asOf(at);
  if (!version) return undefined;
  const { name, active } = version.state;
  const fields: LocationFieldsFragment = {
    id: gid("Location", location.id),
    name,
    isActive: active,
    fulfillsOnlineOrders: true,
    shipsInventory: true,
    isFulfillmentService: false,
    updatedAt: inSeconds(version.at),
    address: { city: null, zip: null, provinceCode: null, countryCode: "ES", latitude: null, longitude: null },
  };
  return { __typename: "Location", ...fields };
}
