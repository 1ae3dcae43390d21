import type { LineFacts, LocationFacts, OrderFacts } from "../facts.ts";
import { PLAIN_LINE, PLAIN_LOCATION, PLAIN_ORDER } from "../plain-order.ts";
import type { LintShop } from "./shop.ts";

type Writable<Of> = { -readonly [Key in keyof Of]: Of[Key] };

/** An order while it is being made up. */
export interface DraftOrder extends Writable<
  Omit<OrderFacts, "order" | "customer" | "destination" | "lines" | "locations">
> {
  readonly order: Writable<OrderFacts["order"]>;
  readonly customer: Writable<OrderFacts["customer"]>;
  readonly destination: Writable<OrderFacts["destination"]>;
  readonly lines: DraftLine[];
  readonly locations: DraftLocation[];
}
export type DraftLine = Writable<LineFacts>;
export type DraftLocation = Writable<LocationFacts>;

/** An ordinary order of a shop, placed an hour ago, without lines and locations. */
export function draftOrder({ at, timeZone, currency }: LintShop): DraftOrder {
  const order = { ...PLAIN_ORDER.order };
  return {
    ...PLAIN_ORDER,
    at,
    timeZone,
    currency,
    order: moved(order, at - PLAIN_ORDER.at),
    customer: { ...PLAIN_ORDER.customer },
    destination: { ...PLAIN_ORDER.destination },
    lines: [],
    locations: [],
  };
}

/** The same time between its moments, so much later. */
export function moved(order: DraftOrder["order"], by: number): DraftOrder["order"] {
  if (order.placedAt !== null) order.placedAt += by;
  if (order.promisedAt !== null) order.promisedAt += by;
  return order;
}

export const draftLine = (): DraftLine => ({ ...PLAIN_LINE });
export const draftLocation = (): DraftLocation => ({ ...PLAIN_LOCATION, isAssigned: false });
