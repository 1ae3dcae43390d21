/** Webhook topics in their two spellings: `orders/create` and `ORDERS_CREATE`. */
import type { Topic } from "../state/events.ts";

/** Every topic this dev shop can send. Compliance topics come from the app's configuration only. */
export const TOPICS = [
  "app/scopes_update",
  "app/uninstalled",
  "app_subscriptions/update",
  "bulk_operations/finish",
  "customers/data_request",
  "customers/redact",
  "fulfillment_events/create",
  "fulfillment_holds/added",
  "fulfillment_holds/released",
  "fulfillment_orders/cancelled",
  "fulfillment_orders/fulfillment_request_accepted",
  "fulfillment_orders/fulfillment_request_rejected",
  "fulfillment_orders/fulfillment_request_submitted",
  "fulfillment_orders/hold_released",
  "fulfillment_orders/line_items_prepared_for_pickup",
  "fulfillment_orders/moved",
  "fulfillment_orders/order_routing_complete",
  "fulfillment_orders/placed_on_hold",
  "fulfillment_orders/progress_reported",
  "fulfillment_orders/scheduled_fulfillment_order_ready",
  "fulfillment_orders/split",
  "fulfillments/create",
  "fulfillments/update",
  "inventory_items/create",
  "inventory_items/delete",
  "inventory_items/update",
  "inventory_levels/connect",
  "inventory_levels/disconnect",
  "inventory_levels/update",
  "inventory_shipments/add_items",
  "inventory_shipments/create",
  "inventory_shipments/delete",
  "inventory_shipments/mark_in_transit",
  "inventory_shipments/receive_items",
  "inventory_shipments/remove_items",
  "inventory_shipments/update_item_quantities",
  "inventory_shipments/update_tracking",
  "inventory_transfers/add_items",
  "inventory_transfers/cancel",
  "inventory_transfers/complete",
  "inventory_transfers/ready_to_ship",
  "inventory_transfers/remove_items",
  "inventory_transfers/update_item_quantities",
  "inventory_transfers/updated",
  "locations/activate",
  "locations/create",
  "locations/deactivate",
  "locations/delete",
  "locations/update",
  "orders/cancelled",
  "orders/create",
  "orders/delete",
  "orders/edited",
  "orders/fulfilled",
  "orders/paid",
  "orders/partially_fulfilled",
  "orders/risk_assessment_changed",
  "orders/updated",
  "products/create",
  "products/delete",
  "products/update",
  "refunds/create",
  "shop/redact",
  "shop/update",
] as const satisfies readonly Topic[];

/** `orders/create` → `ORDERS_CREATE`. */
export function topicEnum(topic: string): string {
  return topic.replaceAll("/", "_").toUpperCase();
}

/** `ORDERS_CREATE` → `orders/create`, or undefined when the dev shop cannot send it. */
export function topicOfEnum(name: string): Topic | undefined {
  return TOPICS.find((topic) => topicEnum(topic) === name);
}
