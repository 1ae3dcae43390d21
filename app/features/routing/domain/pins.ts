import type { FulfillmentOrderId, LineItemId, LocationId } from "../../../core/ids.ts";

/** Where units of one order were when its fulfillment orders were read. */
export interface SeenFulfillmentOrder {
  readonly id: FulfillmentOrderId;
  /** Null when the location is gone. */
  readonly assignedLocationId: LocationId | null;
  readonly lines: readonly { readonly lineItemId: LineItemId; readonly remainingQuantity: number }[];
}

/**
 * A move of ours that Shopify has carried out, or may have (sent, answer unknown), between the two readings. One that is
 * already in the first reading does no harm: it is only used where it explains something.
 */
export interface OwnMove {
  readonly lineItemId: LineItemId;
  readonly fromLocationId: LocationId | null;
  readonly toLocationId: LocationId;
  readonly quantity: number;
}

/** Units that somebody else moved. */
export interface ForeignMove {
  readonly lineItemId: LineItemId;
  readonly toLocationId: LocationId;
  readonly quantity: number;
}

/** The moves that are somebody else's choice, and the fulfillment orders they are in now: those are pinned. */
export interface Pins {
  readonly moves: readonly ForeignMove[];
  readonly fulfillmentOrderIds: readonly FulfillmentOrderId[];
}

/** Stands for a location that is gone. */
const NOWHERE = "nowhere";

/**
 * Compares two readings of one order's fulfillment orders. Lines are followed, not fulfillment orders, whose ids change on
 * moves and splits. A line that is now at a location in greater number, while another location lost units of it, was moved;
 * what our own moves explain is ours, the rest is a person's or another app's choice. A gain without a loss is an edited
 * order and a loss without a gain is a fulfilment or a removal: neither pins. Of a loss and a gain that only look like a move
 * (shipped here, added there) the gain is pinned, since leaving an order alone is the smaller mistake.
 */
export function pinsOf(
  before: readonly SeenFulfillmentOrder[],
  after: readonly SeenFulfillmentOrder[],
  own: readonly OwnMove[],
): Pins {
  const changes = changesOf(before, after);
  for (const { lineItemId, fromLocationId, toLocationId, quantity } of own) {
    const change = changes.get(lineItemId);
    const from = fromLocationId ?? NOWHERE;
    if (change === undefined) continue;
    const explained = Math.min(quantity, -(change.get(from) ?? 0), change.get(toLocationId) ?? 0);
    if (explained <= 0) continue;
    change.set(from, (change.get(from) ?? 0) + explained);
    change.set(toLocationId, (change.get(toLocationId) ?? 0) - explained);
  }

  const moves = [...changes].flatMap(([lineItemId, change]) => {
    const lost = -[...change.values()].reduce((sum, units) => sum + Math.min(0, units), 0);
    return [...change].flatMap(([location, units]) =>
      units > 0 && lost > 0 && location !== NOWHERE
        ? [{ lineItemId, toLocationId: location, quantity: Math.min(units, lost) }]
        : [],
    );
  });
  const isMoved = (fulfillmentOrder: SeenFulfillmentOrder): boolean =>
    fulfillmentOrder.lines.some(
      (line) =>
        line.remainingQuantity > 0 &&
        moves.some(
          (move) => move.lineItemId === line.lineItemId && move.toLocationId === fulfillmentOrder.assignedLocationId,
        ),
    );
  return { moves, fulfillmentOrderIds: after.filter(isMoved).map((fulfillmentOrder) => fulfillmentOrder.id) };
}

type Changes = Map<LineItemId, Map<LocationId | typeof NOWHERE, number>>;

function changesOf(before: readonly SeenFulfillmentOrder[], after: readonly SeenFulfillmentOrder[]): Changes {
  const changes: Changes = new Map();
  const count = (seen: readonly SeenFulfillmentOrder[], sign: 1 | -1): void => {
    for (const { assignedLocationId, lines } of seen) {
      for (const { lineItemId, remainingQuantity } of lines) {
        const change = changes.get(lineItemId) ?? new Map<LocationId | typeof NOWHERE, number>();
        const location = assignedLocationId ?? NOWHERE;
        change.set(location, (change.get(location) ?? 0) + sign * remainingQuantity);
        changes.set(lineItemId, change);
      }
    }
  };
  count(before, -1);
  count(after, 1);
  return changes;
}
