import type { RoutingSnapshot } from "./snapshot.ts";

/**
 * Of open orders those that their locations can no longer serve: more is assigned there than there is, because units were counted away or sold elsewhere. Who
 * ordered last gives way, until what is left is enough for the others; an order that gives way frees all that it has there. Units that our moves are bringing or
 * taking count as moved, and what orders that cannot ship keep counts as free, as in every decision.
 */
export function overdrawnBy(newestFirst: readonly RoutingSnapshot[]): RoutingSnapshot[] {
  /** Units missing, by item and location, as far as an order was looked at that wants them. */
  const missing = new Map<string, number>();
  return newestFirst.filter((snapshot) => {
    const needs = needsOf(snapshot);
    for (const { key, free } of needs) if (!missing.has(key)) missing.set(key, Math.max(0, -free));
    if (needs.every(({ key }) => (missing.get(key) ?? 0) === 0)) return false;
    for (const { key, units } of needs) missing.set(key, Math.max(0, (missing.get(key) ?? 0) - units));
    return true;
  });
}

/** What an order has where it is assigned: by item, how many units, and what nobody has there; below 0 when more is assigned than there is. */
function needsOf({ fulfillmentOrder: { assignedLocationId: home, lines }, stock }: RoutingSnapshot) {
  return stock.flatMap(({ itemId, tracked, levels }) => {
    const units = lines.reduce((sum, line) => sum + (line.itemId === itemId ? line.quantity : 0), 0);
    const level = levels.find(({ locationId }) => locationId === home);
    if (!tracked || units === 0 || level === undefined) return [];
    return [{ key: `${itemId} ${level.locationId}`, units, free: level.available - level.claimed }];
  });
}
