/** Orders and fulfillments in webhook bodies, in REST's shape. */
import { fixedText } from "../admin-api/money.ts";
import { currentTotal, linesTotal, shippingTotal } from "../state/order-totals.ts";
import type { Address } from "../state/catalog.ts";
import { newestEvent } from "../state/delivery-events.ts";
import { gid } from "../state/ids.ts";
import { displayStatus } from "../state/order-status.ts";
import type { Fulfillment, LineItem, Order } from "../state/orders.ts";
import type { Shop } from "../state/shop.ts";
import type { Json } from "./json.ts";
import { zonedTime } from "./times.ts";

function moneySet(shop: Shop, minor: number): Json {
  const money = { amount: fixedText({ minor, currency: shop.currency }), currency_code: shop.currency };
  return { shop_money: money, presentment_money: money };
}

function addressBody(address: Address): Json {
  return {
    first_name: address.firstName,
    last_name: address.lastName,
    name: [address.firstName, address.lastName].filter((part) => part !== null).join(" "),
    company: address.company,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    province: address.province,
    province_code: address.provinceCode,
    zip: address.zip,
    country: address.country,
    country_code: address.countryCode,
    phone: address.phone,
    latitude: address.latitude,
    longitude: address.longitude,
  };
}

function lineBody(shop: Shop, line: LineItem): Record<string, Json> {
  return {
    id: BigInt(line.id),
    admin_graphql_api_id: gid("LineItem", line.id),
    fulfillable_quantity: line.unfulfilledQuantity,
    grams: line.grams,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    price: fixedText({ minor: line.unitPriceMinor, currency: shop.currency }),
    price_set: moneySet(shop, line.unitPriceMinor),
    product_id: line.productId === null ? null : BigInt(line.productId),
    quantity: line.quantity,
    requires_shipping: line.requiresShipping,
    sku: line.sku,
    title: line.title,
    variant_id: line.variantId === null ? null : BigInt(line.variantId),
    variant_title: line.variantTitle,
    vendor: line.vendor,
  };
}

/** REST's `fulfillment_status`. */
function restFulfillmentStatus(shop: Shop, order: Order): "fulfilled" | "partial" | null {
  const status = displayStatus(shop, order);
  return status === "FULFILLED" ? "fulfilled" : status === "PARTIALLY_FULFILLED" ? "partial" : null;
}

/** `orders/*` */
export function orderBody(shop: Shop, order: Order): Json {
  const time = (date: Date | null) => (date === null ? null : zonedTime(date, shop.ianaTimezone));
  const amount = (minor: number) => fixedText({ minor, currency: shop.currency });
  const customer = shop.customers.get(order.customerId ?? "");
  return {
    id: BigInt(order.id),
    admin_graphql_api_id: gid("Order", order.id),
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    cancelled_at: time(order.cancelledAt),
    closed_at: time(order.closedAt),
    confirmation_number: order.confirmationNumber,
    confirmed: true,
    contact_email: order.email,
    created_at: time(order.createdAt),
    currency: shop.currency,
    current_total_price: amount(currentTotal(order)),
    current_total_price_set: moneySet(shop, currentTotal(order)),
    customer_locale: order.locale,
    email: order.email,
    financial_status: order.financialStatus.toLowerCase(),
    fulfillment_status: restFulfillmentStatus(shop, order),
    name: order.name,
    note: order.note,
    number: order.number - 1000,
    order_number: order.number,
    phone: order.phone,
    presentment_currency: shop.currency,
    processed_at: time(order.processedAt),
    source_name: order.sourceName,
    subtotal_price: amount(linesTotal(order, "quantity")),
    tags: order.tags.join(", "),
    test: order.test,
    total_price: amount(linesTotal(order, "quantity") + shippingTotal(order)),
    updated_at: time(order.updatedAt),
    customer:
      customer === undefined
        ? null
        : {
            id: BigInt(customer.id),
            admin_graphql_api_id: gid("Customer", customer.id),
            first_name: customer.firstName,
            last_name: customer.lastName,
            email: customer.email,
            phone: customer.phone,
          },
    fulfillments: order.fulfillmentIds.flatMap((id) => {
      const fulfillment = shop.fulfillments.get(id);
      return fulfillment === undefined ? [] : [fulfillmentBody(shop, fulfillment, order)];
    }),
    line_items: order.lines.map((line) => ({ ...lineBody(shop, line), current_quantity: line.currentQuantity })),
    shipping_address: order.shippingAddress === null ? null : addressBody(order.shippingAddress),
    shipping_lines: order.shippingLines.map((line) => ({
      id: BigInt(line.id),
      title: line.title,
      code: line.code,
      source: line.source,
      price: amount(line.priceMinor),
    })),
  };
}

/** `fulfillments/*` */
export function fulfillmentBody(shop: Shop, fulfillment: Fulfillment, order: Order): Json {
  const time = (date: Date) => zonedTime(date, shop.ianaTimezone);
  const numbers = fulfillment.tracking.flatMap(({ number }) => number ?? []);
  const urls = fulfillment.tracking.flatMap(({ url }) => url ?? []);
  return {
    id: BigInt(fulfillment.id),
    order_id: BigInt(order.id),
    status: fulfillment.status.toLowerCase(),
    created_at: time(fulfillment.createdAt),
    service: null,
    updated_at: time(fulfillment.updatedAt),
    tracking_company: fulfillment.tracking[0]?.company ?? null,
    shipment_status: newestEvent(fulfillment)?.status.toLowerCase() ?? null,
    location_id: BigInt(fulfillment.locationId),
    email: order.email,
    destination: order.shippingAddress === null ? null : addressBody(order.shippingAddress),
    line_items: fulfillment.lines.flatMap((line) => {
      const item = order.lines.find((each) => each.id === line.lineItemId);
      return item === undefined ? [] : [{ ...lineBody(shop, item), quantity: line.quantity }];
    }),
    tracking_number: numbers[0] ?? null,
    tracking_numbers: numbers,
    tracking_url: urls[0] ?? null,
    tracking_urls: urls,
    name: fulfillment.name.replace("-F", "."),
    admin_graphql_api_id: gid("Fulfillment", fulfillment.id),
  };
}
