/** Stock levels: what changes them, and what apps are told. */
import type { InventoryLevel, Location, StoredState } from "./catalog.ts";
import { levelKey, STORED_STATES } from "./catalog.ts";
import type { Digits } from "./ids.ts";
import type { Shop } from "./shop.ts";
import type { World } from "./world.ts";

export type Deltas = Partial<Record<StoredState, number>>;

/** The level of the item at the location, or undefined when the location does not stock it (never connected, or inactive). */
export function activeLevel(shop: Shop, itemId: Digits, locationId: Digits): InventoryLevel | undefined {
  const level = shop.levels.get(levelKey(itemId, locationId));
  return level?.isActive === true ? level : undefined;
}

/** Units of the item that are available, over all locations that stock it. */
export function stockOf(shop: Shop, itemId: Digits): number {
  let sum = 0;
  for (const id of shop.locations.keys()) sum += activeLevel(shop, itemId, id)?.quantities.available ?? 0;
  return sum;
}

/** The level, connected if it was not. A new level tells `inventory_levels/connect`. */
export function connectLevel(world: World, shop: Shop, itemId: Digits, locationId: Digits): InventoryLevel {
  const key = levelKey(itemId, locationId);
  const known = shop.levels.get(key);
  if (known?.isActive === true) return known;
  const now = world.clock.now();
  const level: InventoryLevel = known ?? {
    type: "InventoryLevel",
    itemId,
    locationId,
    quantities: {
      available: 0,
      committed: 0,
      reserved: 0,
      damaged: 0,
      safety_stock: 0,
      quality_control: 0,
      incoming: 0,
    },
    isActive: true,
    createdAt: now,
    updatedAt: now,
  };
  level.isActive = true;
  level.updatedAt = now;
  shop.levels.set(key, level);
  world.emit(shop, { topic: "inventory_levels/connect", level });
  return level;
}

/**
 * Adds to the states of a level and tells apps: always when `available` changes, for other states only if the knob says so.
 * `document`: the URI of what explains it; null when somebody just did it.
 */
export function changeLevel(
  world: World,
  shop: Shop,
  level: InventoryLevel,
  deltas: Deltas,
  document: string | null = null,
): void {
  const changed = STORED_STATES.filter((state) => (deltas[state] ?? 0) !== 0);
  if (changed.length === 0) return;
  for (const state of changed) level.quantities[state] += deltas[state] ?? 0;
  level.updatedAt = world.clock.now();
  const { itemId, locationId, updatedAt: at } = level;
  world.recordStock(shop, { itemId, locationId, at, deltas, document });
  if (changed.includes("available") || world.knobs.levelWebhooksForAllStates)
    world.emit(shop, { topic: "inventory_levels/update", level });
}

export interface OrderedUnits {
  readonly itemId: Digits | null;
  readonly locationId: Digits;
  readonly units: number;
  /** What takes them: the order, the fulfillment. */
  readonly document: string;
}

/**
 * Takes units out of `available` into `committed` for an order (negative: gives them back). Untracked items and items Shopify
 * does not know have no stock to take. A location that never stocked the item gets a level, below zero if need be.
 */
export function commit(world: World, shop: Shop, taken: OrderedUnits): void {
  changeCommitted(world, shop, taken, { available: -taken.units, committed: taken.units });
}

/** Committed units leave the building (negative: a cancelled fulfillment brings them back as committed). */
export function shipOut(world: World, shop: Shop, taken: OrderedUnits): void {
  changeCommitted(world, shop, taken, { committed: -taken.units });
}

function changeCommitted(
  world: World,
  shop: Shop,
  { itemId, locationId, units, document }: OrderedUnits,
  deltas: Deltas,
): void {
  if (itemId === null || units === 0 || shop.items.get(itemId)?.tracked !== true) return;
  changeLevel(world, shop, connectLevel(world, shop, itemId, locationId), deltas, document);
}

/** Takes an item off a location's shelf list. Apps are told `inventory_levels/disconnect`. */
export function disconnectLevel(world: World, shop: Shop, level: InventoryLevel): void {
  level.isActive = false;
  level.updatedAt = world.clock.now();
  world.emit(shop, { topic: "inventory_levels/disconnect", itemId: level.itemId, locationId: level.locationId });
}

/** `gid://shopify/InventoryLevel/<number of the location>?inventory_item_id=<item>`. */
export function levelGid(location: Location, itemId: Digits): string {
  return `gid://shopify/InventoryLevel/${location.levelNumber}?inventory_item_id=${itemId}`;
}

/** The level a gid names, or undefined. */
export function levelOfGid(shop: Shop, value: string): InventoryLevel | undefined {
  const match = /^gid:\/\/shopify\/InventoryLevel\/(\d+)\?inventory_item_id=(\d+)$/.exec(value);
  if (match === null) return undefined;
  const location = [...shop.locations.values()].find((each) => each.levelNumber === match[1]);
  return location === undefined ? undefined : shop.levels.get(levelKey(match[2] ?? "", location.id));
}
