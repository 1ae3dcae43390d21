/** What happens in a shop and is told to apps. One event becomes one webhook per subscription to its topic. */
import type { AppSubscription } from "./app-subscriptions.ts";
import type { InventoryItem, InventoryLevel, Location, Product } from "./catalog.ts";
import type { Digits } from "./ids.ts";
import type { Fulfillment, FulfillmentEvent, FulfillmentHold, FulfillmentOrder, Order, Refund } from "./orders.ts";
import type { BulkOperation } from "./shop.ts";
import type { Shipment, ShipmentLine, Transfer } from "./transfers.ts";

export interface LineQuantity {
  /** A fulfillment order line item's id. */
  readonly id: Digits;
  readonly quantity: number;
}

/** Units of a line item that an order edit added or removed. */
export interface EditedLine {
  readonly id: Digits;
  readonly delta: number;
}

export type OrderTopic =
  | "orders/create"
  | "orders/updated"
  | "orders/cancelled"
  | "orders/paid"
  | "orders/fulfilled"
  | "orders/partially_fulfilled";

export type FulfillmentOrderTopic =
  | "fulfillment_orders/order_routing_complete"
  | "fulfillment_orders/hold_released"
  | "fulfillment_orders/scheduled_fulfillment_order_ready"
  | "fulfillment_orders/fulfillment_request_submitted"
  | "fulfillment_orders/fulfillment_request_accepted"
  | "fulfillment_orders/fulfillment_request_rejected"
  | "fulfillment_orders/progress_reported"
  | "fulfillment_orders/line_items_prepared_for_pickup";

/** What happens to transfers and shipments. */
export type TransferEvent =
  | {
      topic:
        | "inventory_transfers/cancel"
        | "inventory_transfers/complete"
        | "inventory_transfers/ready_to_ship"
        | "inventory_transfers/updated";
      transfer: Transfer;
    }
  | { topic: "inventory_transfers/add_items"; transfer: Transfer; added: { id: Digits; quantity: number }[] }
  | { topic: "inventory_transfers/remove_items"; transfer: Transfer; lineItemIds: Digits[] }
  | {
      topic: "inventory_transfers/update_item_quantities";
      transfer: Transfer;
      updated: { id: Digits; before: number; after: number }[];
    }
  | {
      topic:
        "inventory_shipments/create" | "inventory_shipments/mark_in_transit" | "inventory_shipments/update_tracking";
      shipment: Shipment;
    }
  | { topic: "inventory_shipments/add_items"; shipment: Shipment; added: ShipmentLine[] }
  | { topic: "inventory_shipments/remove_items"; shipment: Shipment; removed: ShipmentLine[] }
  | {
      topic: "inventory_shipments/update_item_quantities";
      shipment: Shipment;
      updated: { line: ShipmentLine; before: number; after: number }[];
    }
  | {
      topic: "inventory_shipments/receive_items";
      shipment: Shipment;
      /** The lines of which something came, with what had come before. */
      before: { line: ShipmentLine; accepted: number; rejected: number }[];
    }
  | { topic: "inventory_shipments/delete"; shipmentId: Digits };

export type ShopEvent =
  | TransferEvent
  | { topic: OrderTopic; order: Order }
  | { topic: "orders/delete"; orderId: Digits }
  | { topic: "orders/edited"; order: Order; editId: Digits; additions: EditedLine[]; removals: EditedLine[] }
  | { topic: "orders/risk_assessment_changed"; order: Order }
  | { topic: "refunds/create"; refund: Refund }
  | { topic: FulfillmentOrderTopic; fulfillmentOrder: FulfillmentOrder; message?: string }
  | { topic: "fulfillment_orders/cancelled"; fulfillmentOrder: FulfillmentOrder; replacement: FulfillmentOrder | null }
  | {
      topic: "fulfillment_orders/moved";
      original: FulfillmentOrder;
      moved: FulfillmentOrder;
      destinationLocationId: Digits;
      sourceLocationId: Digits;
      requested: LineQuantity[];
    }
  | {
      topic: "fulfillment_orders/split";
      fulfillmentOrder: FulfillmentOrder;
      remaining: FulfillmentOrder;
      requested: LineQuantity[];
    }
  | {
      topic: "fulfillment_orders/placed_on_hold";
      fulfillmentOrder: FulfillmentOrder;
      remaining: FulfillmentOrder | null;
      hold: FulfillmentHold;
      held: LineQuantity[];
    }
  | {
      topic: "fulfillment_holds/added" | "fulfillment_holds/released";
      fulfillmentOrder: FulfillmentOrder;
      hold: FulfillmentHold;
    }
  | { topic: "fulfillments/create" | "fulfillments/update"; fulfillment: Fulfillment; order: Order }
  | { topic: "fulfillment_events/create"; fulfillment: Fulfillment; event: FulfillmentEvent }
  | { topic: "inventory_levels/update" | "inventory_levels/connect"; level: InventoryLevel }
  | { topic: "inventory_levels/disconnect"; itemId: Digits; locationId: Digits }
  | { topic: "inventory_items/create" | "inventory_items/update" | "inventory_items/delete"; item: InventoryItem }
  | { topic: "products/create" | "products/update"; product: Product }
  | { topic: "products/delete"; productId: Digits }
  | {
      topic: "locations/create" | "locations/update" | "locations/activate" | "locations/deactivate";
      location: Location;
    }
  | { topic: "locations/delete"; locationId: Digits }
  | { topic: "shop/update" | "app/uninstalled" | "shop/redact" }
  | { topic: "app/scopes_update"; previous: string[]; current: string[] }
  | { topic: "app_subscriptions/update"; subscription: AppSubscription }
  | { topic: "bulk_operations/finish"; operation: BulkOperation }
  | { topic: "customers/data_request"; customerId: Digits; orderIds: Digits[]; requestId: Digits }
  | { topic: "customers/redact"; customerId: Digits; orderIds: Digits[] };

export type Topic = ShopEvent["topic"];
