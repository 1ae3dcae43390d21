/** Locations, items and stock as the Admin API shows them. */
import {
  levelKey,
  onHand,
  STORED_STATES,
  type FulfillmentService,
  type InventoryItem,
  type InventoryLevel,
  type Location,
  type StoredState,
} from "../../state/catalog.ts";
import { digitsOf, gid } from "../../state/ids.ts";
import type { AdjustmentGroup, InventoryChange } from "../../state/inventory-writes.ts";
import type { Shop } from "../../state/shop.ts";
import { levelGid } from "../../state/stock.ts";
import { accepting, badRequest, own, PAGE_ARGS, type Fields, type ResolverTable } from "../context.ts";
import { page, pageById, type Connection, type PageArgs } from "../connections.ts";
import { search, type SearchFields } from "../search.ts";
import { weight } from "./values.ts";

interface LevelArgs extends PageArgs {
  query?: string | null;
  includeInactive?: boolean | null;
}

const LEVEL_ARGS = [...PAGE_ARGS, "query", "includeInactive"];

const LEVEL_SEARCH: SearchFields<InventoryLevel> = {
  updated_at: { kind: "time", of: (level) => level.updatedAt },
  created_at: { kind: "time", of: (level) => level.createdAt },
  inventory_item_id: { kind: "id", of: (level) => level.itemId },
};

export const ITEM_SEARCH: SearchFields<InventoryItem> = {
  id: { kind: "id", of: (item) => item.id },
  sku: { kind: "word", of: (item) => (item.sku === null ? [] : [item.sku]) },
  updated_at: { kind: "time", of: (item) => item.updatedAt },
  created_at: { kind: "time", of: (item) => item.createdAt },
};

function pageOfLevels(levels: Iterable<InventoryLevel>, args: LevelArgs): Connection<InventoryLevel> {
  const shown = search(levels, args.query, LEVEL_SEARCH).filter((each) => each.isActive || args.includeInactive);
  return page(shown, args, (level) => ({ value: level.itemId, id: level.locationId }));
}

/** The item's levels at all locations. */
function levelsOfItem(shop: Shop, item: InventoryItem): InventoryLevel[] {
  return [...shop.locations.keys()].flatMap((id) => shop.levels.get(levelKey(item.id, id)) ?? []);
}

function levelsOfLocation(shop: Shop, location: Location): InventoryLevel[] {
  return [...shop.items.keys()].flatMap((id) => shop.levels.get(levelKey(id, location.id)) ?? []);
}

const location: Fields<Location> = {
  ...own<Location>(
    "name",
    "address",
    "isActive",
    "fulfillsOnlineOrders",
    "shipsInventory",
    "fulfillmentService",
    "createdAt",
    "updatedAt",
  ),
  id: (each) => gid("Location", each.id),
  legacyResourceId: (each) => each.id,
  isFulfillmentService: (each) => each.fulfillmentService !== null,
  deactivatedAt: (each) => each.deactivatedAt?.toISOString() ?? null,
  localPickupSettingsV2: (each) => each.localPickup,
  inventoryLevels: accepting<Location, LevelArgs>(LEVEL_ARGS, (each, args, { shop }) =>
    pageOfLevels(levelsOfLocation(shop, each), args),
  ),
  inventoryLevel: accepting<Location, { inventoryItemId: string; includeInactive?: boolean }>(
    ["inventoryItemId", "includeInactive"],
    (each, { inventoryItemId, includeInactive }, { shop }) => {
      const level = shop.levels.get(levelKey(digitsOf("InventoryItem", inventoryItemId) ?? "", each.id));
      return level !== undefined && (level.isActive || includeInactive === true) ? level : null;
    },
  ),
};

const fulfillmentService: Fields<FulfillmentService> = {
  ...own<FulfillmentService>("handle", "serviceName", "callbackUrl", "inventoryManagement", "trackingSupport"),
  id: (service) => gid("FulfillmentService", service.id),
  location: (service, _args, { shop }) => shop.locations.get(service.locationId) ?? null,
};

const inventoryItem: Fields<InventoryItem> = {
  ...own<InventoryItem>(
    "sku",
    "tracked",
    "requiresShipping",
    "countryCodeOfOrigin",
    "harmonizedSystemCode",
    "createdAt",
    "updatedAt",
  ),
  id: (item) => gid("InventoryItem", item.id),
  legacyResourceId: (item) => item.id,
  measurement: (item) => item,
  unitCost: (item, _args, { shop }) =>
    item.unitCostMinor === null ? null : { minor: item.unitCostMinor, currency: shop.currency },
  variants: accepting<InventoryItem, PageArgs>(["first", "last", "after", "before"], (item, args, { shop }) => {
    const found = shop.variants.get(item.variantId);
    return pageById(found === undefined ? [] : [found], args);
  }),
  inventoryLevels: accepting<InventoryItem, LevelArgs>(LEVEL_ARGS, (item, args, { shop }) =>
    pageOfLevels(levelsOfItem(shop, item), args),
  ),
  inventoryLevel: accepting<InventoryItem, { locationId: string; includeInactive?: boolean }>(
    ["locationId", "includeInactive"],
    (item, { locationId, includeInactive }, { shop }) => {
      const level = shop.levels.get(levelKey(item.id, digitsOf("Location", locationId) ?? ""));
      return level !== undefined && (level.isActive || includeInactive === true) ? level : null;
    },
  ),
};

interface Quantity {
  level: InventoryLevel;
  name: string;
  quantity: number;
}

function isStored(name: string): name is StoredState {
  return STORED_STATES.some((state) => state === name);
}

const inventoryLevel: Fields<InventoryLevel> = {
  ...own<InventoryLevel>("isActive", "createdAt", "updatedAt"),
  id: (level, _args, { shop }) => gidOfLevel(shop, level),
  item: (level, _args, { shop }) => shop.items.get(level.itemId),
  location: (level, _args, { shop }) => shop.locations.get(level.locationId),
  quantities: accepting<InventoryLevel, { names: string[] }>(["names"], (level, { names }): Quantity[] =>
    names.map((name) => {
      if (name === "on_hand") return { level, name, quantity: onHand(level) };
      if (isStored(name)) return { level, name, quantity: level.quantities[name] };
      throw badRequest(`The quantity name ${name} is invalid.`);
    }),
  ),
};

function gidOfLevel(shop: Shop, level: InventoryLevel): string {
  const at = shop.locations.get(level.locationId);
  if (at === undefined) throw new Error(`location ${level.locationId} is gone`);
  return levelGid(at, level.itemId);
}

const inventoryQuantity: Fields<Quantity> = {
  ...own<Quantity>("name", "quantity"),
  id: ({ level, name }, _args, { shop }) =>
    gidOfLevel(shop, level).replace("/InventoryLevel/", "/InventoryQuantity/") + `&name=${name}`,
};

const adjustmentGroup: Fields<AdjustmentGroup> = {
  ...own<AdjustmentGroup>("createdAt", "reason", "referenceDocumentUri"),
  id: (group) => gid("InventoryAdjustmentGroup", group.id),
  app: (_group, _args, { world }) => world.app,
  changes: accepting<AdjustmentGroup, { quantityNames?: string[] | null }>(
    ["quantityNames"],
    (group, { quantityNames }) => group.changes.filter((change) => quantityNames?.includes(change.name) ?? true),
  ),
};

export const inventoryTypes: ResolverTable = {
  Location: location,
  FulfillmentService: fulfillmentService,
  DeliveryLocalPickupSettings: own<NonNullable<Location["localPickup"]>>("pickupTime", "instructions"),
  InventoryItem: inventoryItem,
  InventoryItemMeasurement: {
    id: (item: InventoryItem) => gid("InventoryItemMeasurement", item.id),
    weight: (item: InventoryItem) => weight(item.grams),
  },
  InventoryLevel: inventoryLevel,
  InventoryQuantity: inventoryQuantity,
  InventoryAdjustmentGroup: adjustmentGroup,
  InventoryChange: own<InventoryChange>(
    "name",
    "delta",
    "quantityAfterChange",
    "item",
    "location",
    "ledgerDocumentUri",
  ),
};
