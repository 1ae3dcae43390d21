import type { InventoryItemId, LocationId } from "../../../core/ids.ts";
import type { RoutingSnapshot } from "./snapshot.ts";

/**
 * Units of each item that the fulfillment order may use at these locations; Infinity for what is not counted. Shopify has already taken its units out of
 * `available` at the assigned location (committed), so there they are added again; without that, an order would be moved away from its own goods. An
 * oversold location (negative `available`) gives back only what is left of them, and never below 0. An item that the snapshot does not know is nowhere.
 */
export function usableAt(
  { fulfillmentOrder: { lines, assignedLocationId }, stock }: RoutingSnapshot,
  locationIds: readonly LocationId[],
): Map<InventoryItemId, Map<LocationId, number>> {
  const own = new Map<InventoryItemId, number>();
  for (const { itemId, quantity } of lines) if (itemId !== null) own.set(itemId, (own.get(itemId) ?? 0) + quantity);
  const known = new Map(stock.map((item) => [item.itemId, item]));
  return new Map(
    [...own].map(([itemId, demand]) => {
      const item = known.get(itemId);
      const untracked = item?.tracked === false;
      const at = new Map<LocationId, number>();
      for (const id of locationIds)
        at.set(id, untracked ? Infinity : Math.max(0, id === assignedLocationId ? demand : 0));
      if (untracked) return [itemId, at];
      for (const { locationId, available, claimed } of item?.levels ?? [])
        if (at.has(locationId))
          at.set(locationId, Math.max(0, available - claimed + (locationId === assignedLocationId ? demand : 0)));
      return [itemId, at];
    }),
  );
}
