import type { InventoryItemId, ShipmentLineId } from "../../../core/ids.ts";

/** What somebody found of an item. */
export interface ReceivedLine {
  readonly itemId: InventoryItemId;
  readonly accepted: number;
  readonly rejected: number;
  /** What is still missing will not come. */
  readonly close: boolean;
}

/** A line of a shipment as Shopify takes it. */
interface Receipt {
  readonly lineId: ShipmentLineId;
  readonly quantity: number;
  readonly reason: "ACCEPTED" | "REJECTED";
}

/** How what came compares with what is open. */
export interface Difference {
  /** Units that did not come. */
  readonly missing: number;
  /** Units that nobody sent. */
  readonly over: number;
}

/** Good and broken units together, against what is open. */
export function differenceOf(
  open: number,
  { accepted, rejected }: Pick<ReceivedLine, "accepted" | "rejected">,
): Difference {
  const came = accepted + rejected;
  return { missing: Math.max(0, open - came), over: Math.max(0, came - open) };
}

/**
 * What is told to Shopify: good units first, then broken ones, never more than were sent: what came on top is not in the shipment, and is counted. What
 * is missing stays open, or is closed as rejected: Shopify knows no other way.
 */
export function receiveLines(
  open: ReadonlyMap<InventoryItemId, { readonly lineId: ShipmentLineId; readonly open: number }>,
  found: readonly ReceivedLine[],
): Receipt[] {
  return found.flatMap((line): Receipt[] => {
    const of = open.get(line.itemId);
    if (!of) return [];
    const accepted = Math.min(line.accepted, of.open);
    const rejected = line.close ? of.open - accepted : Math.min(line.rejected, of.open - accepted);
    return [
      { lineId: of.lineId, quantity: accepted, reason: "ACCEPTED" as const },
      { lineId: of.lineId, quantity: rejected, reason: "REJECTED" as const },
    ].filter(({ quantity }) => quantity > 0);
  });
}
