/** The body of each topic's webhook, shaped like Shopify's samples. Only what this dev shop knows; see the README. */
import { fixedText } from "../admin-api/money.ts";
import type { InventoryItem, InventoryLevel, Location } from "../state/catalog.ts";
import type { ShopEvent } from "../state/events.ts";
import { gid, type Digits } from "../state/ids.ts";
import type { FulfillmentHold, FulfillmentOrder } from "../state/orders.ts";
import type { Shop } from "../state/shop.ts";
import { levelGid } from "../state/stock.ts";
import type { World } from "../state/world.ts";
import type { Json } from "./json.ts";
import { fulfillmentBody, orderBody } from "./order-bodies.ts";
import { productBody } from "./product-bodies.ts";
import { transferBody } from "./transfer-bodies.ts";
import { zonedTime } from "./times.ts";

/** Body of the event's webhook before `include_fields`. */
export function bodyOf(world: World, shop: Shop, event: ShopEvent): Json {
  const time = (date: Date | null) => (date === null ? null : zonedTime(date, shop.ianaTimezone));
  switch (event.topic) {
    case "orders/create":
    case "orders/updated":
    case "orders/cancelled":
    case "orders/paid":
    case "orders/fulfilled":
    case "orders/partially_fulfilled":
      return orderBody(shop, event.order);
    case "orders/delete":
      return { id: BigInt(event.orderId) };
    case "orders/edited":
      return {
        order_edit: {
          id: BigInt(event.editId),
          app_id: null,
          created_at: time(event.order.updatedAt),
          committed_at: time(event.order.updatedAt),
          notify_customer: false,
          order_id: BigInt(event.order.id),
          staff_note: "",
          user_id: null,
          line_items: {
            additions: event.additions.map(({ id, delta }) => ({ id: BigInt(id), delta })),
            removals: event.removals.map(({ id, delta }) => ({ id: BigInt(id), delta })),
          },
          discounts: { line_item: { additions: [], removals: [] } },
          shipping_lines: { additions: [], removals: [] },
        },
      };
    case "orders/risk_assessment_changed":
      return {
        provider_id: null,
        provider_title: null,
        risk_level: event.order.riskLevel.toLowerCase(),
        created_at: time(event.order.updatedAt),
        order_id: BigInt(event.order.id),
        admin_graphql_api_order_id: gid("Order", event.order.id),
      };
    case "refunds/create":
      return {
        id: BigInt(event.refund.id),
        order_id: BigInt(event.refund.orderId),
        created_at: time(event.refund.createdAt),
        processed_at: time(event.refund.createdAt),
        note: event.refund.note,
        restock: event.refund.lines.some((line) => line.restockType !== "NO_RESTOCK"),
        admin_graphql_api_id: gid("Refund", event.refund.id),
        refund_line_items: event.refund.lines.map((line) => ({
          id: BigInt(line.id),
          quantity: line.quantity,
          line_item_id: BigInt(line.lineItemId),
          restock_type: line.restockType.toLowerCase(),
          location_id: line.locationId === null ? null : BigInt(line.locationId),
        })),
      };
    case "fulfillment_orders/order_routing_complete":
    case "fulfillment_orders/hold_released":
    case "fulfillment_orders/scheduled_fulfillment_order_ready":
      return { fulfillment_order: brief(event.fulfillmentOrder) };
    case "fulfillment_orders/line_items_prepared_for_pickup":
      return {
        fulfillment_order: {
          ...brief(event.fulfillmentOrder),
          preparable: false,
          delivery_method: { method_type: event.fulfillmentOrder.deliveryMethod.methodType.toLowerCase() },
        },
      };
    case "fulfillment_orders/progress_reported":
      return { fulfillment_order: brief(event.fulfillmentOrder), initial_status: "open" };
    case "fulfillment_orders/fulfillment_request_submitted":
      return {
        original_fulfillment_order: withRequest(event.fulfillmentOrder),
        submitted_fulfillment_order: withRequest(event.fulfillmentOrder),
      };
    case "fulfillment_orders/fulfillment_request_accepted":
    case "fulfillment_orders/fulfillment_request_rejected":
      return { fulfillment_order: withRequest(event.fulfillmentOrder), message: event.message ?? "" };
    case "fulfillment_orders/cancelled":
      return {
        fulfillment_order: brief(event.fulfillmentOrder),
        replacement_fulfillment_order: event.replacement === null ? null : brief(event.replacement),
      };
    case "fulfillment_orders/moved":
      return {
        original_fulfillment_order: located(event.original),
        moved_fulfillment_order: located(event.moved),
        destination_location_id: gid("Location", event.destinationLocationId),
        fulfillment_order_line_items_requested: lineBodies(event.requested),
        source_location: { id: gid("Location", event.sourceLocationId) },
      };
    case "fulfillment_orders/split":
      return {
        split_line_items: lineBodies(event.requested),
        fulfillment_order: brief(event.fulfillmentOrder),
        remaining_fulfillment_order: brief(event.remaining),
        replacement_fulfillment_order: null,
      };
    case "fulfillment_orders/placed_on_hold":
      return {
        fulfillment_order: {
          ...brief(event.fulfillmentOrder),
          fulfillment_holds: event.fulfillmentOrder.holds.map((hold) => holdBody(world, hold)),
        },
        remaining_fulfillment_order: event.remaining === null ? null : brief(event.remaining),
        held_fulfillment_order_line_items: lineBodies(event.held),
        created_fulfillment_hold: holdBody(world, event.hold),
      };
    case "fulfillment_holds/added":
    case "fulfillment_holds/released":
      return {
        fulfillment_order: { id: gid("FulfillmentOrder", event.fulfillmentOrder.id) },
        fulfillment_hold: holdBody(world, event.hold),
      };
    case "fulfillments/create":
    case "fulfillments/update":
      return fulfillmentBody(shop, event.fulfillment, event.order);
    case "fulfillment_events/create":
      return {
        id: BigInt(event.event.id),
        fulfillment_id: BigInt(event.fulfillment.id),
        status: event.event.status.toLowerCase(),
        message: event.event.message,
        happened_at: time(event.event.happenedAt),
        city: event.event.city,
        province: event.event.province,
        country: event.event.country,
        zip: event.event.zip,
        address1: event.event.address1,
        latitude: event.event.latitude,
        longitude: event.event.longitude,
        shop_id: BigInt(shop.id),
        created_at: time(event.event.createdAt),
        updated_at: time(event.event.createdAt),
        estimated_delivery_at: time(event.event.estimatedDeliveryAt),
        order_id: BigInt(event.fulfillment.orderId),
        admin_graphql_api_id: gid("FulfillmentEvent", event.event.id),
      };
    case "inventory_levels/update":
    case "inventory_levels/connect":
      return levelBody(shop, event.level);
    case "inventory_levels/disconnect":
      return { inventory_item_id: BigInt(event.itemId), location_id: BigInt(event.locationId) };
    case "inventory_items/create":
    case "inventory_items/update":
      return itemBody(shop, event.item);
    case "inventory_items/delete":
      return {
        id: BigInt(event.item.id),
        country_code_of_origin: event.item.countryCodeOfOrigin,
        harmonized_system_code: event.item.harmonizedSystemCode,
        admin_graphql_api_id: gid("InventoryItem", event.item.id),
      };
    case "inventory_transfers/add_items":
    case "inventory_transfers/cancel":
    case "inventory_transfers/complete":
    case "inventory_transfers/ready_to_ship":
    case "inventory_transfers/remove_items":
    case "inventory_transfers/update_item_quantities":
    case "inventory_transfers/updated":
    case "inventory_shipments/add_items":
    case "inventory_shipments/create":
    case "inventory_shipments/delete":
    case "inventory_shipments/mark_in_transit":
    case "inventory_shipments/receive_items":
    case "inventory_shipments/remove_items":
    case "inventory_shipments/update_item_quantities":
    case "inventory_shipments/update_tracking":
      return transferBody(world, shop, event);
    case "products/create":
    case "products/update":
      return productBody(shop, event.product);
    case "products/delete":
      return { id: BigInt(event.productId) };
    case "locations/create":
    case "locations/update":
    case "locations/activate":
    case "locations/deactivate":
      return locationBody(shop, event.location);
    case "locations/delete":
      return { id: BigInt(event.locationId) };
    case "shop/update":
    case "app/uninstalled":
      return shopBody(shop);
    case "app/scopes_update":
      return {
        id: BigInt(world.app.id),
        shop_id: gid("Shop", shop.id),
        previous: event.previous,
        current: event.current,
        updated_at: world.clock.now().toISOString(),
      };
    case "app_subscriptions/update":
      return {
        app_subscription: {
          admin_graphql_api_id: gid("AppSubscription", event.subscription.id),
          name: event.subscription.plan.name,
          status: event.subscription.status,
          admin_graphql_api_shop_id: gid("Shop", shop.id),
          created_at: time(event.subscription.createdAt),
          updated_at: time(world.clock.now()),
          currency: "USD",
          price: fixedText({ minor: event.subscription.plan.monthlyCents, currency: "USD" }),
          interval: "every_30_days",
          plan_handle: event.subscription.plan.handle,
        },
      };
    case "bulk_operations/finish":
      return {
        admin_graphql_api_id: gid("BulkOperation", event.operation.id),
        completed_at: time(event.operation.completedAt),
        created_at: time(event.operation.createdAt),
        error_code: event.operation.errorCode?.toLowerCase() ?? null,
        status: event.operation.status.toLowerCase(),
        type: "query",
      };
    case "customers/data_request":
      return {
        ...shopIdentity(shop),
        customer: customerIdentity(shop, event.customerId),
        orders_requested: event.orderIds.map(BigInt),
        data_request: { id: BigInt(event.requestId) },
      };
    case "customers/redact":
      return {
        ...shopIdentity(shop),
        customer: customerIdentity(shop, event.customerId),
        orders_to_redact: event.orderIds.map(BigInt),
      };
    case "shop/redact":
      return shopIdentity(shop);
  }
}

function brief(fulfillmentOrder: FulfillmentOrder): { id: string; status: string } {
  return { id: gid("FulfillmentOrder", fulfillmentOrder.id), status: fulfillmentOrder.status.toLowerCase() };
}

function withRequest(fulfillmentOrder: FulfillmentOrder): { id: string; status: string; request_status: string } {
  return { ...brief(fulfillmentOrder), request_status: fulfillmentOrder.requestStatus.toLowerCase() };
}

function located(fulfillmentOrder: FulfillmentOrder): { id: string; status: string; assigned_location_id: string } {
  return { ...brief(fulfillmentOrder), assigned_location_id: gid("Location", fulfillmentOrder.assignedLocationId) };
}

function lineBodies(lines: readonly { id: Digits; quantity: number }[]): Json {
  return lines.map(({ id, quantity }) => ({ id: gid("FulfillmentOrderLineItem", id), quantity }));
}

function holdBody(world: World, hold: FulfillmentHold): Json {
  const own = hold.heldByApp === world.app.apiKey;
  return {
    id: gid("FulfillmentHold", hold.id),
    reason: hold.reason.toLowerCase(),
    reason_notes: hold.reasonNotes,
    held_by_requesting_app: own,
    handle: hold.handle,
    held_by_app: own ? { id: gid("App", world.app.id) } : null,
  };
}

function levelBody(shop: Shop, level: InventoryLevel): Json {
  const location = shop.locations.get(level.locationId);
  return {
    inventory_item_id: BigInt(level.itemId),
    location_id: BigInt(level.locationId),
    available: level.quantities.available,
    updated_at: zonedTime(level.updatedAt, shop.ianaTimezone),
    admin_graphql_api_id: location === undefined ? null : levelGid(location, level.itemId),
  };
}

function itemBody(shop: Shop, item: InventoryItem): Json {
  return {
    id: BigInt(item.id),
    sku: item.sku,
    created_at: zonedTime(item.createdAt, shop.ianaTimezone),
    updated_at: zonedTime(item.updatedAt, shop.ianaTimezone),
    requires_shipping: item.requiresShipping,
    cost: item.unitCostMinor === null ? null : fixedText({ minor: item.unitCostMinor, currency: shop.currency }),
    country_code_of_origin: item.countryCodeOfOrigin,
    harmonized_system_code: item.harmonizedSystemCode,
    tracked: item.tracked,
    weight_value: item.grams / 1000,
    weight_unit: "kg",
    admin_graphql_api_id: gid("InventoryItem", item.id),
  };
}

function locationBody(shop: Shop, location: Location): Json {
  return {
    id: BigInt(location.id),
    name: location.name,
    address1: location.address.address1,
    address2: location.address.address2,
    city: location.address.city,
    zip: location.address.zip,
    province: location.address.province,
    country: location.address.countryCode,
    phone: location.address.phone,
    created_at: zonedTime(location.createdAt, shop.ianaTimezone),
    updated_at: zonedTime(location.updatedAt, shop.ianaTimezone),
    country_code: location.address.countryCode,
    country_name: location.address.country,
    province_code: location.address.provinceCode,
    legacy: location.fulfillmentService !== null,
    active: location.isActive,
    admin_graphql_api_id: gid("Location", location.id),
  };
}

function shopBody(shop: Shop): Json {
  return {
    id: BigInt(shop.id),
    name: shop.name,
    email: shop.email,
    country: shop.countryCode,
    country_code: shop.countryCode,
    primary_locale: shop.primaryLocale,
    created_at: zonedTime(shop.createdAt, shop.ianaTimezone),
    updated_at: zonedTime(shop.updatedAt, shop.ianaTimezone),
    currency: shop.currency,
    iana_timezone: shop.ianaTimezone,
    plan_display_name: shop.plan.publicDisplayName,
    myshopify_domain: shop.domain,
  };
}

function shopIdentity(shop: Shop): { shop_id: bigint; shop_domain: string } {
  return { shop_id: BigInt(shop.id), shop_domain: shop.domain };
}

function customerIdentity(shop: Shop, customerId: Digits): Json {
  const customer = shop.customers.get(customerId);
  return { id: BigInt(customerId), email: customer?.email ?? null, phone: customer?.phone ?? null };
}
