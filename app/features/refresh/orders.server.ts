import { fromGid, toGid, type OrderId } from "../../core/ids.ts";
import { SHARES } from "../../core/effects.ts";
import { OrderLinesDocument, RefreshOrdersDocument } from "../../platform/admin-api/operations.ts";
import { allPages } from "../../platform/admin-api/pages.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { markChanged, type OwnMark } from "../../platform/marks.server.ts";
import type { ReadStamp } from "../../platform/read-number.server.ts";
import {
  mirrorOrders,
  mirrorRefunds,
  orderGone,
  readRoutable,
  type OrderNode,
  type OrderSeen,
} from "../orders/public.server.ts";
import { askOrderRules, beforeChange } from "../order-acts/public.server.ts";
import { beforePicks, keepPicks } from "../picking/public.server.ts";
import { refreshPromises } from "../delivery/public.server.ts";
import { recheckAddresses } from "../fulfillment/public.server.ts";
import { noticeFulfillmentOrders } from "../routing/public.server.ts";
import type { TakenMark } from "./domain/clearing.ts";
import { withMetafields } from "./metafields.server.ts";
import type { Reading } from "./read-marked.server.ts";
import { readRefunds } from "./refunds.server.ts";
import { clearMarks } from "./store.server.ts";
import { found, inRun, type RefreshRun } from "./tools.server.ts";
import { readVariantSizes } from "./variant-sizes.server.ts";

/** Most orders have fewer lines; longer ones are read page by page. */
const LINES = 20;
/** Documented cost of one order of this selection, until it was measured. */
export const ORDER_COST = 125;

/** How marked orders are read anew. */
export const ORDERS: Reading = {
  kind: "order",
  most: (admin) => admin.fits(RefreshOrdersDocument, ORDER_COST),
  read: readOrders,
};

async function readOrders(run: RefreshRun, marks: readonly TakenMark[], read: ReadStamp): Promise<void> {
  const ids = marks.map((mark) => mark.objectId as OrderId);
  const data = await run.admin.request(
    RefreshOrdersDocument,
    { ids: ids.map((id) => toGid("Order", id)), lines: LINES },
    { share: SHARES.undecided, ids: ids.length },
  );
  const answers = found(data.nodes);
  const seen: OrderSeen[] = [];
  for (const answer of answers) {
    const lines = await allPages(answer.lineItems, async (after) => {
      const page = await run.admin.request(OrderLinesDocument, { id: answer.id, after }, { share: SHARES.undecided });
      return page.order?.lineItems;
    });
    seen.push({
      node: { order: answer, lines },
      fulfillments: answer.fulfillments,
      fulfillmentOrders: answer.fulfillmentOrders.nodes,
    });
  }
  const whole = await withMetafields(run, seen);
  await readVariantSizes(run, seen);
  const updated = new Map(answers.map((answer) => [fromGid("Order", answer.id), new Date(answer.updatedAt)]));
  const refunds = await readRefunds(
    run,
    seen.map(({ node }) => node),
  );
  await inRun(run, async (tx) => {
    await orderGone(
      tx,
      ids.filter((id) => !updated.has(id)),
      read.at,
    );
    await takeOrders(tx, whole, read, run.now());
    await mirrorRefunds(tx, refunds, run.now());
    await clearMarks(tx, "order", marks, (mark) => updated.get(mark.objectId as OrderId) ?? null, run.now());
  });
}

/** Takes orders into the mirror, with all that follows from it. */
export async function takeOrders(tx: ShopTx, seen: readonly OrderSeen[], read: ReadStamp, now: Date): Promise<void> {
  const nodes = seen.map(({ node }) => node);
  const edited = await withOtherUnits(tx, nodes);
  const before = await beforeChange(
    tx,
    nodes.map(({ order }) => fromGid("Order", order.id)),
    now,
  );
  const picked = await beforePicks(
    tx,
    nodes.map(({ order }) => fromGid("Order", order.id)),
  );
  const taken = await mirrorOrders(tx, nodes, read);
  await markParts(tx, seen, edited, now);
  await noticeFulfillmentOrders(tx, await readRoutable(tx, { orderIds: taken }), taken, now);
  await refreshPromises(tx, taken, now);
  await askOrderRules(tx, before, taken, read, now);
  await keepPicks(tx, taken, now, picked);
  await recheckAddresses(tx, taken, now);
}

/** Orders of which the mirror has another number of units: edited, refunded or cancelled since. */
async function withOtherUnits(tx: ShopTx, nodes: readonly OrderNode[]): Promise<Set<OrderId>> {
  const units = new Map(
    nodes.map(({ order, lines }) => [
      fromGid("Order", order.id),
      lines.reduce((sum, line) => sum + line.currentQuantity, 0),
    ]),
  );
  const stored = await tx.rows<{ order_id: OrderId; units: number }>(
    "select order_id, units from shop_order where shop_id = $1 and order_id = any($2::bigint[])",
    [tx.shopId, [...units.keys()]],
  );
  return new Set(stored.filter((row) => units.get(row.order_id) !== row.units).map((row) => row.order_id));
}

/**
 * Fulfillment orders and fulfilments the order names that we have not seen, or have seen older. `updatedAt` has whole seconds and Shopify sends
 * no webhook of its own when an edit or a new fulfilment changes a fulfillment order: after one, all fulfillment orders of the order are read. A
 * fulfilment that only changed is the event of a parcel, or was cancelled, which its own read tells (fulfillments.server.ts).
 */
async function markParts(
  tx: ShopTx,
  seen: readonly OrderSeen[],
  edited: ReadonlySet<OrderId>,
  now: Date,
): Promise<void> {
  const part = (kind: "fulfillmentOrder" | "fulfillment", id: string, updatedAt: string) => ({
    kind,
    id,
    at: Date.parse(updatedAt),
  });
  const orders = seen.map(({ node, fulfillmentOrders, fulfillments }) => ({
    id: fromGid("Order", node.order.id),
    fulfillmentOrders: fulfillmentOrders.map(({ id, updatedAt }) =>
      part("fulfillmentOrder", fromGid("FulfillmentOrder", id), updatedAt),
    ),
    fulfillments: fulfillments.map(({ id, updatedAt }) => part("fulfillment", fromGid("Fulfillment", id), updatedAt)),
  }));
  const stored = await tx.rows<{ id: string; updated_at: Date }>(
    `select 'fulfillmentOrder ' || fulfillment_order_id as id, updated_at from fulfillment_order where shop_id = $1 and fulfillment_order_id = any($2::bigint[])
     union all
     select 'fulfillment ' || fulfillment_id, updated_at from fulfillment where shop_id = $1 and fulfillment_id = any($3::bigint[])`,
    [
      tx.shopId,
      orders.flatMap((each) => each.fulfillmentOrders.map(({ id }) => id)),
      orders.flatMap((each) => each.fulfillments.map(({ id }) => id)),
    ],
  );
  const known = new Map(stored.map((row) => [row.id, row.updated_at.getTime()]));
  const isNews = ({ kind, id, at }: ReturnType<typeof part>) => (known.get(`${kind} ${id}`) ?? -1) < at;
  const marks = orders.flatMap(({ id, fulfillmentOrders, fulfillments }) => {
    const all = edited.has(id) || fulfillments.some((each) => !known.has(`${each.kind} ${each.id}`));
    return [...fulfillments.filter(isNews), ...fulfillmentOrders.filter((each) => all || isNews(each))];
  });
  await markChanged(
    tx,
    marks.map((each): OwnMark => ({ kind: each.kind, objectId: each.id, hintedAt: new Date(each.at) })),
    now,
  );
}
