import { toGid, type FulfillmentOrderId, type OrderId } from "../../core/ids.ts";
import { SHARES } from "../../core/effects.ts";
import {
  FulfillmentOrderLinesDocument,
  OrderFulfillmentOrdersDocument,
  RefreshFulfillmentOrdersDocument,
  type FulfillmentOrderFieldsFragment,
  type FulfillmentOrderLineFieldsFragment,
} from "../../platform/admin-api/operations.ts";
import { allPages, type Page } from "../../platform/admin-api/pages.ts";
import { beginRead, type ReadStamp } from "../../platform/read-number.server.ts";
import type { FulfillmentOrderNode } from "../orders/public.server.ts";
import type { TakenMark } from "./domain/clearing.ts";
import type { Reading } from "./read-marked.server.ts";
import { clearMarks } from "./store.server.ts";
import { idOf, takeFulfillmentOrders, type WholeOrders } from "./take-fulfillment-orders.server.ts";
import { found, inRun, type RefreshRun } from "./tools.server.ts";

const LINES = 20;
/** Documented cost of one fulfillment order with 20 lines, until it was measured. */
export const FULFILLMENT_ORDER_COST = 70;
/** Orders read whole at a time. One after the other they were a quarter of a refresh on a busy day. */
const SIDE_BY_SIDE = 8;

type Answer = FulfillmentOrderFieldsFragment & { readonly lineItems: Page<FulfillmentOrderLineFieldsFragment> };

/** How marked fulfillment orders are read anew. */
export const FULFILLMENT_ORDERS: Reading = {
  kind: "fulfillmentOrder",
  most: (admin) => admin.fits(RefreshFulfillmentOrdersDocument, FULFILLMENT_ORDER_COST),
  read: readFulfillmentOrders,
};

/**
 * Where one moved, shrank or is new to an order we know, all fulfillment orders of that order are read together: only then can a move be told
 * from a fulfilment or an edit.
 */
async function readFulfillmentOrders(run: RefreshRun, marks: readonly TakenMark[], read: ReadStamp): Promise<void> {
  const ids = marks.map((mark) => mark.objectId as FulfillmentOrderId);
  const data = await run.admin.request(
    RefreshFulfillmentOrdersDocument,
    { ids: ids.map((id) => toGid("FulfillmentOrder", id)), lines: LINES },
    { share: SHARES.undecided, ids: ids.length },
  );
  const nodes: FulfillmentOrderNode[] = [];
  for (const answer of found(data.nodes)) nodes.push({ fulfillmentOrder: answer, lines: await linesOf(run, answer) });
  const updated = new Map(nodes.map((node) => [idOf(node), new Date(node.fulfillmentOrder.updatedAt)]));
  const gone = ids.filter((id) => !updated.has(id));
  const take = (whole?: WholeOrders) =>
    inRun(run, async (tx) => {
      const moved = await takeFulfillmentOrders(tx, { nodes, read, gone, ...(whole && { whole }) }, run.now());
      if (moved.length === 0)
        await clearMarks(
          tx,
          "fulfillmentOrder",
          marks,
          (mark) => updated.get(mark.objectId as FulfillmentOrderId) ?? null,
          run.now(),
        );
      return moved;
    });
  const moved = await take();
  if (moved.length > 0) await take(await readWhole(run, moved));
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

/** All fulfillment orders of these orders. The read is a later one, so that no older row of theirs is left behind. */
async function readWhole(run: RefreshRun, orderIds: readonly OrderId[]): Promise<WholeOrders> {
  const read = await beginRead(run.now());
  const orders = new Map<OrderId, readonly FulfillmentOrderNode[]>();
  const ask = async (orderId: OrderId) => {
    const data = await run.admin.request(
      OrderFulfillmentOrdersDocument,
      { id: toGid("Order", orderId), lines: LINES },
      { share: SHARES.undecided },
    );
    const page = data.order?.fulfillmentOrders;
    // More than ten fulfillment orders of one order: what is missing there is read by its own mark.
    if (!page || page.pageInfo.hasNextPage) return;
    const answers = await Promise.all(
      page.nodes.map(async (answer) => ({ fulfillmentOrder: answer, lines: await linesOf(run, answer) })),
    );
    orders.set(orderId, answers);
  };
  for (let from = 0; from < orderIds.length; from += SIDE_BY_SIDE)
    await Promise.all(orderIds.slice(from, from + SIDE_BY_SIDE).map(ask));
  return { orders, read };
}
