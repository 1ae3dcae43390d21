/**
 * Which location gets which units of a new order, as Shopify's standard rules do: one location if one can ship everything
 * (the merchant's first such), otherwise as few as greedily possible; a line is only cut when no single location has it whole.
 */
import type { InventoryItem, Location, ProductVariant } from "./catalog.ts";
import type { Digits } from "./ids.ts";
import type { Shop } from "./shop.ts";
import { activeLevel } from "./stock.ts";

export interface Wanted {
  /** Position in the order. */
  readonly line: number;
  readonly variant: ProductVariant;
  readonly item: InventoryItem;
  readonly quantity: number;
}

export interface Assigned {
  readonly line: number;
  readonly locationId: Digits;
  readonly quantity: number;
}

export type Assignment =
  | { readonly kind: "assigned"; readonly parts: Assigned[] }
  | { readonly kind: "outOfStock"; readonly short: { readonly variantId: Digits; readonly available: number }[] };

/** Locations that may get online orders, in the merchant's order of preference. */
export function onlineLocations(shop: Shop): Location[] {
  return [...shop.locations.values()]
    .filter((each) => each.isActive && each.fulfillsOnlineOrders)
    .sort((a, b) => a.priority - b.priority);
}

/** Units that may still be sold at the location: everything for an untracked item, never below zero. */
function sellable(shop: Shop, item: InventoryItem, locationId: Digits): number {
  const level = activeLevel(shop, item.id, locationId);
  if (!item.tracked) return Number.MAX_SAFE_INTEGER;
  return Math.max(0, level?.quantities.available ?? 0);
}

/**
 * Assigns every unit, or says which variants are short although they must not be oversold; `oversell` assigns those too, below
 * zero. Changes nothing.
 */
export function assign(shop: Shop, wanted: Wanted[], oversell = false): Assignment {
  const locations = onlineLocations(shop);
  const free = new Map<string, number>();
  const left = (item: InventoryItem, location: Location) =>
    free.get(`${item.id}:${location.id}`) ?? sellable(shop, item, location.id);
  const take = (item: InventoryItem, location: Location, units: number) =>
    free.set(`${item.id}:${location.id}`, left(item, location) - units);

  const short = [...Map.groupBy(wanted, (each) => each.variant)].flatMap(([variant, lines]) => {
    const item = lines[0]?.item;
    if (item === undefined || oversell || variant.inventoryPolicy === "CONTINUE") return [];
    const available = locations.reduce((sum, each) => sum + left(item, each), 0);
    const quantity = lines.reduce((sum, each) => sum + each.quantity, 0);
    return quantity > available ? [{ variantId: variant.id, available }] : [];
  });
  const first = locations[0];
  if (short.length > 0 || first === undefined) return { kind: "outOfStock", short };

  const parts: Assigned[] = [];
  let rest = wanted;
  while (rest.length > 0) {
    const best = locations
      .map((location) => ({ location, lines: coveredBy(rest, location, left) }))
      .reduce((a, b) => (b.lines.length > a.lines.length ? b : a));
    if (best.lines.length === 0) break;
    for (const each of best.lines) {
      take(each.item, best.location, each.quantity);
      parts.push({ line: each.line, locationId: best.location.id, quantity: each.quantity });
    }
    rest = rest.filter((each) => !best.lines.includes(each));
  }
  for (const each of rest) {
    let missing = each.quantity;
    for (const location of locations) {
      const units = Math.min(missing, left(each.item, location));
      if (units === 0) continue;
      take(each.item, location, units);
      parts.push({ line: each.line, locationId: location.id, quantity: units });
      missing -= units;
    }
    if (missing === 0) continue;
    const stocked = locations.find((location) => activeLevel(shop, each.item.id, location.id) !== undefined) ?? first;
    const known = parts.findIndex((part) => part.line === each.line && part.locationId === stocked.id);
    const before = parts[known];
    if (before === undefined) parts.push({ line: each.line, locationId: stocked.id, quantity: missing });
    else parts[known] = { ...before, quantity: before.quantity + missing };
  }
  return { kind: "assigned", parts };
}

/** The lines a location could ship whole, also together. */
function coveredBy(
  lines: Wanted[],
  location: Location,
  left: (item: InventoryItem, location: Location) => number,
): Wanted[] {
  const taken = new Map<Digits, number>();
  return lines.filter((each) => {
    const before = taken.get(each.item.id) ?? 0;
    if (before + each.quantity > left(each.item, location)) return false;
    taken.set(each.item.id, before + each.quantity);
    return true;
  });
}
