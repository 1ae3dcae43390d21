import { fromGid, type FulfillmentOrderId, type OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { markChanged, type OwnMark } from "../../platform/marks.server.ts";
import type { ReadStamp } from "../../platform/read-number.server.ts";
import { refreshPromises } from "../delivery/public.server.ts";
import {
  fulfillmentOrdersGone,
  mirrorFulfillmentOrders,
  readRoutable,
  type FulfillmentOrderNode,
  type RoutableFulfillmentOrder,
} from "../orders/public.server.ts";
import { keepPicks } from "../picking/public.server.ts";
import { lookAtStops } from "../local-delivery/public.server.ts";
import { lookAtPickups } from "../pickup/public.server.ts";
import { noticeFulfillmentOrders } from "../routing/public.server.ts";

/** All fulfillment orders of some orders, by a read of their own. */
export interface WholeOrders {
  readonly orders: ReadonlyMap<OrderId, readonly FulfillmentOrderNode[]>;
  readonly read: ReadStamp;
}

interface Answers {
  readonly nodes: readonly FulfillmentOrderNode[];
  readonly read: ReadStamp;
  /** Asked for and not there. */
  readonly gone?: readonly FulfillmentOrderId[];
  /** The orders in which something moved. */
  readonly whole?: WholeOrders;
}

/**
 * Takes fulfillment orders into the mirror, with all that follows from it. Where something moved and the orders were not read whole, nothing is done:
 * returns the orders to read.
 */
export async function takeFulfillmentOrders(
  tx: ShopTx,
  { nodes, read, gone = [], whole }: Answers,
  now: Date,
): Promise<OrderId[]> {
  const orderIds = [...new Set(nodes.map(orderIdOf))];
  const before = await readRoutable(tx, { orderIds });
  const moved = whole ? [] : movedOrders(before, nodes);
  if (moved.length > 0) return moved;
  const ofWhole = [...(whole?.orders.values() ?? [])].flat();
  const again = new Set(ofWhole.map(idOf));
  const others = nodes.filter((node) => !again.has(idOf(node)));
  const taken = new Set<string>(await mirrorFulfillmentOrders(tx, others, read));
  if (whole) for (const id of await mirrorFulfillmentOrders(tx, ofWhole, whole.read)) taken.add(id);
  await fulfillmentOrdersGone(tx, [...gone, ...(whole ? replaced(before, whole) : [])], now);
  await noticeFulfillmentOrders(tx, before, orderIds, now);
  await refreshPromises(tx, orderIds, now);
  await lookAtPickups(tx, orderIds, now);
  await lookAtStops(tx, orderIds, now);
  await keepPicks(tx, orderIds, now);
  await markConnected(
    tx,
    [...others, ...ofWhole].filter((node) => taken.has(idOf(node))),
    before,
    now,
  );
  return [];
}

export const idOf = ({ fulfillmentOrder }: FulfillmentOrderNode) => fromGid("FulfillmentOrder", fulfillmentOrder.id);
export const orderIdOf = ({ fulfillmentOrder }: FulfillmentOrderNode) => fromGid("Order", fulfillmentOrder.orderId);

/** Orders we know (`before`) in which something moved, shrank or is new: their fulfillment orders are to be read together. */
function movedOrders(before: readonly RoutableFulfillmentOrder[], nodes: readonly FulfillmentOrderNode[]): OrderId[] {
  const known = Map.groupBy(before, ({ orderId }) => orderId);
  const moved = nodes.filter((node) => {
    const ofOrder = known.get(orderIdOf(node));
    return ofOrder !== undefined && differs(ofOrder, node);
  });
  return [...new Set(moved.map(orderIdOf))];
}

function differs(known: readonly RoutableFulfillmentOrder[], node: FulfillmentOrderNode): boolean {
  const before = known.find((each) => each.id === idOf(node));
  if (!before) return true;
  const { location } = node.fulfillmentOrder.assignedLocation;
  if (before.locationId !== (location ? fromGid("Location", location.id) : null)) return true;
  const remaining = new Map(before.lines.map((line) => [line.lineItemId, line.remaining]));
  return node.lines.some(
    (line) => line.requiresShipping && remaining.get(fromGid("LineItem", line.lineItem.id)) !== line.remainingQuantity,
  );
}

/** Fulfillment orders the mirror has of a wholly read order and Shopify does not: replaced by a split or a merge. */
function replaced(before: readonly RoutableFulfillmentOrder[], whole: WholeOrders): FulfillmentOrderId[] {
  return before
    .filter(({ id, orderId }) => {
      const read = whole.orders.get(orderId);
      return read !== undefined && !read.some((node) => idOf(node) === id);
    })
    .map(({ id }) => id);
}

/**
 * What a changed fulfillment order changes with it: the levels of its items where it is and where it was, and an order we do not have yet. One that
 * reads as the mirror has it (the echo of our own write) moved no stock.
 */
async function markConnected(
  tx: ShopTx,
  nodes: readonly FulfillmentOrderNode[],
  before: readonly RoutableFulfillmentOrder[],
  now: Date,
): Promise<void> {
  const known = await tx.rows<{ order_id: string }>(
    "select order_id from shop_order where shop_id = $1 and order_id = any($2::bigint[])",
    [tx.shopId, nodes.map((node) => fromGid("Order", node.fulfillmentOrder.orderId))],
  );
  const orders = new Set(known.map((row) => row.order_id));
  const marks: OwnMark[] = [];
  for (const node of nodes) {
    const { fulfillmentOrder, lines } = node;
    const orderId = orderIdOf(node);
    if (!orders.has(orderId)) marks.push({ kind: "order", objectId: orderId });
    const ofOrder = before.filter((each) => each.orderId === orderId);
    const was = ofOrder.find(({ id }) => id === idOf(node));
    if (was?.status === fulfillmentOrder.status && !differs(ofOrder, node)) continue;
    const places = new Set([
      ...(fulfillmentOrder.assignedLocation.location
        ? [fromGid("Location", fulfillmentOrder.assignedLocation.location.id)]
        : []),
      ...(was ? [was] : ofOrder).flatMap((each) => each.locationId ?? []),
    ]);
    for (const line of lines) {
      if (line.inventoryItemId === null) continue;
      const item = line.inventoryItemId.slice(line.inventoryItemId.lastIndexOf("/") + 1);
      for (const part of places) marks.push({ kind: "inventoryLevel", objectId: item, part });
    }
  }
  await markChanged(tx, marks, now);
}
