/** Orders, their fulfillment orders and fulfillments, and the people who placed them. Money in minor units. */
import type { Address } from "./catalog.ts";
import type { Digits } from "./ids.ts";
import type { Metafield } from "./shop.ts";

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
  numberOfOrders: number;
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
  readonly customAttributes: readonly { readonly key: string; readonly value: string | null }[];
  sourceName: string;
  /** The app it came through, null when Shopify does not say. */
  readonly app: { readonly id: Digits; readonly name: string } | null;
  /** The company it was bought for (B2B). */
  readonly companyId: Digits | null;
  test: boolean;
  readonly metafields: Metafield[];
  readonly fulfillmentOrderIds: Digits[];
  readonly fulfillmentIds: Digits[];
  readonly refundIds: Digits[];
  /** When its fulfillment orders came to exist; null in the moment after orders/create. */
  routedAt: Date | null;
  /** Where checkout committed the units, until the fulfillment orders exist: line position, location, units. */
  unroutedParts: { readonly line: number; readonly locationId: Digits; readonly quantity: number }[];
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
  readonly isGiftCard: boolean;
  /** The bundle it is a component of, which was bought `quantity` times. */
  readonly group: { readonly id: Digits; readonly quantity: number } | null;
  /** Name of the selling plan (subscription, pre-order) it was bought with. */
  readonly sellingPlan: string | null;
}

export type RestockType = "CANCEL" | "NO_RESTOCK" | "RETURN";

export interface Refund {
  readonly type: "Refund";
  readonly id: Digits;
  readonly orderId: Digits;
  readonly createdAt: Date;
  readonly note: string | null;
  /** The money that goes back; 0 when the order was not paid. */
  totalMinor: number;
  readonly lines: RefundLine[];
}

export interface RefundLine {
  readonly type: "RefundLineItem";
  readonly id: Digits;
  readonly lineItemId: Digits;
  readonly quantity: number;
  readonly restockType: RestockType;
  /** Where the units are restocked; null when they are not. */
  readonly locationId: Digits | null;
  readonly subtotalMinor: number;
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
  /** All that waits for a customer to collect it is prepared, and they were told. */
  preparedForPickup: boolean;
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
