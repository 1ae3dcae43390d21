import { idAt } from "./topic-body.ts";
import type { Topic } from "./topics.ts";

/**
 * Webhook topics of optional scopes. shopify.app.toml cannot have them: it subscribes every shop, and most have not granted the scope. They are
 * subscribed to shop by shop while their scope is granted (features/shops/subscriptions.server.ts).
 *
 * `inventory_transfers/updated` is sent when a shipment of the transfer is created, edited or removed, so of a shipment's own topics only those are
 * asked for that move stock: their bodies do not name the transfer.
 */
export interface OptionalTopic extends Topic {
  readonly scope: string;
}

function transferTopic(name: string): OptionalTopic {
  return {
    topic: `inventory_transfers/${name}`,
    scope: "read_inventory_transfers",
    includeFields: ["id"],
    marks: (body) => markOf("transfer", idAt(body, "id")),
  };
}

function shipmentTopic(name: string, scope: string): OptionalTopic {
  return {
    topic: `inventory_shipments/${name}`,
    scope,
    includeFields: ["id"],
    marks: (body) => markOf("shipment", idAt(body, "id")),
  };
}

const markOf = (kind: "shipment" | "transfer", objectId: string | undefined) =>
  objectId === undefined ? [] : [{ kind, objectId }];

export const OPTIONAL_TOPICS: readonly OptionalTopic[] = [
  transferTopic("add_items"),
  transferTopic("remove_items"),
  transferTopic("update_item_quantities"),
  transferTopic("ready_to_ship"),
  transferTopic("updated"),
  transferTopic("cancel"),
  transferTopic("complete"),
  shipmentTopic("mark_in_transit", "read_inventory_shipments"),
  shipmentTopic("receive_items", "read_inventory_shipments_received_items"),
];
