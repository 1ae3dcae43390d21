import type { Decision } from "../../routing/domain/decide.ts";
import type { RoutingSnapshot, SnapshotLine } from "../../routing/domain/snapshot.ts";

type Lines = readonly SnapshotLine[];

const unitsOf = (lines: Lines): number => lines.reduce((sum, { quantity }) => sum + quantity, 0);

/** What waits of a snapshot's lines after a decision: all of them, what did not ship in part, or nothing. */
export function waitsAfter({ fulfillmentOrder: { lines } }: RoutingSnapshot, decision: Decision): Lines {
  if (!("plan" in decision)) return lines;
  if (decision.outcome !== "inPart") return [];
  const rest = new Map(decision.rest.map(({ lineId, short }) => [lineId, short]));
  return lines.flatMap((line) => {
    const quantity = rest.get(line.lineId) ?? 0;
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
}

/** Whether a decision to ship in part was carried out: by its next decision the fulfillment order has less to ship. */
export const hasShipped = (then: Lines, now: RoutingSnapshot): boolean =>
  unitsOf(now.fulfillmentOrder.lines) < unitsOf(then);

/**
 * The snapshot of a fulfillment order of which other units wait in a replayed world than really did. Shopify has taken what really waited out of `available` where
 * it is assigned; there it is what waits here that is taken out.
 */
export function withWaiting(snapshot: RoutingSnapshot, waiting: Lines): RoutingSnapshot {
  const { fulfillmentOrder, stock } = snapshot;
  const of = (lines: Lines, itemId: string) => unitsOf(lines.filter((line) => line.itemId === itemId));
  const known = new Map(fulfillmentOrder.lines.map((line) => [line.lineItemId, line]));
  // A line that really shipped in full is not in the snapshot any more: it is as it was.
  const lines = waiting.map((line) => ({ ...(known.get(line.lineItemId) ?? line), quantity: line.quantity }));
  return {
    ...snapshot,
    fulfillmentOrder: { ...fulfillmentOrder, lines },
    stock: stock.map((item) => {
      const more = of(fulfillmentOrder.lines, item.itemId) - of(lines, item.itemId);
      if (more === 0) return item;
      const levels = item.levels.map((level) =>
        level.locationId === fulfillmentOrder.assignedLocationId
          ? { ...level, available: level.available + more }
          : level,
      );
      return { ...item, levels };
    }),
  };
}
