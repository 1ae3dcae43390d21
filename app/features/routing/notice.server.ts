import { compareIds, type LineItemId, type LocationId, type OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { EffectInputs } from "../intents/domain/intent.ts";
import { intentsOf } from "../intents/public.server.ts";
import { appendOrderEvents, readRoutable, type RoutableFulfillmentOrder } from "../orders/public.server.ts";
import { isDue } from "./domain/due.ts";
import { pinsOf, type OwnMove } from "./domain/pins.ts";
import { casesOfOrders, dropCases, dueAgain, putCases, type CaseStatus, type RoutingCase } from "./store.server.ts";

/** Moves, holds and requests taken back that Shopify has carried out, or may have. */
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
  const holds = await intentsOf(tx, "fulfillmentOrder.hold", orderIds, CARRIED_OUT);
  const takenBack = await intentsOf(tx, "fulfillmentOrder.takeBack", orderIds, CARRIED_OUT);
  const noticed = [...new Set(after.map((each) => each.orderId))].flatMap((orderId) => {
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
    return noticedOf({
      before: before.filter((each) => each.orderId === orderId),
      after: after.filter((each) => each.orderId === orderId),
      cases: cases.filter((each) => each.orderId === orderId),
      own,
      partedAt: new Set(holds.flatMap((hold) => (hold.orderId === orderId ? (hold.input.part?.from ?? []) : []))),
      takenBack: takenBack.filter((each) => each.orderId === orderId).map(({ input }) => input),
    });
  });
  const of = (...states: readonly Noticed["becomes"][]) => noticed.filter(({ becomes }) => states.includes(becomes));
  await dropCases(
    tx,
    of("none").map(({ part }) => part.id),
  );
  for (const status of ["pinned", "due", "ours", "decided"] as const)
    await putCases(
      tx,
      of(status).map(({ part }) => part),
      status,
      "new",
      now,
    );
  for (const { part } of of("takenBack")) {
    await putCases(tx, [part], "due", "new", now);
    if (part.locationId !== null) await dueAgain(tx, part.id, now, { locationId: part.locationId, code: "unanswered" });
  }
  await appendOrderEvents(
    tx,
    of("pinned").map(({ part: { id, orderId, locationId } }) => ({
      orderId,
      code: "routing.pinned",
      ref: `${id} ${locationId ?? ""}`,
      occurredAt: now,
      data: { locationId },
    })),
    now,
  );
}

/**
 * What becomes of the case of a fulfillment order; `none`: there is nothing to decide any more. `takenBack`: due, without the location, whose service did not
 * answer.
 */
interface Noticed {
  readonly part: RoutableFulfillmentOrder;
  readonly becomes: CaseStatus | "takenBack" | "none";
}

interface Seen {
  readonly before: Before;
  readonly after: readonly RoutableFulfillmentOrder[];
  readonly cases: readonly RoutingCase[];
  readonly own: readonly OwnMove[];
  /** Locations at which a hold of ours has split off the lines that wait. */
  readonly partedAt: ReadonlySet<LocationId>;
  readonly takenBack: readonly EffectInputs["fulfillmentOrder.takeBack"][];
}

/** Of one order, complete: the fulfillment orders whose case changes. */
function noticedOf({ before, after, cases, own, partedAt, takenBack }: Seen): Noticed[] {
  const pinned = new Set(before.length === 0 ? [] : pinsOf(before.map(seen), after.map(seen), own).fulfillmentOrderIds);
  const caseOf = new Map(cases.map((each) => [each.fulfillmentOrderId, each]));
  const settledLines = linesWithCase(before, after, caseOf);
  const grown = linesThatGrew(before, after);
  return after.flatMap((part): Noticed[] => {
    const known = caseOf.get(part.id);
    if (pinned.has(part.id)) return [{ part, becomes: "pinned" }];
    const hasMore = holdsMore(part, before, grown);
    const due = isDue({
      status: part.status,
      requestStatus: part.requestStatus,
      deliveryMethod: part.deliveryMethod,
      remainingQuantity: part.lines.reduce((sum, line) => sum + line.remaining, 0),
      hasForeignHold: part.holds.some((hold) => !hold.ours),
      alreadyDecided: known !== undefined && !(hasMore && known.status !== "due"),
      pinned: known?.status === "pinned",
    });
    if (due.decide && part.order.cancelled) return [];
    if (due.decide && takenBack.some((request) => replaces(part, request, [...before, ...after], caseOf)))
      return [{ part, becomes: "takenBack" }];
    if (due.decide) return [{ part, becomes: hasMore ? "due" : statusOfNew(part, settledLines, { own, partedAt }) }];
    return known?.status === "due" && due.code !== "alreadyDecided" ? [{ part, becomes: "none" }] : [];
  });
}

/**
 * Is this the fulfillment order that Shopify has put in the place of one whose request was taken back: the first since with those lines, where they were? What is
 * split off it later is nothing new.
 */
function replaces(
  part: RoutableFulfillmentOrder,
  { fulfillmentOrderId, locationId, lineItemIds }: EffectInputs["fulfillmentOrder.takeBack"],
  known: Before,
  caseOf: ReadonlyMap<string, RoutingCase>,
): boolean {
  const isSince = (each: RoutableFulfillmentOrder) =>
    each.locationId === locationId &&
    compareIds(each.id, fulfillmentOrderId) > 0 &&
    each.lines.some(({ lineItemId }) => lineItemIds.includes(lineItemId));
  return isSince(part) && !known.some((each) => isSince(each) && caseOf.has(each.id));
}

/** A fulfillment order we have not seen before: made by a move of ours, left over from one, or really new. */
function statusOfNew(
  { locationId, lines }: RoutableFulfillmentOrder,
  settledLines: ReadonlySet<LineItemId>,
  { own, partedAt }: Pick<Seen, "own" | "partedAt">,
): "ours" | "decided" | "due" {
  const ids = new Set(lines.map((line) => line.lineItemId));
  if (own.some((move) => move.toLocationId === locationId && ids.has(move.lineItemId))) return "ours";
  // Shopify closes and recreates fulfillment orders when it splits: the rest stays decided. New lines (an edited order) are new.
  if (!lines.every((line) => settledLines.has(line.lineItemId))) return "due";
  // What ships of an order whose rest we hold: it is where its plan wants it.
  return locationId !== null && partedAt.has(locationId) ? "ours" : "decided";
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
