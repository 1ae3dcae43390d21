/** What merchants and apps do to an order after it was placed: cancel, edit, tag, pay, delete. */
import { createFulfillmentOrder, isFinished } from "./fulfillment-orders.ts";
import { gid, type Digits } from "./ids.ts";
import type { CancelReason, FulfillmentOrder, LineItem, Order, Refund } from "./orders.ts";
import { currentTotal } from "./order-totals.ts";
import { takeOpenUnits } from "./open-units.ts";
import { fulfillmentOrdersOf, touchOrder } from "./order-status.ts";
import { done, refused, type Outcome } from "./outcome.ts";
import { keep, refundLine } from "./refund.ts";
import type { Shop } from "./shop.ts";
import { commit, shipOut, type OrderedUnits } from "./stock.ts";
import type { World } from "./world.ts";

export interface CancelInput {
  orderId: Digits;
  reason: CancelReason;
  restock: boolean;
  refund: boolean;
}

/**
 * `orderCancel`. Refused when cancelled before or when something was shipped. Open fulfillment orders are cancelled; restocking
 * puts the committed units back into `available`, otherwise they leave the books. Tells orders/cancelled and /updated,
 * `fulfillment_orders/cancelled`, and `refunds/create`: a refund says what was restocked where, also when no money goes back.
 */
export function cancelOrder(world: World, shop: Shop, input: CancelInput): Outcome<Order> {
  const order = shop.orders.get(input.orderId);
  if (order === undefined) return refused(["orderId"], "Order does not exist.", "NOT_FOUND");
  if (order.cancelledAt !== null) return refused(["orderId"], "Order has already been cancelled.", "INVALID");
  const shipped = order.fulfillmentIds.some((id) => shop.fulfillments.get(id)?.status === "SUCCESS");
  if (shipped) return refused(["orderId"], "Order has fulfillments that can't be cancelled.", "INVALID");
  const open = fulfillmentOrdersOf(shop, order).filter((each) => !isFinished(each.status));
  const waiting = waitingUnits(order, open);

  const now = world.clock.now();
  const { financialStatus } = order;
  const wasPaid = financialStatus === "PAID" || financialStatus === "PARTIALLY_REFUNDED";
  const lines = waiting.map(({ line, quantity, locationId }) =>
    refundLine(world, line, {
      quantity,
      restockType: input.restock && locationId !== null ? "CANCEL" : "NO_RESTOCK",
      locationId,
    }),
  );
  const refund: Refund = {
    type: "Refund",
    id: world.nextId("Other"),
    orderId: order.id,
    createdAt: now,
    note: null,
    totalMinor: input.refund && wasPaid ? currentTotal(order) : 0,
    lines,
  };
  order.cancelledAt = now;
  order.cancelReason = input.reason;
  order.closedAt = now;
  order.unroutedParts = [];
  if (input.refund && wasPaid) order.financialStatus = "REFUNDED";
  else if (!wasPaid) order.financialStatus = "VOIDED";
  for (const { line, quantity: units, locationId } of waiting)
    if (locationId !== null) {
      const document = gid("Order", order.id);
      release(world, shop, { itemId: line.itemId, locationId, units, document }, input.restock);
    }
  for (const line of order.lines) {
    line.currentQuantity = Math.max(0, line.currentQuantity - line.unfulfilledQuantity);
    line.unfulfilledQuantity = 0;
  }
  for (const each of open) {
    for (const line of each.lines) line.remainingQuantity = 0;
    each.status = "CANCELLED";
    each.updatedAt = now;
    world.emit(shop, { topic: "fulfillment_orders/cancelled", fulfillmentOrder: each, replacement: null });
  }
  order.updatedAt = now;
  world.emit(shop, { topic: "orders/cancelled", order });
  world.emit(shop, { topic: "orders/updated", order });
  if (lines.length > 0) keep(world, shop, order, refund);
  return done(order);
}

interface WaitingUnits {
  readonly line: LineItem;
  readonly quantity: number;
  /** Where they are committed; null for what needs no shipping and was routed nowhere. */
  readonly locationId: Digits | null;
}

/** The unfulfilled units of an order: where its fulfillment orders have them, or, before those exist, where checkout put them. */
function waitingUnits(order: Order, open: FulfillmentOrder[]): WaitingUnits[] {
  return order.lines.flatMap((line, index): WaitingUnits[] => {
    const placed =
      order.routedAt === null
        ? order.unroutedParts.filter((part) => part.line === index)
        : open.flatMap(({ lines, assignedLocationId: locationId }) =>
            lines
              .filter((part) => part.lineItemId === line.id && part.remainingQuantity > 0)
              .map((part) => ({ locationId, quantity: part.remainingQuantity })),
          );
    const parts = placed.map(({ locationId, quantity }) => ({ line, locationId, quantity }));
    const nowhere = line.unfulfilledQuantity - parts.reduce((sum, { quantity }) => sum + quantity, 0);
    return nowhere > 0 ? [...parts, { line, locationId: null, quantity: nowhere }] : parts;
  });
}

function release(world: World, shop: Shop, taken: OrderedUnits, restock: boolean): void {
  if (restock) commit(world, shop, { ...taken, units: -taken.units });
  else shipOut(world, shop, taken);
}

/**
 * An order edit that removes unfulfilled units of a line, from the fulfillment orders that have them. Tells orders/edited and
 * orders/updated.
 */
export function removeUnits(
  world: World,
  shop: Shop,
  input: { orderId: Digits; lineItemId: Digits; quantity: number },
): Outcome<Order> {
  const order = shop.orders.get(input.orderId);
  const line = order?.lines.find((each) => each.id === input.lineItemId);
  if (order === undefined || line === undefined) return refused(null, "Line item does not exist.");
  if (input.quantity < 1 || input.quantity > line.unfulfilledQuantity)
    return refused(null, "Only unfulfilled units can be removed.");
  const { quantity } = input;
  for (const { locationId, units } of takeOpenUnits(world, shop, order, { line, quantity, at: null }))
    commit(world, shop, { itemId: line.itemId, locationId, units: -units, document: gid("Order", order.id) });
  order.updatedAt = world.clock.now();
  world.emit(shop, {
    topic: "orders/edited",
    order,
    editId: world.nextId("Other"),
    additions: [],
    removals: [{ id: line.id, delta: input.quantity }],
  });
  world.emit(shop, { topic: "orders/updated", order });
  return done(order);
}

/**
 * An order edit that adds a line, which gets a fulfillment order of its own at the given location. Tells orders/edited, orders/updated and
 * `fulfillment_orders/order_routing_complete`.
 */
export function addLine(
  world: World,
  shop: Shop,
  input: { orderId: Digits; variantId: Digits; quantity: number; locationId: Digits },
): Outcome<LineItem> {
  const order = shop.orders.get(input.orderId);
  const variant = shop.variants.get(input.variantId);
  const item = variant && shop.items.get(variant.itemId);
  const [like] = order?.lines ?? [];
  if (order === undefined || variant === undefined || item === undefined || like === undefined)
    return refused(null, "The order or the variant does not exist.");
  if (order.cancelledAt !== null || input.quantity < 1) return refused(null, "The order can't be edited.");
  const line: LineItem = {
    ...like,
    id: world.nextId("LineItem"),
    productId: variant.productId,
    variantId: variant.id,
    itemId: item.id,
    title: shop.products.get(variant.productId)?.title ?? variant.title,
    sku: variant.sku,
    quantity: input.quantity,
    currentQuantity: input.quantity,
    unfulfilledQuantity: input.quantity,
    unitPriceMinor: variant.priceMinor,
    grams: item.grams,
    requiresShipping: item.requiresShipping,
  };
  order.lines.push(line);
  const { locationId, quantity: units } = input;
  commit(world, shop, { itemId: item.id, locationId, units, document: gid("Order", order.id) });
  const fulfillmentOrder = createFulfillmentOrder(world, shop, order, {
    locationId: input.locationId,
    lines: [{ line, quantity: input.quantity }],
    fulfillAt: null,
    methodType: "SHIPPING",
    minDeliveryDateTime: null,
    maxDeliveryDateTime: null,
    at: world.clock.now(),
  });
  order.updatedAt = world.clock.now();
  const additions = [{ id: line.id, delta: input.quantity }];
  world.emit(shop, { topic: "orders/edited", order, editId: world.nextId("Other"), additions, removals: [] });
  world.emit(shop, { topic: "orders/updated", order });
  world.emit(shop, { topic: "fulfillment_orders/order_routing_complete", fulfillmentOrder });
  return done(line);
}

/** An order has at most so many tags, each of at most so many characters. */
const MOST_TAGS = 250;
const LONGEST_TAG = 40;
const LONGEST_NOTE = 5_000;

/** A text may hold several tags between commas; a tag with a comma in it does not exist. */
const tagsOf = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => text.split(",").map((tag) => tag.trim())).filter((tag) => tag !== "");

/** `tagsAdd`. Tags are compared without case; an order that has them all is not touched. All of them are added, or none. */
export function addTags(world: World, shop: Shop, order: Order, texts: string[]): Outcome<Order> {
  const known = new Set(order.tags.map((tag) => tag.toLowerCase()));
  const added = new Map<string, string>();
  for (const tag of tagsOf(texts)) {
    if ([...tag].length > LONGEST_TAG) return refused(["tags"], "Tag is too long (maximum is 40 characters).");
    const name = tag.toLowerCase();
    if (!known.has(name) && !added.has(name)) added.set(name, tag);
  }
  if (added.size === 0) return done(order);
  if (order.tags.length + added.size > MOST_TAGS) return refused(["tags"], "Tags are too many (maximum is 250).");
  order.tags = [...order.tags, ...added.values()].sort((a, b) => a.localeCompare(b));
  touchOrder(world, shop, order);
  return done(order);
}

/** `tagsRemove`. Those the order does not have are no error. */
export function removeTags(world: World, shop: Shop, order: Order, texts: string[]): Outcome<Order> {
  const gone = new Set(tagsOf(texts).map((tag) => tag.toLowerCase()));
  const left = order.tags.filter((tag) => !gone.has(tag.toLowerCase()));
  if (left.length === order.tags.length) return done(order);
  order.tags = left;
  touchOrder(world, shop, order);
  return done(order);
}

/** `orderUpdate` of the note, which is written over whatever is there: nothing is compared. */
export function writeNote(world: World, shop: Shop, order: Order, note: string | null): Outcome<Order> {
  if (note !== null && [...note].length > LONGEST_NOTE)
    return refused(["note"], "Note is too long (maximum is 5000 characters).");
  if (order.note === note) return done(order);
  order.note = note;
  touchOrder(world, shop, order);
  return done(order);
}

/** The payment arrives. Tells orders/paid and orders/updated. */
export function payOrder(world: World, shop: Shop, order: Order): void {
  order.financialStatus = "PAID";
  order.updatedAt = world.clock.now();
  world.emit(shop, { topic: "orders/paid", order });
  world.emit(shop, { topic: "orders/updated", order });
}

/** The merchant deletes a cancelled order with everything that belongs to it. Tells orders/delete. */
export function deleteOrder(world: World, shop: Shop, orderId: Digits): Outcome<null> {
  const order = shop.orders.get(orderId);
  if (order === undefined) return refused(["orderId"], "Order does not exist.");
  if (order.cancelledAt === null) return refused(["orderId"], "Only a cancelled order can be deleted.");
  for (const id of order.fulfillmentOrderIds) shop.fulfillmentOrders.delete(id);
  for (const id of order.fulfillmentIds) shop.fulfillments.delete(id);
  for (const id of order.refundIds) shop.refunds.delete(id);
  shop.orders.delete(orderId);
  world.emit(shop, { topic: "orders/delete", orderId });
  return done(null);
}
