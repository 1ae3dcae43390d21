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
      if (item?.tracked === false) return [itemId, new Map(locationIds.map((id) => [id, Infinity]))];
      const free = new Map(item?.levels.map(({ locationId, available, claimed }) => [locationId, available - claimed]));
      const at = (id: LocationId) => Math.max(0, (free.get(id) ?? 0) + (id === assignedLocationId ? demand : 0));
      return [itemId, new Map(locationIds.map((id) => [id, at(id)]))];
    }),
  );
}
