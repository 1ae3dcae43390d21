/** Holds on fulfillment orders: by this app, by others, by the merchant. */
import type { LineQuantity } from "./events.ts";
import { isFinished, requestedUnits, supportedActions } from "./fulfillment-orders.ts";
import type { Digits } from "./ids.ts";
import type { FulfillmentHold, FulfillmentOrder, HoldReason } from "./orders.ts";
import { watchingStatus } from "./order-status.ts";
import { done, refused, type Outcome } from "./outcome.ts";
import type { Shop } from "./shop.ts";
import { othersThan, separate } from "./split.ts";
import type { World } from "./world.ts";

/** An app may have this many holds on one fulfillment order. */
export const HOLDS_PER_APP = 10;
const LONGEST_HANDLE = 64;

export interface HoldInput {
  id: Digits;
  reason: HoldReason;
  reasonNotes: string | null;
  /** "" when the app gives none; unique per app and fulfillment order. */
  handle: string;
  externalId: string | null;
  lines: LineQuantity[];
  /** Client id of the holding app, or null for the merchant. */
  heldByApp: string | null;
}

export interface HoldResult {
  readonly hold: FulfillmentHold;
  readonly fulfillmentOrder: FulfillmentOrder;
  readonly remaining: FulfillmentOrder | null;
}

/** `fulfillmentOrderHold`. Some lines only: the others move to a new fulfillment order. Tells placed_on_hold and holds/added. */
export function holdFulfillmentOrder(world: World, shop: Shop, input: HoldInput): Outcome<HoldResult> {
  const fulfillmentOrder = shop.fulfillmentOrders.get(input.id);
  const order = fulfillmentOrder && shop.orders.get(fulfillmentOrder.orderId);
  if (fulfillmentOrder === undefined || order === undefined)
    return refused(["id"], "Fulfillment order does not exist.", "FULFILLMENT_ORDER_NOT_FOUND");
  if (!supportedActions(shop, fulfillmentOrder).includes("HOLD"))
    return refused(["id"], "The fulfillment order can't be put on hold in its current state.");
  if (input.handle.length > LONGEST_HANDLE)
    return refused(["fulfillmentHold", "handle"], "Handle is too long (maximum is 64 characters).");
  const mine = fulfillmentOrder.holds.filter((hold) => hold.heldByApp === input.heldByApp);
  if (mine.some((hold) => (hold.handle ?? "") === input.handle))
    return refused(
      ["fulfillmentHold", "handle"],
      "The handle provided for the fulfillment hold is already in use by this app for another hold on this fulfillment order.",
      "DUPLICATE_FULFILLMENT_HOLD_HANDLE",
    );
  if (mine.length >= HOLDS_PER_APP)
    return refused(
      ["id"],
      "The maximum number of fulfillment holds for this fulfillment order has been reached for this app.",
      "FULFILLMENT_ORDER_HOLD_LIMIT_REACHED",
    );
  const field = ["fulfillmentHold", "fulfillmentOrderLineItems"];
  if (input.lines.length > 0 && fulfillmentOrder.status === "ON_HOLD")
    return refused(field, "The fulfillment order is not in a splittable state.", "FULFILLMENT_ORDER_NOT_SPLITTABLE");
  const units = requestedUnits(fulfillmentOrder, input.lines, {
    field,
    notPositive: "GREATER_THAN_ZERO",
    tooMany: "INVALID_LINE_ITEM_QUANTITY",
    duplicated: "DUPLICATED_FULFILLMENT_ORDER_LINE_ITEMS",
  });
  if (!units.ok) return units;

  return watchingStatus(world, shop, order, () => {
    const rest = input.lines.length === 0 ? [] : othersThan(fulfillmentOrder, units.value);
    const remaining = rest.length === 0 ? null : separate(world, shop, fulfillmentOrder, rest);
    const hold: FulfillmentHold = {
      type: "FulfillmentHold",
      id: world.nextId("Other"),
      reason: input.reason,
      reasonNotes: input.reasonNotes,
      handle: input.handle,
      externalId: input.externalId,
      heldByApp: input.heldByApp,
    };
    fulfillmentOrder.holds.push(hold);
    fulfillmentOrder.status = "ON_HOLD";
    fulfillmentOrder.updatedAt = world.clock.now();
    world.emit(shop, {
      topic: "fulfillment_orders/placed_on_hold",
      fulfillmentOrder,
      remaining,
      hold,
      held: input.lines.length === 0 ? [] : units.value,
    });
    world.emit(shop, { topic: "fulfillment_holds/added", fulfillmentOrder, hold });
    return done({ hold, fulfillmentOrder, remaining });
  });
}

/**
 * `fulfillmentOrderReleaseHold`. Without `holdIds` all holds are tried; the app's own are released, and INVALID_ACCESS names
 * others'. With the last hold gone the fulfillment order opens again. Tells holds/released and hold_released.
 * `releasedBy`: client id of the app, or null for the merchant, who may release every hold.
 */
export function releaseHolds(
  world: World,
  shop: Shop,
  input: { id: Digits; holdIds: Digits[] | null; releasedBy: string | null },
): Outcome<FulfillmentOrder> {
  const fulfillmentOrder = shop.fulfillmentOrders.get(input.id);
  const order = fulfillmentOrder && shop.orders.get(fulfillmentOrder.orderId);
  if (fulfillmentOrder === undefined || order === undefined)
    return refused(["id"], "Fulfillment order does not exist.", "FULFILLMENT_ORDER_NOT_FOUND");
  if (fulfillmentOrder.status !== "ON_HOLD" || isFinished(fulfillmentOrder.status))
    return refused(["id"], "The fulfillment order is not on hold.");
  const wanted =
    input.holdIds === null
      ? fulfillmentOrder.holds
      : fulfillmentOrder.holds.filter((hold) => input.holdIds?.includes(hold.id) === true);
  if (wanted.length === 0) return refused(["holdIds"], "No such hold on this fulfillment order.");
  const mine = wanted.filter((hold) => input.releasedBy === null || hold.heldByApp === input.releasedBy);
  if (mine.length < wanted.length && (input.holdIds !== null || mine.length === 0))
    return refused(["id"], "The app is not allowed to release this hold.", "INVALID_ACCESS");

  return watchingStatus(world, shop, order, () => {
    for (const hold of mine) world.emit(shop, { topic: "fulfillment_holds/released", fulfillmentOrder, hold });
    fulfillmentOrder.holds = fulfillmentOrder.holds.filter((hold) => !mine.includes(hold));
    fulfillmentOrder.updatedAt = world.clock.now();
    if (fulfillmentOrder.holds.length === 0) {
      fulfillmentOrder.status = fulfillmentOrder.fulfillmentIds.length > 0 ? "IN_PROGRESS" : "OPEN";
      world.emit(shop, { topic: "fulfillment_orders/hold_released", fulfillmentOrder });
    }
    return done(fulfillmentOrder);
  });
}
