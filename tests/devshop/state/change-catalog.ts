/** What merchants do to locations, items and the shop itself. */
import type { InventoryItem, Location, Product } from "./catalog.ts";
import { addLocation, addProduct, type LocationSeed, type ProductSeed } from "./create-shop.ts";
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

/** A new product. Tells inventory_items/create and inventory_levels/connect. `stock` is per location, by preference. */
export function launchProduct(world: World, shop: Shop, seed: ProductSeed): Product {
  const locations = [...shop.locations.values()].sort((a, b) => a.priority - b.priority);
  const product = shop.products.get(addProduct(world, shop, seed, locations));
  if (product === undefined) throw new Error("a product that was just added is gone");
  for (const variantId of product.variantIds) {
    const item = shop.items.get(shop.variants.get(variantId)?.itemId ?? "");
    if (item === undefined) continue;
    world.emit(shop, { topic: "inventory_items/create", item });
    for (const level of shop.levels.values())
      if (level.itemId === item.id) world.emit(shop, { topic: "inventory_levels/connect", level });
  }
  return product;
}

export type ItemChange = Partial<Pick<InventoryItem, "sku" | "tracked" | "requiresShipping" | "grams">>;

/** Changes an inventory item (and the SKU its variant shows). Tells inventory_items/update. */
export function updateItem(world: World, shop: Shop, item: InventoryItem, change: ItemChange): void {
  Object.assign(item, change);
  item.updatedAt = world.clock.now();
  const variant = shop.variants.get(item.variantId);
  if (variant !== undefined && change.sku !== undefined) variant.sku = change.sku;
  world.emit(shop, { topic: "inventory_items/update", item });
}

/** Deletes an item with its variant and levels. Lines of orders keep their text. Tells inventory_items/delete. */
export function deleteItem(world: World, shop: Shop, item: InventoryItem): void {
  for (const [key, level] of shop.levels) if (level.itemId === item.id) shop.levels.delete(key);
  shop.variants.delete(item.variantId);
  shop.items.delete(item.id);
  world.emit(shop, { topic: "inventory_items/delete", item });
}

/** Changes the shop's settings. Tells shop/update. */
export function updateShop(world: World, shop: Shop, change: Partial<Pick<Shop, "name" | "ianaTimezone">>): void {
  Object.assign(shop, change);
  shop.updatedAt = world.clock.now();
  world.emit(shop, { topic: "shop/update" });
}
