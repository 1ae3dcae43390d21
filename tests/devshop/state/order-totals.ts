/** What an order costs, in minor units. */
import type { Order } from "./orders.ts";

/** Sum of the lines: as placed, or as it is now after edits, refunds and cancellation. */
export function linesTotal(order: Order, which: "quantity" | "currentQuantity"): number {
  return order.lines.reduce((sum, line) => sum + line[which] * line.unitPriceMinor, 0);
}

export function shippingTotal(order: Order): number {
  return order.shippingLines.reduce((sum, line) => sum + line.priceMinor, 0);
}

/** What the units that were bought and not removed weigh, in grams. */
export function currentGrams(order: Order): number {
  return order.lines.reduce((sum, line) => sum + line.currentQuantity * line.grams, 0);
}

/** What the shopper pays now: nothing for a cancelled order. */
export function currentTotal(order: Order): number {
  return order.cancelledAt === null ? linesTotal(order, "currentQuantity") + shippingTotal(order) : 0;
}
