import type { InventoryItemId, LocationId, OrderId } from "../../../core/ids.ts";

/** What refunds did with the units of one item of an order. */
export interface RefundedItem {
  readonly itemId: InventoryItemId;
  /** Units ordered, also those that were taken out of the order since. */
  readonly ordered: number;
  readonly lines: readonly {
    /** https://shopify.dev/docs/api/admin-graphql/latest/enums/RefundLineItemRestockType */
    readonly restockType: string;
    readonly locationId: LocationId | null;
    readonly quantity: number;
  }[];
}

interface Place {
  readonly orderId: OrderId;
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly committed: number;
  readonly shipped: number;
  readonly returned: number;
}

const RETURNED = ["RETURN", "LEGACY_RESTOCK"];

const sum = (lines: RefundedItem["lines"], types: readonly string[]) =>
  lines.reduce((total, { restockType, quantity }) => (types.includes(restockType) ? total + quantity : total), 0);

/** The places of an order with what came back to each; a place where units only came back to is one, too. */
export function returnedUnits(places: readonly Place[], items: readonly RefundedItem[]): Place[] {
  const all = new Map(places.map((place) => [`${place.itemId} ${place.locationId}`, place]));
  const [first] = places;
  for (const { itemId, lines } of items)
    for (const { restockType, locationId, quantity } of lines) {
      if (!RETURNED.includes(restockType) || locationId === null || !first) continue;
      const key = `${itemId} ${locationId}`;
      const place = all.get(key) ?? {
        orderId: first.orderId,
        itemId,
        locationId,
        committed: 0,
        shipped: 0,
        returned: 0,
      };
      all.set(key, { ...place, returned: place.returned + quantity });
    }
  return [...all.values()];
}

/**
 * Units by item that are no longer to be shipped and were not put back on the shelf: cancelled, or taken out of the order, by a refund without restocking.
 * A refund without restocking of units that are still to ship, or were shipped, moves nothing.
 */
export function lostUnits(places: readonly Place[], items: readonly RefundedItem[]): Map<InventoryItemId, number> {
  return new Map(
    items.flatMap(({ itemId, ordered, lines }) => {
      const there = places.filter((place) => place.itemId === itemId);
      const open = there.reduce((total, { committed, shipped }) => total + committed + shipped, 0);
      const lost = Math.min(ordered - open - sum(lines, ["CANCEL"]), sum(lines, ["NO_RESTOCK"]));
      return lost > 0 ? [[itemId, lost] as const] : [];
    }),
  );
}
