import { fromGid } from "../../core/ids.ts";
import { parseMoney } from "../../core/money.ts";
import { gramsOf } from "../../core/weight.ts";
import type {
  FulfillmentFieldsFragment,
  FulfillmentStateFieldsFragment,
  FulfillmentOrderFieldsFragment,
  FulfillmentOrderLineFieldsFragment,
  OrderFieldsFragment,
  OrderLineFieldsFragment,
} from "../../platform/admin-api/operations.ts";
import type { OrderPerson, ReadMetafields } from "./domain/person.ts";

/** An order as Shopify gave it, with all its lines. */
export interface OrderNode {
  readonly order: OrderFieldsFragment;
  readonly lines: readonly OrderLineFieldsFragment[];
  /** Left out where they were not asked for. */
  readonly metafields?: ReadMetafields;
}
export interface FulfillmentOrderNode {
  readonly fulfillmentOrder: FulfillmentOrderFieldsFragment;
  readonly lines: readonly FulfillmentOrderLineFieldsFragment[];
}
type FulfillmentLine = FulfillmentFieldsFragment["fulfillmentLineItems"]["nodes"][number];
export interface FulfillmentNode {
  readonly fulfillment: FulfillmentStateFieldsFragment;
  /** None of one that is in the mirror already: they do not change. */
  readonly lines: readonly FulfillmentLine[];
}

const minor = (amount: string, currency: string) => parseMoney(amount, currency).minor;

/** The row of shop_order; column names as keys. Nothing personal. */
export function orderRow({ order, lines }: OrderNode) {
  const address = order.shippingAddress;
  return {
    order_id: fromGid("Order", order.id),
    name: order.name,
    placed_at: order.processedAt,
    updated_at: order.updatedAt,
    cancelled_at: order.cancelledAt,
    closed_at: order.closedAt,
    is_test: order.test,
    channel: order.sourceName ?? "",
    financial_status: order.displayFinancialStatus ?? "UNKNOWN",
    fulfillment_status: order.displayFulfillmentStatus,
    risk: order.risk.recommendation,
    currency: order.currencyCode,
    total_minor: minor(order.currentTotalPriceSet.shopMoney.amount, order.currencyCode),
    units: lines.reduce((sum, line) => sum + line.currentQuantity, 0),
    customer_id: order.customer ? fromGid("Customer", order.customer.id) : null,
    shipping_title: order.shippingLine?.title ?? null,
    shipping_code: order.shippingLine?.code ?? null,
    dest_country: address?.countryCodeV2 ?? null,
    dest_lat: coarse(address?.latitude),
    dest_lng: coarse(address?.longitude),
    facts: orderFactsOf(order),
  };
}
export type OrderRow = ReturnType<typeof orderRow>;

/** What rules may ask of an order and no list filters by. Nothing personal, but for the labels merchants give to customers. */
export interface MirroredFacts {
  readonly subtotalMinor: number;
  readonly shippingMinor: number;
  readonly discountMinor: number;
  readonly grams: number;
  readonly province: string | null;
  readonly appName: string | null;
  /** Bought for a company (B2B). */
  readonly company: boolean;
  readonly customerOrders: number | null;
  readonly customerTags: readonly string[];
  readonly gateways: readonly string[];
  readonly hasNote: boolean;
  /** Of its custom attributes: the shop's words. What they say is sealed (OrderPerson). */
  readonly attributeNames: readonly string[];
}

function orderFactsOf(order: OrderFieldsFragment): MirroredFacts {
  const inMinor = ({ shopMoney }: { shopMoney: { amount: string } }) => minor(shopMoney.amount, order.currencyCode);
  return {
    subtotalMinor: inMinor(order.currentSubtotalPriceSet),
    shippingMinor: inMinor(order.currentShippingPriceSet),
    discountMinor: inMinor(order.currentTotalDiscountsSet),
    grams: Number(order.currentTotalWeight),
    province: order.shippingAddress?.provinceCode ?? null,
    appName: order.app?.name ?? null,
    company: order.purchasingEntity?.__typename === "PurchasingCompany",
    customerOrders: order.customer ? Number(order.customer.numberOfOrders) : null,
    customerTags: order.customer?.tags ?? [],
    gateways: order.paymentGatewayNames,
    hasNote: (order.note ?? "") !== "",
    attributeNames: order.customAttributes.map(({ key }) => key),
  };
}

/** A tenth of a degree is about 11 km: enough for distance, too coarse for a person. */
function coarse(degrees: number | null | undefined): number | null {
  return degrees === null || degrees === undefined ? null : Math.round(degrees * 10) / 10;
}

export function orderLineRows({ order, lines }: OrderNode) {
  return lines.map((line) => ({
    order_id: fromGid("Order", order.id),
    line_id: fromGid("LineItem", line.id),
    variant_id: line.variant ? fromGid("ProductVariant", line.variant.id) : null,
    sku: line.sku,
    title: line.title,
    variant_title: line.variantTitle,
    quantity: line.quantity,
    current_quantity: line.currentQuantity,
    requires_shipping: line.requiresShipping,
    is_gift_card: line.isGiftCard,
    unit_price_minor: minor(line.originalUnitPriceSet.shopMoney.amount, order.currencyCode),
    bundle: line.lineItemGroup?.id.split("/").at(-1) ?? null,
    bundle_quantity: line.lineItemGroup?.quantity ?? null,
    selling_plan: line.sellingPlan?.name ?? null,
  }));
}

export function orderPerson({ order, metafields }: OrderNode): OrderPerson {
  const address = order.shippingAddress;
  return {
    email: order.email,
    phone: order.phone ?? address?.phone ?? null,
    name: address?.name ?? null,
    address1: address?.address1 ?? null,
    address2: address?.address2 ?? null,
    city: address?.city ?? null,
    provinceCode: address?.provinceCode ?? null,
    zip: address?.zip ?? null,
    countryCode: address?.countryCodeV2 ?? null,
    attributes: Object.fromEntries(order.customAttributes.map(({ key, value }) => [key, value ?? ""])),
    latitude: address?.latitude ?? null,
    longitude: address?.longitude ?? null,
    locale: order.customerLocale,
    ...(metafields && { metafields }),
  };
}

export function fulfillmentOrderRow({ fulfillmentOrder: node }: FulfillmentOrderNode) {
  const location = node.assignedLocation.location;
  return {
    fulfillment_order_id: fromGid("FulfillmentOrder", node.id),
    order_id: fromGid("Order", node.orderId),
    location_id: location ? fromGid("Location", location.id) : null,
    status: node.status,
    request_status: node.requestStatus,
    delivery_method: node.deliveryMethod?.methodType ?? "NONE",
    created_at: node.createdAt,
    updated_at: node.updatedAt,
    fulfill_at: node.fulfillAt,
    fulfill_by: node.fulfillBy,
    promised_from: node.deliveryMethod?.minDeliveryDateTime ?? null,
    promised_to: node.deliveryMethod?.maxDeliveryDateTime ?? null,
    supported_actions: node.supportedActions.map(({ action }) => action),
    holds: node.fulfillmentHolds.map((hold) => ({
      id: hold.id,
      reason: hold.reason,
      handle: hold.handle,
      ours: hold.heldByRequestingApp,
    })),
  };
}

export function fulfillmentOrderLineRows({ fulfillmentOrder, lines }: FulfillmentOrderNode) {
  return lines.map((line) => ({
    fulfillment_order_id: fromGid("FulfillmentOrder", fulfillmentOrder.id),
    line_id: fromGid("FulfillmentOrderLineItem", line.id),
    order_line_id: fromGid("LineItem", line.lineItem.id),
    item_id: line.inventoryItemId === null ? null : fromGid("InventoryItem", gidOfItem(line.inventoryItemId)),
    sku: line.sku,
    total: line.totalQuantity,
    remaining: line.remainingQuantity,
    requires_shipping: line.requiresShipping,
    grams: gramsOf(line.weight),
  }));
}

/** The schema says ID and does not say whether it is a gid or a number; both are accepted. */
function gidOfItem(id: string): string {
  return /^\d+$/.test(id) ? `gid://shopify/InventoryItem/${id}` : id;
}

export function fulfillmentRow({ fulfillment: node }: FulfillmentNode) {
  return {
    fulfillment_id: fromGid("Fulfillment", node.id),
    order_id: fromGid("Order", node.order.id),
    location_id: node.location ? fromGid("Location", node.location.id) : null,
    status: node.status,
    display_status: node.displayStatus,
    created_at: node.createdAt,
    updated_at: node.updatedAt,
    in_transit_at: node.inTransitAt,
    delivered_at: node.deliveredAt,
    estimated_delivery_at: node.estimatedDeliveryAt,
    tracking: node.trackingInfo.map(({ company, number, url }) => ({ company, number, url })),
    events: node.events.nodes.map(({ id, status, happenedAt }) => ({ id, status, at: happenedAt })),
  };
}

export function fulfillmentLineRows({ fulfillment, lines }: FulfillmentNode) {
  return lines.map((line) => ({
    fulfillment_id: fromGid("Fulfillment", fulfillment.id),
    line_id: line.id.slice(line.id.lastIndexOf("/") + 1),
    order_line_id: fromGid("LineItem", line.lineItem.id),
    quantity: line.quantity ?? 0,
  }));
}
