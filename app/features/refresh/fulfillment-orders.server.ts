import { fromGid, toGid, type FulfillmentOrderId, type OrderId } from "../../core/ids.ts";
import { SHARES } from "../../core/effects.ts";
import {
  FulfillmentOrderLinesDocument,
  OrderFulfillmentOrdersDocument,
  RefreshFulfillmentOrdersDocument,
  type FulfillmentOrderFieldsFragment,
  type FulfillmentOrderLineFieldsFragment,
} from "../../platform/admin-api/operations.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { markChanged, type OwnMark } from "../../platform/marks.server.ts";
import { beginRead } from "../../platform/read-number.server.ts";
import {
  fulfillmentOrdersGone,
  mirrorFulfillmentOrders,
  readRoutable,
  type FulfillmentOrderNode,
  type RoutableFulfillmentOrder,
} from "../orders/public.server.ts";
import { refreshPromises } from "../delivery/public.server.ts";
import { noticeFulfillmentOrders } from "../routing/public.server.ts";
import { clearMarks, takeMarks } from "./store.server.ts";
import { allPages, found, inRun, type Page, type RefreshRun } from "./tools.server.ts";

const LINES = 20;
/** Documented cost of one fulfillment order with 20 lines, until it was measured. */
const COST = 70;
/** Orders read whole at a time. One after the other they were a quarter of a refresh on a busy day. */
const SIDE_BY_SIDE = 8;

type Answer = FulfillmentOrderFieldsFragment & { readonly lineItems: Page<FulfillmentOrderLineFieldsFragment> };

/**
 * Reads marked fulfillment orders anew. Where one moved, shrank or is new to an order we know, all fulfillment orders of that order are read
 * together: only then can a move be told from a fulfilment or an edit.
 */
export async function refreshFulfillmentOrders(run: RefreshRun): Promise<number> {
  const marks = await inRun(run, (tx) =>
    takeMarks(tx, "fulfillmentOrder", run.admin.fits(RefreshFulfillmentOrdersDocument, COST), run.now()),
  );
  if (marks.length === 0) return 0;
  const ids = marks.map((mark) => mark.objectId as FulfillmentOrderId);
  const read = await beginRead(run.now());
  const data = await run.admin.request(
    RefreshFulfillmentOrdersDocument,
    { ids: ids.map((id) => toGid("FulfillmentOrder", id)), lines: LINES },
    { share: SHARES.undecided, ids: ids.length },
  );
  const answers = found(data.nodes);
  const whole = await readWholeOrders(run, answers);
  const nodes = new Map<string, FulfillmentOrderNode>();
  for (const answer of [...answers, ...whole.values()].flat())
    nodes.set(answer.id, { fulfillmentOrder: answer, lines: await linesOf(run, answer) });
  const updated = new Map(
    answers.map((answer) => [fromGid("FulfillmentOrder", answer.id), new Date(answer.updatedAt)]),
  );
  const orderIds = [
    ...new Set([...nodes.values()].map(({ fulfillmentOrder }) => fromGid("Order", fulfillmentOrder.orderId))),
  ];
  await inRun(run, async (tx) => {
    const before = await readRoutable(tx, { orderIds });
    const taken = new Set<string>(await mirrorFulfillmentOrders(tx, [...nodes.values()], read));
    await fulfillmentOrdersGone(tx, [...ids.filter((id) => !updated.has(id)), ...replaced(before, whole)]);
    await noticeFulfillmentOrders(tx, before, orderIds, run.now());
    await refreshPromises(tx, orderIds, run.now());
    await markConnected(
      tx,
      [...nodes.values()].filter((node) => taken.has(fromGid("FulfillmentOrder", node.fulfillmentOrder.id))),
      before,
      run.now(),
    );
    await clearMarks(
      tx,
      "fulfillmentOrder",
      marks,
      (mark) => updated.get(mark.objectId as FulfillmentOrderId) ?? null,
      run.now(),
    );
  });
  return marks.length;
}

async function linesOf(run: RefreshRun, answer: Answer) {
  return allPages(answer.lineItems, async (after) => {
    const page = await run.admin.request(
      FulfillmentOrderLinesDocument,
      { id: answer.id, after },
      { share: SHARES.undecided },
    );
    return page.fulfillmentOrder?.lineItems;
  });
}

/** All fulfillment orders of the orders in which something moved. */
async function readWholeOrders(run: RefreshRun, answers: readonly Answer[]): Promise<Map<OrderId, readonly Answer[]>> {
  const orderIds = [...new Set(answers.map((answer) => fromGid("Order", answer.orderId)))];
  const before = await inRun(run, (tx) => readRoutable(tx, { orderIds }));
  const moved = orderIds.filter((orderId) => {
    const known = before.filter((each) => each.orderId === orderId);
    const read = answers.filter((answer) => fromGid("Order", answer.orderId) === orderId);
    return known.length > 0 && read.some((answer) => differs(known, answer));
  });
  const whole = new Map<OrderId, readonly Answer[]>();
  const ask = async (orderId: OrderId) => {
    const data = await run.admin.request(
      OrderFulfillmentOrdersDocument,
      { id: toGid("Order", orderId), lines: LINES },
      { share: SHARES.undecided },
    );
    const page = data.order?.fulfillmentOrders;
    // More than ten fulfillment orders of one order: what is missing here is read by its own mark.
    if (page) whole.set(orderId, page.pageInfo.hasNextPage ? [] : page.nodes);
  };
  for (let from = 0; from < moved.length; from += SIDE_BY_SIDE)
    await Promise.all(moved.slice(from, from + SIDE_BY_SIDE).map(ask));
  return whole;
}

function differs(known: readonly RoutableFulfillmentOrder[], answer: Answer): boolean {
  const before = known.find((each) => each.id === fromGid("FulfillmentOrder", answer.id));
  if (!before) return true;
  const location = answer.assignedLocation.location;
  if (before.locationId !== (location ? fromGid("Location", location.id) : null)) return true;
  const remaining = new Map(before.lines.map((line) => [line.lineItemId, line.remaining]));
  return answer.lineItems.nodes.some(
    (line) => line.requiresShipping && remaining.get(fromGid("LineItem", line.lineItem.id)) !== line.remainingQuantity,
  );
}

/** Fulfillment orders the mirror has of a wholly read order and Shopify does not: replaced by a split or a merge. */
function replaced(
  before: readonly RoutableFulfillmentOrder[],
  whole: ReadonlyMap<OrderId, readonly Answer[]>,
): FulfillmentOrderId[] {
  return before
    .filter(({ id, orderId }) => {
      const read = whole.get(orderId);
      return (
        read !== undefined && read.length > 0 && !read.some((answer) => fromGid("FulfillmentOrder", answer.id) === id)
      );
    })
    .map(({ id }) => id);
}

/** What a changed fulfillment order changes with it: the levels of its items where it is and where it was, and an order we do not have yet. */
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
  for (const { fulfillmentOrder, lines } of nodes) {
    const orderId = fromGid("Order", fulfillmentOrder.orderId);
    if (!orders.has(orderId)) marks.push({ kind: "order", objectId: orderId });
    const places = new Set([
      ...(fulfillmentOrder.assignedLocation.location
        ? [fromGid("Location", fulfillmentOrder.assignedLocation.location.id)]
        : []),
      ...before.filter((each) => each.orderId === orderId).flatMap((each) => each.locationId ?? []),
    ]);
    for (const line of lines) {
      if (line.inventoryItemId === null) continue;
      const item = line.inventoryItemId.slice(line.inventoryItemId.lastIndexOf("/") + 1);
      for (const part of places) marks.push({ kind: "inventoryLevel", objectId: item, part });
    }
  }
  await markChanged(tx, marks, now);
}
