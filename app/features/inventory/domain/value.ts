import type { Money } from "../../../core/money.ts";

/** Units at the cost of one; null when the cost is not known. Fewer than none are worth nothing. */
export function valueAtCost(units: number, cost: Money | null): Money | null {
  return cost && { minor: Math.max(0, units) * cost.minor, currency: cost.currency };
}
