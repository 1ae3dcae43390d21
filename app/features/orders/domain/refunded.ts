import type { InventoryItemId, LocationId, OrderId } from "../../../core/ids.ts";

/** What refunds did with the units of one item of an order. */
export interface RefundedItem {
  readonly itemId: InventoryItemId;
  /** Units ordered, also those that were taken out of the order since. */
  readonly ordered: number;
  readonly lines: readonly RefundedLine[];
}

interface RefundedLine {
  /** https://shopify.dev/docs/api/admin-graphql/latest/enums/RefundLineItemRestockType */
  readonly restockType: string;
  readonly locationId: LocationId | null;
  readonly quantity: number;
}

/** What the fulfillment orders of an order say of one item at one location. */
export interface Place {
  readonly orderId: OrderId;
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly committed: number;
  readonly shipped: number;
  /** Units of cancelled fulfillment orders. */
  readonly cancelled: number;
}

const RETURNED = ["RETURN", "LEGACY_RESTOCK"];

const sum = (lines: readonly RefundedLine[], types: readonly string[]) =>
  lines.reduce((total, { restockType, quantity }) => (types.includes(restockType) ? total + quantity : total), 0);

/**
 * The places of an order with what refunds say: units that came back to each (a place where units only came back to is one, too), and units that were
 * cancelled there and not put back on the shelf. A refund without restocking of units that are still to ship, or were shipped, moves nothing. Where
 * units were lost no refund says: where fulfillment orders were cancelled without a refund that restocks there.
 */
export function withRefunds(places: readonly Place[], items: readonly RefundedItem[]) {
  const all = new Map(
    places.map((place) => [`${place.itemId} ${place.locationId}`, { ...place, returned: 0, lost: 0 }]),
  );
  const [first] = places;
  for (const { itemId, lines } of items)
    for (const { restockType, locationId, quantity } of lines) {
      if (!RETURNED.includes(restockType) || locationId === null || !first) continue;
      const key = `${itemId} ${locationId}`;
      const nothing = { committed: 0, shipped: 0, cancelled: 0, returned: 0, lost: 0 };
      const place = all.get(key) ?? { orderId: first.orderId, itemId, locationId, ...nothing };
      all.set(key, { ...place, returned: place.returned + quantity });
    }
  for (const item of items) {
    const there = [...all.values()].filter(({ itemId }) => itemId === item.itemId);
    const shares = lostAt(there, item);
    for (const place of there) place.lost = shares.get(place.locationId) ?? 0;
  }
  return [...all.values()].map(({ cancelled: _cancelled, ...place }) => place);
}

/** How many of the lost units of an item were lost where. */
function lostAt(places: readonly Place[], { ordered, lines }: RefundedItem): Map<LocationId, number> {
  const open = places.reduce((total, { committed, shipped }) => total + committed + shipped, 0);
  let left = Math.min(ordered - open - sum(lines, ["CANCEL"]), sum(lines, ["NO_RESTOCK"]));
  const lost = new Map<LocationId, number>();
  const take = ({ locationId }: Place, most: number) => {
    const units = Math.max(0, Math.min(left, most - (lost.get(locationId) ?? 0)));
    lost.set(locationId, (lost.get(locationId) ?? 0) + units);
    left -= units;
  };
  const restocked = ({ locationId }: Place) =>
    sum(
      lines.filter((line) => line.locationId === locationId),
      ["CANCEL"],
    );
  for (const place of places) take(place, place.cancelled - restocked(place));
  for (const place of places) take(place, place.cancelled);
  return lost;
}
