/**
 * What a shop knows, as plain typed objects. Each object that has a gid says which GraphQL type it is in `type`.
 * Ids are Shopify's numbers as decimal digits; several kinds start above 2^53 on purpose. Money is in minor units of the
 * shop's currency. Dates are Date objects of the dev shop's clock. Lists are in the order Shopify would show them (by id).
 */

/** A Shopify id in decimal digits. */
export type Digits = string;

export type ShopStatus = "active" | "frozen" | "locked";

export interface Shop {
  readonly type: "Shop";
  readonly id: Digits;
  /** `name.myshopify.com`. */
  readonly domain: string;
  name: string;
  email: string;
  currency: string;
  ianaTimezone: string;
  countryCode: string;
  primaryLocale: string;
  plan: { publicDisplayName: string; partnerDevelopment: boolean; shopifyPlus: boolean };
  /** frozen answers 402, locked answers 423. */
  status: ShopStatus;
  /** Whether Shopify approved the app for protected customer data; without it protected fields are null with an error. */
  protectedDataApproved: boolean;
  rate: RateLimit;
  createdAt: Date;
  updatedAt: Date;
  readonly locations: Map<Digits, Location>;
  readonly products: Map<Digits, Product>;
  readonly variants: Map<Digits, ProductVariant>;
  readonly items: Map<Digits, InventoryItem>;
  /** Key: `levelKey(itemId, locationId)`. */
  readonly levels: Map<string, InventoryLevel>;
  readonly customers: Map<Digits, Customer>;
  readonly orders: Map<Digits, Order>;
  readonly fulfillmentOrders: Map<Digits, FulfillmentOrder>;
  readonly fulfillments: Map<Digits, Fulfillment>;
  readonly bulkOperations: Map<Digits, BulkOperation>;
  readonly metafieldDefinitions: Map<Digits, MetafieldDefinition>;
  readonly webhookSubscriptions: Map<Digits, WebhookSubscription>;
  /** Metafields of the shop itself and of the app installation, by owner gid. */
  readonly metafields: Map<string, Metafield[]>;
  /** The app in this shop; null before install and after uninstall. */
  installation: Installation | null;
}

/** Shopify's leaky bucket: points given back per second, and the most it holds. */
export interface RateLimit {
  restoreRate: number;
  maximumAvailable: number;
}

export interface Installation {
  readonly type: "AppInstallation";
  readonly id: Digits;
  readonly installedAt: Date;
  readonly scopes: Set<string>;
  /** Scopes the app may ask for but the merchant has not granted. */
  readonly optionalScopes: Set<string>;
}

export interface Address {
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  province: string | null;
  provinceCode: string | null;
  zip: string | null;
  country: string | null;
  countryCode: string;
  phone: string | null;
  latitude: number | null;
  longitude: number | null;
}

export interface Location {
  readonly type: "Location";
  readonly id: Digits;
  name: string;
  address: Address;
  isActive: boolean;
  fulfillsOnlineOrders: boolean;
  shipsInventory: boolean;
  fulfillmentService: FulfillmentService | null;
  localPickup: { pickupTime: string; instructions: string } | null;
  /** The merchant's order of preference: 1 is asked first. */
  priority: number;
  /** The number Shopify puts in the gid of this location's levels. */
  readonly levelNumber: Digits;
  createdAt: Date;
  updatedAt: Date;
  deactivatedAt: Date | null;
}

export interface FulfillmentService {
  readonly type: "FulfillmentService";
  readonly id: Digits;
  readonly locationId: Digits;
  handle: string;
  serviceName: string;
  callbackUrl: string | null;
  inventoryManagement: boolean;
  trackingSupport: boolean;
}

export interface Product {
  readonly type: "Product";
  readonly id: Digits;
  title: string;
  handle: string;
  vendor: string;
  productType: string;
  status: "ACTIVE" | "ARCHIVED" | "DRAFT";
  tags: string[];
  readonly variantIds: Digits[];
  createdAt: Date;
  updatedAt: Date;
}

export interface ProductVariant {
  readonly type: "ProductVariant";
  readonly id: Digits;
  readonly productId: Digits;
  readonly itemId: Digits;
  title: string;
  sku: string | null;
  barcode: string | null;
  priceMinor: number;
  position: number;
  /** CONTINUE sells below zero. */
  inventoryPolicy: "DENY" | "CONTINUE";
  createdAt: Date;
  updatedAt: Date;
}

export interface InventoryItem {
  readonly type: "InventoryItem";
  readonly id: Digits;
  readonly variantId: Digits;
  sku: string | null;
  tracked: boolean;
  requiresShipping: boolean;
  grams: number;
  unitCostMinor: number | null;
  countryCodeOfOrigin: string | null;
  harmonizedSystemCode: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/** The states that are stored. `on_hand` is the sum of all but `incoming`. */
export const STORED_STATES = [
  "available",
  "committed",
  "reserved",
  "damaged",
  "safety_stock",
  "quality_control",
  "incoming",
] as const;
export type StoredState = (typeof STORED_STATES)[number];
export type QuantityName = StoredState | "on_hand";

export interface InventoryLevel {
  readonly type: "InventoryLevel";
  readonly itemId: Digits;
  readonly locationId: Digits;
  readonly quantities: Record<StoredState, number>;
  isActive: boolean;
  createdAt: Date;
  updatedAt: Date;
}

export interface Customer {
  readonly type: "Customer";
  readonly id: Digits;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  locale: string;
  tags: string[];
  defaultAddress: Address | null;
  createdAt: Date;
  updatedAt: Date;
}

export type FinancialStatus =
  "AUTHORIZED" | "EXPIRED" | "PAID" | "PARTIALLY_PAID" | "PARTIALLY_REFUNDED" | "PENDING" | "REFUNDED" | "VOIDED";
export type OrderFulfillmentStatus =
  "FULFILLED" | "IN_PROGRESS" | "ON_HOLD" | "PARTIALLY_FULFILLED" | "RESTOCKED" | "SCHEDULED" | "UNFULFILLED";
export type RiskLevel = "HIGH" | "LOW" | "MEDIUM" | "NONE" | "PENDING";
export type RiskRecommendation = "ACCEPT" | "CANCEL" | "INVESTIGATE" | "NONE";
export type CancelReason = "CUSTOMER" | "DECLINED" | "FRAUD" | "INVENTORY" | "OTHER" | "STAFF";

export interface Order {
  readonly type: "Order";
  readonly id: Digits;
  readonly number: number;
  /** `#1001`. */
  readonly name: string;
  readonly confirmationNumber: string;
  readonly createdAt: Date;
  readonly processedAt: Date;
  updatedAt: Date;
  closedAt: Date | null;
  cancelledAt: Date | null;
  cancelReason: CancelReason | null;
  readonly customerId: Digits | null;
  email: string | null;
  phone: string | null;
  locale: string;
  shippingAddress: Address | null;
  readonly lines: LineItem[];
  readonly shippingLines: ShippingLine[];
  financialStatus: FinancialStatus;
  riskLevel: RiskLevel;
  riskRecommendation: RiskRecommendation;
  tags: string[];
  note: string | null;
  sourceName: string;
  test: boolean;
  readonly metafields: Metafield[];
  /** When its fulfillment orders came to exist; null in the moment after orders/create. */
  routedAt: Date | null;
  /** Secret part of the order status page's address. */
  readonly statusToken: string;
}

export interface LineItem {
  readonly type: "LineItem";
  readonly id: Digits;
  readonly orderId: Digits;
  readonly productId: Digits | null;
  readonly variantId: Digits | null;
  readonly itemId: Digits | null;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly vendor: string | null;
  readonly sku: string | null;
  readonly quantity: number;
  /** Quantity less what was removed or refunded before fulfilment. */
  currentQuantity: number;
  /** What is neither fulfilled nor removed. */
  unfulfilledQuantity: number;
  readonly unitPriceMinor: number;
  readonly grams: number;
  readonly requiresShipping: boolean;
}

export interface ShippingLine {
  readonly type: "ShippingLine";
  readonly id: Digits;
  readonly title: string;
  readonly code: string | null;
  readonly source: string | null;
  readonly priceMinor: number;
}

export type FulfillmentOrderStatus =
  "CANCELLED" | "CLOSED" | "INCOMPLETE" | "IN_PROGRESS" | "ON_HOLD" | "OPEN" | "SCHEDULED";
export type RequestStatus =
  | "ACCEPTED"
  | "CANCELLATION_ACCEPTED"
  | "CANCELLATION_REJECTED"
  | "CANCELLATION_REQUESTED"
  | "CLOSED"
  | "REJECTED"
  | "SUBMITTED"
  | "UNSUBMITTED";
export type DeliveryMethodType = "LOCAL" | "NONE" | "PICKUP_POINT" | "PICK_UP" | "RETAIL" | "SHIPPING";
export type HoldReason =
  | "AWAITING_PAYMENT"
  | "AWAITING_RETURN_ITEMS"
  | "HIGH_RISK_OF_FRAUD"
  | "INCORRECT_ADDRESS"
  | "INVENTORY_OUT_OF_STOCK"
  | "ONLINE_STORE_POST_PURCHASE_CROSS_SELL"
  | "OTHER"
  | "UNKNOWN_DELIVERY_DATE";

export interface FulfillmentOrder {
  readonly type: "FulfillmentOrder";
  readonly id: Digits;
  readonly orderId: Digits;
  status: FulfillmentOrderStatus;
  requestStatus: RequestStatus;
  assignedLocationId: Digits;
  readonly destination: FulfillmentOrderDestination | null;
  readonly deliveryMethod: DeliveryMethod;
  lines: FulfillmentOrderLine[];
  holds: FulfillmentHold[];
  fulfillAt: Date | null;
  fulfillBy: Date | null;
  readonly fulfillmentIds: Digits[];
  /** Somebody reported progress (in progress by hand): it may no longer be moved. */
  progressReported: boolean;
  readonly createdAt: Date;
  updatedAt: Date;
}

export interface FulfillmentOrderDestination {
  readonly type: "FulfillmentOrderDestination";
  readonly id: Digits;
  readonly address: Address;
  readonly email: string | null;
}

export interface DeliveryMethod {
  readonly type: "DeliveryMethod";
  readonly id: Digits;
  readonly methodType: DeliveryMethodType;
  readonly presentedName: string | null;
  readonly serviceCode: string | null;
  readonly minDeliveryDateTime: Date | null;
  readonly maxDeliveryDateTime: Date | null;
}

export interface FulfillmentOrderLine {
  readonly type: "FulfillmentOrderLineItem";
  readonly id: Digits;
  readonly fulfillmentOrderId: Digits;
  readonly lineItemId: Digits;
  readonly itemId: Digits | null;
  totalQuantity: number;
  remainingQuantity: number;
}

export interface FulfillmentHold {
  readonly type: "FulfillmentHold";
  readonly id: Digits;
  readonly reason: HoldReason;
  readonly reasonNotes: string | null;
  readonly handle: string | null;
  readonly externalId: string | null;
  /** The app's client id, or null when the merchant or Shopify holds. */
  readonly heldByApp: string | null;
}

export type FulfillmentStatus = "CANCELLED" | "ERROR" | "FAILURE" | "SUCCESS";
export type FulfillmentEventStatus =
  | "ATTEMPTED_DELIVERY"
  | "CARRIER_PICKED_UP"
  | "CONFIRMED"
  | "DELAYED"
  | "DELIVERED"
  | "FAILURE"
  | "IN_TRANSIT"
  | "LABEL_PRINTED"
  | "LABEL_PURCHASED"
  | "OUT_FOR_DELIVERY"
  | "READY_FOR_PICKUP";

export interface Fulfillment {
  readonly type: "Fulfillment";
  readonly id: Digits;
  readonly orderId: Digits;
  /** `#1001-F1`. */
  readonly name: string;
  readonly locationId: Digits;
  status: FulfillmentStatus;
  readonly lines: FulfillmentLine[];
  tracking: TrackingInfo[];
  readonly events: FulfillmentEvent[];
  /** From the newest event that names one. */
  estimatedDeliveryAt: Date | null;
  deliveredAt: Date | null;
  inTransitAt: Date | null;
  readonly createdAt: Date;
  updatedAt: Date;
}

export interface FulfillmentLine {
  readonly type: "FulfillmentLineItem";
  readonly id: Digits;
  readonly lineItemId: Digits;
  readonly fulfillmentOrderId: Digits;
  readonly fulfillmentOrderLineId: Digits;
  readonly quantity: number;
}

export interface TrackingInfo {
  company: string | null;
  number: string | null;
  url: string | null;
}

export interface FulfillmentEvent {
  readonly type: "FulfillmentEvent";
  readonly id: Digits;
  readonly status: FulfillmentEventStatus;
  readonly happenedAt: Date;
  readonly createdAt: Date;
  readonly estimatedDeliveryAt: Date | null;
  readonly message: string | null;
  readonly address1: string | null;
  readonly city: string | null;
  readonly province: string | null;
  readonly country: string | null;
  readonly zip: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export interface Metafield {
  readonly type: "Metafield";
  readonly id: Digits;
  readonly ownerGid: string;
  /** Resolved: `$app:promise` is stored as `app--<app number>--promise`. */
  readonly namespace: string;
  readonly key: string;
  valueType: string;
  value: string;
  readonly createdAt: Date;
  updatedAt: Date;
}

export interface MetafieldDefinition {
  readonly type: "MetafieldDefinition";
  readonly id: Digits;
  readonly ownerType: string;
  readonly namespace: string;
  readonly key: string;
  readonly name: string;
  readonly description: string | null;
  readonly valueType: string;
  readonly access: { admin: string | null; storefront: string | null; customerAccount: string };
}

export interface WebhookSubscription {
  readonly type: "WebhookSubscription";
  readonly id: Digits;
  /** `orders/create`. */
  readonly topic: string;
  uri: string;
  includeFields: string[];
  filter: string | null;
  name: string | null;
  readonly createdAt: Date;
  updatedAt: Date;
}

export type BulkStatus = "CANCELED" | "CANCELING" | "COMPLETED" | "CREATED" | "EXPIRED" | "FAILED" | "RUNNING";

export interface BulkOperation {
  readonly type: "BulkOperation";
  readonly id: Digits;
  readonly query: string;
  status: BulkStatus;
  errorCode: "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | "TIMEOUT" | null;
  readonly createdAt: Date;
  completedAt: Date | null;
  objectCount: number;
  rootObjectCount: number;
  /** The result, one object per line; null until completed. */
  jsonl: string | null;
  /** Secret part of the result's address. */
  readonly resultToken: string;
}

/** Key of a level in `Shop.levels`. */
export function levelKey(itemId: Digits, locationId: Digits): string {
  return `${itemId}:${locationId}`;
}

/** What is physically there: everything but what is still on its way. */
export function onHand(level: InventoryLevel): number {
  return STORED_STATES.reduce((sum, name) => (name === "incoming" ? sum : sum + level.quantities[name]), 0);
}

/** `gid("Order", "1")` → `gid://shopify/Order/1`. */
export function gid(type: string, id: Digits): string {
  return `gid://shopify/${type}/${id}`;
}

/** The digits of a gid of that type, or null when it is another type or no gid. A query part is ignored. */
export function digitsOf(type: string, value: string): Digits | null {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d{1,20})(?:\?.*)?$/.exec(value);
  return match?.[1] === type ? (match[2] ?? null) : null;
}
