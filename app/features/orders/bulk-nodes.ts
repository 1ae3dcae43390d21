import { childrenOf, rootOf, type BulkGroup } from "../../platform/admin-api/bulk-lines.ts";
import type {
  BulkChangedOrdersQuery,
  BulkFulfillmentOrdersQuery,
  BulkOrdersQuery,
} from "../../platform/admin-api/operations.ts";
import type { FulfillmentOrderNode, OrderNode } from "./rows.ts";

/** Groups of a bulk result as the mirror takes them. */

type Order = BulkOrdersQuery["orders"]["edges"][number]["node"];
type OrderLine = Order["lineItems"]["edges"][number]["node"];
type PartOfOrder =
  BulkChangedOrdersQuery["orders"]["edges"][number]["node"]["fulfillmentOrders"]["edges"][number]["node"];
type FulfillmentOrder = BulkFulfillmentOrdersQuery["fulfillmentOrders"]["edges"][number]["node"];
type FulfillmentOrderLine = FulfillmentOrder["lineItems"]["edges"][number]["node"];

/** Something of an order, by its gid: not with the order itself, and read for itself when it is newer than ours. */
interface PartSeen {
  readonly id: string;
  readonly updatedAt: string;
}

/** An order as it was read, with what belongs to it. */
export interface OrderSeen {
  readonly node: OrderNode;
  readonly fulfillments: readonly PartSeen[];
  /** Empty where the query does not ask for them. */
  readonly fulfillmentOrders: readonly PartSeen[];
}

export function orderOfBulk(group: BulkGroup): OrderSeen {
  const order = rootOf<Order>("Order", group);
  return {
    node: { order, lines: childrenOf<OrderLine>("LineItem", group) },
    fulfillments: order.fulfillments,
    fulfillmentOrders: childrenOf<PartOfOrder>("FulfillmentOrder", group),
  };
}

export function fulfillmentOrderOfBulk(group: BulkGroup): FulfillmentOrderNode {
  return {
    fulfillmentOrder: rootOf<FulfillmentOrder>("FulfillmentOrder", group),
    lines: childrenOf<FulfillmentOrderLine>("FulfillmentOrderLineItem", group),
  };
}
