/** Refunds: what of an order is given back, and what of it goes back on the shelf. */
import { gid, type Digits } from "./ids.ts";
import { openUnitsAt, takeOpenUnits } from "./open-units.ts";
import { touchOrder } from "./order-status.ts";
import type { LineItem, Order, Refund, RefundLine, RestockType } from "./orders.ts";
import { done, refused, type Outcome } from "./outcome.ts";
import type { Shop } from "./shop.ts";
import { changeLevel, commit, connectLevel } from "./stock.ts";
import type { World } from "./world.ts";

export interface RefundLineInput {
  lineItemId: Digits;
  quantity: number;
  /**
   * CANCEL: units that wait at the location leave the order and can be sold again. RETURN: fulfilled units are back at the
   * location, which need not be where they left. NO_RESTOCK: money only; what is unfulfilled stays to be fulfilled.
   */
  restockType: RestockType;
  /** Where units are restocked; null for NO_RESTOCK. */
  locationId: Digits | null;
}

export interface RefundInput {
  orderId: Digits;
  lines: RefundLineInput[];
  note?: string;
  /** Money that goes back, in minor units; left out: the lines' prices, where they were paid. */
  moneyMinor?: number;
}

/** What Shopify suggests to give back for lines: their prices, as far as they were paid. */
export function suggestedMinor(
  order: Order,
  lines: readonly Pick<RefundLineInput, "lineItemId" | "quantity">[],
): number {
  if (!isPaid(order)) return 0;
  return lines.reduce((sum, each) => {
    const line = order.lines.find(({ id }) => id === each.lineItemId);
    return sum + (line?.unitPriceMinor ?? 0) * each.quantity;
  }, 0);
}

const isPaid = (order: Order) => order.financialStatus === "PAID" || order.financialStatus === "PARTIALLY_REFUNDED";

/** A refund of lines of an order: all or nothing. Tells refunds/create and orders/updated. */
export function refundOrder(world: World, shop: Shop, input: RefundInput): Outcome<Refund> {
  const order = shop.orders.get(input.orderId);
  if (order === undefined) return refused(["orderId"], "Order does not exist.");
  const asked = new Map<string, number>();
  for (const [index, each] of input.lines.entries()) {
    const field = ["refundLineItems", String(index)];
    const line = order.lines.find((one) => one.id === each.lineItemId);
    if (line === undefined) return refused([...field, "lineItemId"], "Line item does not exist.");
    const location = shop.locations.get(each.locationId ?? "");
    if (each.restockType !== "NO_RESTOCK" && location?.isActive !== true)
      return refused([...field, "locationId"], "A location is required to restock.");
    // Several lines of the input may ask for the same units.
    const add = (key: string) => {
      const sum = (asked.get(key) ?? 0) + each.quantity;
      asked.set(key, sum);
      return sum;
    };
    const there = add(`${line.id} ${each.restockType} ${each.restockType === "CANCEL" ? (each.locationId ?? "") : ""}`);
    if (each.quantity < 1 || add(line.id) > line.currentQuantity || there > refundable(shop, order, line, each))
      return refused([...field, "quantity"], "Quantity cannot refund more items than were purchased.");
  }
  if ((input.moneyMinor ?? 0) > suggestedMinor(order, input.lines))
    return refused(["transactions"], "Refund amount exceeds the available amount.");
  const refund: Refund = {
    type: "Refund",
    id: world.nextId("Other"),
    orderId: order.id,
    createdAt: world.clock.now(),
    note: input.note ?? null,
    totalMinor: 0,
    lines: [],
  };
  for (const each of input.lines) {
    const line = order.lines.find((one) => one.id === each.lineItemId);
    if (line === undefined) continue;
    putBack(world, shop, order, line, each, gid("Refund", refund.id));
    refund.lines.push(refundLine(world, line, each));
  }
  if (isPaid(order)) {
    refund.totalMinor = input.moneyMinor ?? refund.lines.reduce((sum, { subtotalMinor }) => sum + subtotalMinor, 0);
    const whole = order.lines.every((line) => line.currentQuantity === 0);
    order.financialStatus = whole ? "REFUNDED" : "PARTIALLY_REFUNDED";
  }
  keep(world, shop, order, refund);
  touchOrder(world, shop, order);
  return done(refund);
}

function refundable(shop: Shop, order: Order, line: LineItem, { restockType, locationId }: RefundLineInput): number {
  if (restockType === "CANCEL") return openUnitsAt(shop, order, line, locationId ?? "");
  if (restockType === "NO_RESTOCK") return line.currentQuantity;
  const fulfilled = order.fulfillmentIds
    .flatMap((id) => shop.fulfillments.get(id) ?? [])
    .filter(({ status }) => status === "SUCCESS")
    .flatMap(({ lines }) => lines)
    .filter((each) => each.lineItemId === line.id);
  const returned = order.refundIds
    .flatMap((id) => shop.refunds.get(id)?.lines ?? [])
    .filter((each) => each.lineItemId === line.id && each.restockType === "RETURN");
  const sum = (parts: readonly { quantity: number }[]) => parts.reduce((total, { quantity }) => total + quantity, 0);
  return sum(fulfilled) - sum(returned);
}

function putBack(
  world: World,
  shop: Shop,
  order: Order,
  line: LineItem,
  { restockType, quantity, locationId }: RefundLineInput,
  document: string,
): void {
  const { itemId } = line;
  if (restockType === "CANCEL") {
    for (const taken of takeOpenUnits(world, shop, order, { line, quantity, at: locationId }))
      commit(world, shop, { itemId, locationId: taken.locationId, units: -taken.units, document });
    return;
  }
  line.currentQuantity -= quantity;
  if (restockType === "NO_RESTOCK" || itemId === null || shop.items.get(itemId)?.tracked !== true) return;
  const level = connectLevel(world, shop, itemId, locationId ?? "");
  changeLevel(world, shop, level, { available: quantity }, document);
}

/** The line of a refund; what is not restocked has no location. */
export function refundLine(world: World, line: LineItem, input: Omit<RefundLineInput, "lineItemId">): RefundLine {
  const restocked = input.restockType !== "NO_RESTOCK";
  return {
    type: "RefundLineItem",
    id: world.nextId("Other"),
    lineItemId: line.id,
    quantity: input.quantity,
    restockType: input.restockType,
    locationId: restocked ? input.locationId : null,
    subtotalMinor: line.unitPriceMinor * input.quantity,
  };
}

/** Adds a refund to its order. Tells refunds/create. */
export function keep(world: World, shop: Shop, order: Order, refund: Refund): void {
  shop.refunds.set(refund.id, refund);
  order.refundIds.push(refund.id);
  world.emit(shop, { topic: "refunds/create", refund });
}
