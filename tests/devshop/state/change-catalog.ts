/** What merchants do to locations and the shop itself. */
import type { Location } from "./catalog.ts";
import { addLocation, type LocationSeed } from "./create-shop.ts";
import { isFinished } from "./fulfillment-orders.ts";
import { done, refused, type Outcome } from "./outcome.ts";
import type { Shop } from "./shop.ts";
import type { World } from "./world.ts";

/** Opens a new location. Tells locations/create. */
export function openLocation(world: World, shop: Shop, seed: LocationSeed): Location {
  const location = addLocation(world, shop, seed);
  world.emit(shop, { topic: "locations/create", location });
  return location;
}

export type LocationChange = Partial<Pick<Location, "name" | "fulfillsOnlineOrders" | "shipsInventory">>;

/** Changes what a location is called or may do. Tells locations/update. */
export function updateLocation(world: World, shop: Shop, location: Location, change: LocationChange): void {
  Object.assign(location, change);
  location.updatedAt = world.clock.now();
  world.emit(shop, { topic: "locations/update", location });
}

/** Closes a location. Refused while it has unfinished fulfillment orders. Tells locations/deactivate and /update. */
export function deactivateLocation(world: World, shop: Shop, location: Location): Outcome<Location> {
  const busy = [...shop.fulfillmentOrders.values()].some(
    (each) => each.assignedLocationId === location.id && !isFinished(each.status),
  );
  if (busy) return refused(["locationId"], "Location has unfulfilled orders.", "HAS_FULFILLMENT_ORDERS_ERROR");
  location.isActive = false;
  location.deactivatedAt = world.clock.now();
  location.updatedAt = location.deactivatedAt;
  world.emit(shop, { topic: "locations/deactivate", location });
  world.emit(shop, { topic: "locations/update", location });
  return done(location);
}

/** Opens a closed location again. Tells locations/activate and /update. */
export function activateLocation(world: World, shop: Shop, location: Location): void {
  location.isActive = true;
  location.deactivatedAt = null;
  location.updatedAt = world.clock.now();
  world.emit(shop, { topic: "locations/activate", location });
  world.emit(shop, { topic: "locations/update", location });
}

/** Deletes a closed location and its levels. Tells locations/delete. */
export function deleteLocation(world: World, shop: Shop, location: Location): Outcome<null> {
  if (location.isActive) return refused(["locationId"], "Only a deactivated location can be deleted.");
  for (const [key, level] of shop.levels) if (level.locationId === location.id) shop.levels.delete(key);
  shop.locations.delete(location.id);
  world.emit(shop, { topic: "locations/delete", locationId: location.id });
  return done(null);
}

/** Changes the shop's settings. Tells shop/update. */
export function updateShop(world: World, shop: Shop, change: Partial<Pick<Shop, "name" | "ianaTimezone">>): void {
  Object.assign(shop, change);
  shop.updatedAt = world.clock.now();
  world.emit(shop, { topic: "shop/update" });
}
