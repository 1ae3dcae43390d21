import type { MessageKind } from "./kinds.ts";

/** What of ours Shopify tells shoppers by itself, under the name its settings have for it (Settings, Notifications, Customer notifications). */
export type ShopifyNotification =
  | "order_confirmation"
  | "shipping_confirmation"
  | "shipping_update"
  | "out_for_delivery"
  | "delivered"
  | "ready_for_pickup";

/**
 * Kind by kind, what Shopify sends for the same fact; null: nothing. Out for delivery and delivered are sent by it for what it tracks and for the events
 * that apps write (fulfillmentEventCreate), so a carrier that only we can follow is no exception. Nothing is sent twice: these are off with us until
 * the merchant says that Shopify's is switched off.
 */
export const SHOPIFY_SENDS: Readonly<Record<MessageKind, ShopifyNotification | null>> = {
  confirmed: "order_confirmation",
  shipped: "shipping_confirmation",
  tracking_changed: "shipping_update",
  delayed: null,
  choice_answer: null,
  out_for_delivery: "out_for_delivery",
  attempted: null,
  delivered: "delivered",
  ready_for_pickup: "ready_for_pickup",
  pickup_reminder: null,
  returned: null,
  claim_answer: null,
  custom: null,
};

/** Does Entrega send this kind unless the merchant says otherwise? What Shopify does not say, we do. */
export const isOnByDefault = (kind: MessageKind): boolean => SHOPIFY_SENDS[kind] === null;

/**
 * What does not wait for the morning unless the merchant says otherwise: the shopper can still do something about it, or is about to go somewhere.
 */
export const isUrgentByDefault = (kind: MessageKind): boolean => kind === "out_for_delivery";
