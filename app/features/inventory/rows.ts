import { fromGid, type InventoryItemId } from "../../core/ids.ts";
import type { InventoryLevelFieldsFragment, LocationFieldsFragment } from "../../platform/admin-api/operations.ts";
import type { StockState } from "../../core/stock-states.ts";

/** One level, and where it is. */
export type LevelNode = InventoryLevelFieldsFragment & { readonly location: { readonly id: string } };

/** Levels of one item; `complete` when they are all it has, so that a stored level that is missing here is gone. */
export interface LevelsNode {
  readonly itemId: InventoryItemId;
  readonly levels: readonly LevelNode[];
  readonly complete: boolean;
}

export function locationRow(node: LocationFieldsFragment) {
  const { address } = node;
  return {
    location_id: fromGid("Location", node.id),
    name: node.name,
    active: node.isActive,
    fulfills_online_orders: node.fulfillsOnlineOrders,
    ships_inventory: node.shipsInventory,
    is_fulfillment_service: node.isFulfillmentService,
    country: address.countryCode,
    province: address.provinceCode,
    city: address.city,
    zip: address.zip,
    lat: address.latitude,
    lng: address.longitude,
    updated_at: node.updatedAt,
  };
}

export function levelRow(itemId: InventoryItemId, level: LevelNode) {
  const quantity = new Map(level.quantities.map(({ name, quantity }) => [name, quantity]));
  const of = (state: StockState) => quantity.get(state) ?? 0;
  return {
    item_id: itemId,
    location_id: fromGid("Location", level.location.id),
    active: level.isActive,
    available: of("available"),
    on_hand: of("on_hand"),
    committed: of("committed"),
    incoming: of("incoming"),
    reserved: of("reserved"),
    damaged: of("damaged"),
    safety_stock: of("safety_stock"),
    quality_control: of("quality_control"),
    updated_at: level.updatedAt,
  };
}

export type LevelRow = ReturnType<typeof levelRow>;
