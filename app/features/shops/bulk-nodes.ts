import { fromGid } from "../../core/ids.ts";
import type {
  BulkFulfillmentOrdersQuery,
  BulkInventoryItemsQuery,
  BulkOrdersQuery,
} from "../../platform/admin-api/operations.ts";
import type { ItemNode, LevelsNode } from "../inventory/public.server.ts";
import type { FulfillmentOrderNode, OrderNode } from "../orders/public.server.ts";
import { BrokenBulk, type BulkGroup, type BulkObject } from "./domain/bulk-lines.ts";

/** Groups of a bulk result as the mirrors take them. The queries are checked against Shopify's schema, so a name tells the shape. */

type Item = BulkInventoryItemsQuery["inventoryItems"]["edges"][number]["node"];
type Variant = NonNullable<Item["variants"]>["edges"][number]["node"];
type Level = Item["inventoryLevels"]["edges"][number]["node"];
type Order = BulkOrdersQuery["orders"]["edges"][number]["node"];
type OrderLine = Order["lineItems"]["edges"][number]["node"];
type FulfillmentOrder = BulkFulfillmentOrdersQuery["fulfillmentOrders"]["edges"][number]["node"];
type FulfillmentOrderLine = FulfillmentOrder["lineItems"]["edges"][number]["node"];

/** Narrows by `__typename`; connections are not in the object itself, their nodes are lines of their own. */
function isA<Node extends { readonly __typename: string }>(
  typename: Node["__typename"],
  object: BulkObject,
): object is BulkObject & Node {
  return object.__typename === typename;
}

function root<Node extends { readonly __typename: string }>(
  typename: Node["__typename"],
  group: BulkGroup,
): BulkObject & Node {
  const object = group.root;
  if (!isA<Node>(typename, object)) throw new BrokenBulk(`a ${object.__typename} where a ${typename} belongs`);
  return object;
}

function children<Node extends { readonly __typename: string }>(
  typename: Node["__typename"],
  group: BulkGroup,
): (BulkObject & Node)[] {
  return group.children.filter((child) => isA<Node>(typename, child));
}

export function itemOf(group: BulkGroup): { readonly item: ItemNode; readonly levels: LevelsNode } {
  const item = root<Item>("InventoryItem", group);
  return {
    item: { item, variant: children<Variant>("ProductVariant", group)[0] ?? null },
    levels: {
      itemId: fromGid("InventoryItem", item.id),
      levels: children<Level>("InventoryLevel", group),
      complete: true,
    },
  };
}

/** An order with its lines, and the ids of its fulfillments, which are read one by one later. */
export function orderOf(group: BulkGroup): { readonly node: OrderNode; readonly fulfillmentIds: readonly string[] } {
  const order = root<Order>("Order", group);
  return {
    node: { order, lines: children<OrderLine>("LineItem", group) },
    fulfillmentIds: order.fulfillments.map(({ id }) => fromGid("Fulfillment", id)),
  };
}

export function fulfillmentOrderOf(group: BulkGroup): FulfillmentOrderNode {
  return {
    fulfillmentOrder: root<FulfillmentOrder>("FulfillmentOrder", group),
    lines: children<FulfillmentOrderLine>("FulfillmentOrderLineItem", group),
  };
}
