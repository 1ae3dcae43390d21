/** How a shop's orders look through the Customer Account API. An object here has exactly the fields that are modelled. */
import { decimalText } from "../admin-api/money.ts";
import type { Address } from "../state/catalog.ts";
import { newestEvent } from "../state/delivery-events.ts";
import { gid } from "../state/ids.ts";
import { compareDigest, definitionOf, findMetafield, resolveNamespace } from "../state/metafields.ts";
import { displayStatus } from "../state/order-status.ts";
import type { Customer, Fulfillment, FulfillmentEvent, LineItem, Order } from "../state/orders.ts";
import type { Metafield, Shop } from "../state/shop.ts";
import type { World } from "../state/world.ts";
import { byId, connection } from "./connection.ts";
import { accessDenied, notModelled } from "./not-modelled.ts";

type Args = Readonly<Record<string, unknown>>;

export interface ViewContext {
  world: World;
  shop: Shop;
  statusPageUrl(order: Order): string;
  /** Signed in; a pre-authenticated visitor sees no customer. */
  signedIn: boolean;
}

/** What an order is worth, in minor units of the shop's currency; prices include tax. */
export function orderTotals(order: Order): { subtotal: number; shipping: number; total: number } {
  const subtotal = order.lines.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0);
  const shipping = order.shippingLines.reduce((sum, line) => sum + line.priceMinor, 0);
  return { subtotal, shipping, total: subtotal + shipping };
}

export function orderView(context: ViewContext, order: Order): object {
  const { shop } = context;
  const money = (minor: number) => moneyView(minor, shop.currency);
  const totals = orderTotals(order);
  return {
    __typename: "Order",
    id: gid("Order", order.id),
    name: order.name,
    number: order.number,
    confirmationNumber: order.confirmationNumber,
    createdAt: order.createdAt,
    processedAt: order.processedAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    cancelReason: order.cancelReason,
    currencyCode: shop.currency,
    customerLocale: order.locale,
    email: () => personal(context, "Order.email", order.email),
    phone: () => personal(context, "Order.phone", order.phone),
    note: order.note,
    financialStatus: order.financialStatus,
    fulfillmentStatus: () => displayStatus(shop, order),
    requiresShipping: order.lines.some((line) => line.requiresShipping),
    statusPageUrl: () => context.statusPageUrl(order),
    subtotal: money(totals.subtotal),
    totalShipping: money(totals.shipping),
    totalPrice: money(totals.total),
    shippingAddress: () =>
      personal(context, "Order.shippingAddress", order.shippingAddress && addressView(order.shippingAddress)),
    shippingLine: () => {
      const [line] = order.shippingLines;
      return line === undefined
        ? null
        : { title: line.title, handle: line.code, originalPrice: money(line.priceMinor) };
    },
    customer: () => {
      const customer = order.customerId === null ? undefined : shop.customers.get(order.customerId);
      return personal(context, "Order.customer", customer === undefined ? null : customerView(context, customer));
    },
    lineItems: (args: Args) =>
      connection("Order.lineItems", order.lines, args, (line) => lineView(line, shop.currency)),
    fulfillments: (args: Args) =>
      connection(
        "Order.fulfillments",
        fulfillmentsOf(shop, order),
        args,
        (each) => fulfillmentView(context, order, each),
        {
          ID: byId,
          CREATED_AT: (a, b) => a.createdAt.getTime() - b.createdAt.getTime() || byId(a, b),
        },
      ),
    metafield: ({ namespace, key }: Args) => metafieldView(context, order, String(namespace), String(key)),
    metafields: ({ identifiers }: Args) =>
      (identifiers as { namespace: string; key: string }[]).map(({ namespace, key }) =>
        metafieldView(context, order, namespace, key),
      ),
  };
}

/**
 * Who the order is for shows only after a login: the link of a pre-authenticated visitor may have been forwarded. Shopify's exact
 * answer is not documented, so the dev shop refuses loudly.
 */
function personal<T>(context: ViewContext, field: string, value: T): T {
  if (!context.signedIn) throw accessDenied(field);
  return value;
}

/** The order's fulfillments, oldest first. */
export function fulfillmentsOf(shop: Shop, order: Order): Fulfillment[] {
  return order.fulfillmentIds.flatMap((id) => shop.fulfillments.get(id) ?? []).sort(byId);
}

function byHappenedAt(a: FulfillmentEvent, b: FulfillmentEvent): number {
  return a.happenedAt.getTime() - b.happenedAt.getTime() || byId(a, b);
}

export function customerView(context: ViewContext, customer: Customer): object {
  const mine = [...context.shop.orders.values()].filter((order) => order.customerId === customer.id);
  return {
    __typename: "Customer",
    id: gid("Customer", customer.id),
    firstName: customer.firstName,
    lastName: customer.lastName,
    displayName: [customer.firstName, customer.lastName].filter(Boolean).join(" ") || (customer.email ?? ""),
    creationDate: customer.createdAt,
    tags: customer.tags,
    emailAddress: customer.email === null ? null : { emailAddress: customer.email },
    orders: (args: Args) =>
      connection("Customer.orders", mine, args, (order) => orderView(context, order), {
        ID: byId,
        CREATED_AT: (a, b) => a.createdAt.getTime() - b.createdAt.getTime() || byId(a, b),
      }),
  };
}

export function shopView(shop: Shop): object {
  return {
    __typename: "Shop",
    id: gid("Shop", shop.id),
    name: shop.name,
    email: shop.email,
    myshopifyDomain: shop.domain,
    url: `https://${shop.domain}`,
  };
}

function fulfillmentView(context: ViewContext, order: Order, fulfillment: Fulfillment): object {
  const { shop } = context;
  const lineOf = (id: string) => order.lines.find((line) => line.id === id);
  return {
    __typename: "Fulfillment",
    id: gid("Fulfillment", fulfillment.id),
    createdAt: fulfillment.createdAt,
    updatedAt: fulfillment.updatedAt,
    status: fulfillment.status,
    estimatedDeliveryAt: fulfillment.estimatedDeliveryAt,
    latestShipmentStatus: newestEvent(fulfillment)?.status ?? null,
    requiresShipping: fulfillment.lines.some((line) => lineOf(line.lineItemId)?.requiresShipping ?? false),
    isPickedUp: () => {
      const methods = fulfillment.lines.map(
        (line) => shop.fulfillmentOrders.get(line.fulfillmentOrderId)?.deliveryMethod.methodType,
      );
      if (methods.includes("PICK_UP")) throw notModelled("Fulfillment.isPickedUp of a local pickup");
      return false;
    },
    trackingInformation: fulfillment.tracking.map(({ company, number, url }) => ({ company, number, url })),
    events: (args: Args) =>
      connection("Fulfillment.events", fulfillment.events, args, eventView, { ID: byId, HAPPENED_AT: byHappenedAt }),
    fulfillmentLineItems: (args: Args) =>
      connection("Fulfillment.fulfillmentLineItems", fulfillment.lines, args, (line) => ({
        __typename: "FulfillmentLineItem",
        id: gid("FulfillmentLineItem", line.id),
        quantity: line.quantity,
        lineItem: () => {
          const item = lineOf(line.lineItemId);
          if (item === undefined) throw new Error(`fulfillment ${fulfillment.id} has a line that is not its order's`);
          return lineView(item, shop.currency);
        },
      })),
  };
}

/** In this API an event is a status and a time: no place, no message, no estimate. */
function eventView(event: FulfillmentEvent): object {
  return {
    __typename: "FulfillmentEvent",
    id: gid("FulfillmentEvent", event.id),
    status: event.status,
    happenedAt: event.happenedAt,
  };
}

function lineView(line: LineItem, currency: string): object {
  return {
    __typename: "LineItem",
    id: gid("LineItem", line.id),
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    title: line.title,
    variantTitle: line.variantTitle,
    vendor: line.vendor,
    sku: line.sku,
    quantity: line.quantity,
    requiresShipping: line.requiresShipping,
    productId: line.productId === null ? null : gid("Product", line.productId),
    variantId: line.variantId === null ? null : gid("ProductVariant", line.variantId),
    price: moneyView(line.unitPriceMinor, currency),
    totalPrice: moneyView(line.unitPriceMinor * line.quantity, currency),
  };
}

/**
 * The app's own metafields are visible here only when their definition grants customer accounts access, as in Shopify;
 * otherwise there is none.
 */
function metafieldView(context: ViewContext, order: Order, namespace: string, key: string): object | null {
  const found = findMetafield(order.metafields, resolveNamespace(context.world, namespace), key);
  if (found === undefined) return null;
  const access = definitionOf(context.shop, found)?.access.customerAccount ?? "NONE";
  if (access === "NONE") return null;
  return {
    __typename: "Metafield",
    id: gid("Metafield", found.id),
    namespace: found.namespace,
    key: found.key,
    type: found.valueType,
    value: found.value,
    compareDigest: () => compareDigest(found),
    jsonValue: () => jsonValue(found),
    createdAt: found.createdAt,
    updatedAt: found.updatedAt,
  };
}

function jsonValue(metafield: Metafield): unknown {
  if (metafield.valueType !== "json") throw notModelled(`Metafield.jsonValue of type ${metafield.valueType}`);
  return JSON.parse(metafield.value) as unknown;
}

function addressView(address: Address): object {
  return {
    __typename: "CustomerAddress",
    firstName: address.firstName,
    lastName: address.lastName,
    name: [address.firstName, address.lastName].filter(Boolean).join(" ") || null,
    company: address.company,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    province: address.province,
    zoneCode: address.provinceCode,
    zip: address.zip,
    country: address.country,
    territoryCode: address.countryCode,
    phoneNumber: address.phone,
  };
}

function moneyView(minor: number, currencyCode: string): object {
  return { __typename: "MoneyV2", amount: decimalText({ minor, currency: currencyCode }), currencyCode };
}
