import type { OrderFacts } from "../facts.ts";
import type { DraftLine, DraftOrder } from "./draft.ts";
import { isLoose, type Plan, type Slots } from "./plan.ts";

/** Makes what nothing was said about fit to what was said: a total to its subtotal, a country to its province. */
export function harmonise(plan: Plan, facts: DraftOrder): void {
  harmoniseMoney(plan.order, facts.order);
  const { destination } = facts;
  if (isLoose(plan.order, "destination.province")) {
    if (!belongs(destination)) destination.province = "";
  } else if (isLoose(plan.order, "destination.country") && destination.province !== null) {
    destination.country = countryOf(destination.province) ?? destination.country;
  }
  for (const [index, location] of facts.locations.entries()) {
    const { slots, of } = plan.locations[index] ?? {};
    if (slots === undefined || of !== null || belongs(location)) continue;
    if (isLoose(slots, "location.province")) location.province = "";
    else if (isLoose(slots, "location.country") && location.province !== null) {
      location.country = countryOf(location.province) ?? location.country;
    }
  }
  for (const [index, line] of facts.lines.entries()) {
    const slots = plan.lines[index];
    if (slots !== undefined) harmoniseStock(slots, line);
  }
}

function harmoniseMoney(slots: Slots, order: DraftOrder["order"]): void {
  const { total, subtotal, shippingPaid } = order;
  if (isLoose(slots, "order.total")) {
    order.total = (subtotal ?? 0) + (shippingPaid ?? 0);
  } else if (isLoose(slots, "order.subtotal") && total !== null) {
    if (isLoose(slots, "order.shippingPaid")) order.shippingPaid = Math.min(shippingPaid ?? 0, total);
    order.subtotal = Math.max(0, total - (order.shippingPaid ?? 0));
  }
}

function harmoniseStock(slots: Slots, line: DraftLine): void {
  const { stock, stockAssigned } = line;
  if (stock === null || stockAssigned === null || stockAssigned <= stock) return;
  if (isLoose(slots, "line.stockAssigned")) line.stockAssigned = stock;
  else if (isLoose(slots, "line.stock")) line.stock = stockAssigned;
}

const countryOf = (province: string): string | undefined => /^([A-Z]{2})-/.exec(province)?.[1];

/** A province is one of its country. */
function belongs({
  country,
  province,
}: {
  readonly country: string | null;
  readonly province: string | null;
}): boolean {
  const of = province === null ? undefined : countryOf(province);
  return of === undefined || country === null || of === country;
}

/** Whether there could be such an order. What rules cannot know of each other (its total is not below its subtotal) is checked here. */
export function isPlausible(facts: OrderFacts): boolean {
  const { at, order, destination, lines, locations } = facts;
  const notBelow = (high: number | null, low: number | null) => high === null || low === null || high >= low;
  return (
    notBelow(order.total, order.subtotal) &&
    notBelow(order.total, order.shippingPaid) &&
    notBelow(at, order.placedAt) &&
    belongs(destination) &&
    locations.every(belongs) &&
    locations.filter(({ isAssigned }) => isAssigned).length <= 1 &&
    new Set(locations.map(({ id }) => id)).size === locations.length &&
    lines.length > 0 &&
    lines.every(({ quantity, stock, stockAssigned }) => quantity >= 1 && notBelow(stock, stockAssigned))
  );
}
