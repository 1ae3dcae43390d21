import type { Month } from "./month.ts";
import type { Terms } from "./subscription.ts";

/** An order that has not been counted before. */
export interface NewOrder {
  readonly orderId: string;
  readonly month: Month;
}

/** Orders of a month so far, those of them beyond what was included, and what these cost in US cents. */
export interface Tally {
  readonly orders: number;
  readonly extra: number;
  readonly costCents: number;
}

export const NOTHING: Tally = { orders: 0, extra: 0, costCents: 0 };

/** Counts these orders one after the other: each is the next of its month, and costs what the terms of now say of that number. */
export function count<Order extends NewOrder>(
  before: ReadonlyMap<Month, Tally>,
  orders: readonly Order[],
  terms: Terms,
): { readonly counted: (Order & { readonly extra: boolean })[]; readonly months: ReadonlyMap<Month, Tally> } {
  const months = new Map(before);
  const counted = orders.map((order) => {
    const tally = months.get(order.month) ?? NOTHING;
    const cost = costOfNext(tally.orders, terms);
    months.set(order.month, {
      orders: tally.orders + 1,
      extra: tally.extra + (cost > 0 ? 1 : 0),
      costCents: tally.costCents + cost,
    });
    return { ...order, extra: cost > 0 };
  });
  return { counted, months };
}

/** US cents that the order after so many of the month costs. */
export function costOfNext(orders: number, { plan, extraCents }: Terms): number {
  return plan === null || extraCents === null || orders < plan.included ? 0 : extraCents;
}
