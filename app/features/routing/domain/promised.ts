import type { Claim } from "./consequences.ts";
import type { RoutingSnapshot } from "./snapshot.ts";

/** Units promised by decisions that are not stored yet, by item and location. */
export type Promised = Map<string, number>;

const keyOf = (itemId: string, locationId: string): string => `${itemId} ${locationId}`;

/** Adds what a decision takes. */
export function promise(promised: Promised, claims: readonly Claim[]): void {
  for (const { itemId, locationId, quantity } of claims) {
    const key = keyOf(itemId, locationId);
    promised.set(key, (promised.get(key) ?? 0) + quantity);
  }
}

/** The snapshot with those units claimed: the next decision must not promise them again. */
export function withPromised(snapshot: RoutingSnapshot, promised: Promised): RoutingSnapshot {
  if (promised.size === 0) return snapshot;
  return {
    ...snapshot,
    stock: snapshot.stock.map((item) => ({
      ...item,
      levels: item.levels.map((level) => ({
        ...level,
        claimed: level.claimed + (promised.get(keyOf(item.itemId, level.locationId)) ?? 0),
      })),
    })),
  };
}
