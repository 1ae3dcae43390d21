import type { LineItemId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { intentsOf } from "../intents/public.server.ts";
import { appendOrderEvents, readRoutable, type RoutableFulfillmentOrder } from "../orders/public.server.ts";
import { isDue } from "./domain/due.ts";
import { pinsOf, type OwnMove } from "./domain/pins.ts";
import { casesOfOrders, dropCase, putCase, type RoutingCase } from "./store.server.ts";

/** Moves that Shopify has carried out, or may have. */
const CARRIED_OUT = ["sending", "unsure", "done", "asks"] as const;

/** Fulfillment orders of some orders as the mirror had them before a read. */
export type Before = readonly RoutableFulfillmentOrder[];

/**
 * After fulfillment orders were read: which of them wait for a decision, which are the work of our own moves, and which did somebody else move
 * (those are pinned)? Call in the transaction that mirrored them, with what the mirror had before; complete per order.
 */
export async function noticeFulfillmentOrders(
  tx: ShopTx,
  before: Before,
  orderIds: readonly OrderId[],
  now: Date,
): Promise<void> {
  if (orderIds.length === 0) return;
  const after = await readRoutable(tx, { orderIds });
  if (after.length === 0) return;
  const cases = await casesOfOrders(tx, orderIds);
  const moves = await intentsOf(tx, "fulfillmentOrder.move", orderIds, CARRIED_OUT);
  for (const orderId of new Set(after.map((each) => each.orderId))) {
    const own = moves
      .filter((move) => move.orderId === orderId)
      .flatMap(({ input }) =>
        input.lines.map((line): OwnMove => ({
          lineItemId: line.lineItemId,
          fromLocationId: input.from,
          toLocationId: input.to,
          quantity: line.quantity,
        })),
      );
    await noticeOrder(tx, {
      before: before.filter((each) => each.orderId === orderId),
      after: after.filter((each) => each.orderId === orderId),
      cases: cases.filter((each) => each.orderId === orderId),
      own,
      now,
    });
  }
}

interface Seen {
  readonly before: Before;
  readonly after: readonly RoutableFulfillmentOrder[];
  readonly cases: readonly RoutingCase[];
  readonly own: readonly OwnMove[];
  readonly now: Date;
}

async function noticeOrder(tx: ShopTx, { before, after, cases, own, now }: Seen): Promise<void> {
  const pinned = new Set(before.length === 0 ? [] : pinsOf(before.map(seen), after.map(seen), own).fulfillmentOrderIds);
  const caseOf = new Map(cases.map((each) => [each.fulfillmentOrderId, each]));
  const settledLines = linesWithCase(before, after, caseOf);
  const grown = linesThatGrew(before, after);
  for (const fulfillmentOrder of after) {
    const known = caseOf.get(fulfillmentOrder.id);
    if (pinned.has(fulfillmentOrder.id)) {
      await putCase(tx, fulfillmentOrder, "pinned", "new", now);
      await appendOrderEvents(
        tx,
        [
          {
            orderId: fulfillmentOrder.orderId,
            code: "routing.pinned",
            ref: `${fulfillmentOrder.id} ${fulfillmentOrder.locationId ?? ""}`,
            occurredAt: now,
            data: { locationId: fulfillmentOrder.locationId },
          },
        ],
        now,
      );
      continue;
    }
    const hasMore = holdsMore(fulfillmentOrder, before, grown);
    const due = isDue({
      status: fulfillmentOrder.status,
      requestStatus: fulfillmentOrder.requestStatus,
      deliveryMethod: fulfillmentOrder.deliveryMethod,
      remainingQuantity: fulfillmentOrder.lines.reduce((sum, line) => sum + line.remaining, 0),
      hasForeignHold: fulfillmentOrder.holds.some((hold) => !hold.ours),
      alreadyDecided: known !== undefined && !(hasMore && known.status !== "due"),
      pinned: known?.status === "pinned",
    });
    if (known?.status === "due" && !due.decide && due.code !== "alreadyDecided")
      await dropCase(tx, fulfillmentOrder.id);
    if (!due.decide || fulfillmentOrder.order.cancelled) continue;
    const status = hasMore ? "due" : statusOfNew(fulfillmentOrder, settledLines, own);
    await putCase(tx, fulfillmentOrder, status, "new", now);
  }
}

/** A fulfillment order we have not seen before: made by a move of ours, left over from one, or really new. */
function statusOfNew(
  { locationId, lines }: RoutableFulfillmentOrder,
  settledLines: ReadonlySet<LineItemId>,
  own: readonly OwnMove[],
): "ours" | "decided" | "due" {
  const ids = new Set(lines.map((line) => line.lineItemId));
  if (own.some((move) => move.toLocationId === locationId && ids.has(move.lineItemId))) return "ours";
  // Shopify closes and recreates fulfillment orders when it splits: the rest stays decided. New lines (an edited order) are new.
  return lines.every((line) => settledLines.has(line.lineItemId)) ? "decided" : "due";
}

/** Lines of this order that were decided, pinned or moved by us under any fulfillment order, past ones included. */
function linesWithCase(
  before: Before,
  after: readonly RoutableFulfillmentOrder[],
  cases: ReadonlyMap<string, RoutingCase>,
): Set<LineItemId> {
  const settled = [...before, ...after].filter(({ id }) => {
    const known = cases.get(id);
    return known !== undefined && known.status !== "due";
  });
  return new Set(settled.flatMap(({ lines }) => lines.map((line) => line.lineItemId)));
}

/** Lines with more units to ship in the whole order than before: bought by an edit, or come back from a cancelled fulfilment. */
function linesThatGrew(before: Before, after: Before): Set<LineItemId> {
  if (before.length === 0) return new Set();
  const more = new Map<LineItemId, number>();
  for (const [seenThen, sign] of [
    [before, -1],
    [after, 1],
  ] as const)
    for (const { lines } of seenThen.map(seen))
      for (const { lineItemId, remainingQuantity } of lines)
        more.set(lineItemId, (more.get(lineItemId) ?? 0) + sign * remainingQuantity);
  return new Set([...more].filter(([, units]) => units > 0).map(([line]) => line));
}

/** Does this fulfillment order hold such units, more of them than before? What was decided of it did not know them. */
function holdsMore({ id, lines }: RoutableFulfillmentOrder, before: Before, grown: ReadonlySet<LineItemId>): boolean {
  const was = before.find((each) => each.id === id)?.lines ?? [];
  return lines.some(
    ({ lineItemId, remaining }) =>
      grown.has(lineItemId) && remaining > (was.find((line) => line.lineItemId === lineItemId)?.remaining ?? 0),
  );
}

function seen({ id, locationId, lines, status }: RoutableFulfillmentOrder) {
  const open = status !== "CANCELLED" && status !== "CLOSED";
  return {
    id,
    assignedLocationId: locationId,
    lines: lines.map((line) => ({ lineItemId: line.lineItemId, remainingQuantity: open ? line.remaining : 0 })),
  };
}
