import type { FulfillmentOrderId, LineItemId, LocationId } from "../../../core/ids.ts";

/** A fulfillment order as the mirror has it. */
export interface Part {
  readonly id: FulfillmentOrderId;
  readonly locationId: LocationId | null;
  readonly status: string;
  readonly lines: readonly { readonly lineItemId: LineItemId; readonly remaining: number }[];
}

interface Placed {
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly locationId: LocationId;
  readonly lineItemIds: readonly LineItemId[];
}

const FINISHED = new Set(["CLOSED", "CANCELLED", "INCOMPLETE"]);

/** Is nothing left to do for a fulfillment order of this status? */
export const isFinished = (status: string): boolean => FINISHED.has(status);

/**
 * The fulfillment orders that hold the lines at their location: the one that was decided, or what Shopify made of it, whose id is another after a
 * split or a merge.
 */
export function holdersOf(parts: readonly Part[], placed: Placed): FulfillmentOrderId[] {
  const there = parts.filter(({ locationId, status }) => locationId === placed.locationId && !isFinished(status));
  if (there.some(({ id }) => id === placed.fulfillmentOrderId)) return [placed.fulfillmentOrderId];
  return there
    .filter(({ lines }) => lines.some((line) => line.remaining > 0 && placed.lineItemIds.includes(line.lineItemId)))
    .map(({ id }) => id);
}
