import type { InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";

export interface StockLocation {
  readonly id: LocationId;
  readonly name: string;
  readonly active: boolean;
  readonly shipsInventory: boolean;
  readonly fulfillsOnlineOrders: boolean;
  readonly isFulfillmentService: boolean;
  readonly country: string | null;
  readonly province: string | null;
  readonly lat: number | null;
  readonly lng: number | null;
}

/** Locations Shopify still has, active or not. */
export async function readLocations(tx: ShopTx): Promise<StockLocation[]> {
  return tx.rows<StockLocation & Record<string, unknown>>(
    `select location_id as id, name, active, ships_inventory as "shipsInventory", fulfills_online_orders as "fulfillsOnlineOrders",
            is_fulfillment_service as "isFulfillmentService", country, province, lat, lng
       from location where shop_id = $1 and deleted_at is null order by location_id`,
    [tx.shopId],
  );
}

export interface StockOfItem {
  readonly itemId: InventoryItemId;
  readonly tracked: boolean;
  readonly vendor: string;
  readonly levels: readonly { readonly locationId: LocationId; readonly available: number }[];
}

/** Available units of items at each location where they are active. */
export async function readStock(tx: ShopTx, itemIds: readonly InventoryItemId[]): Promise<StockOfItem[]> {
  if (itemIds.length === 0) return [];
  const rows = await tx.rows<{
    item_id: InventoryItemId;
    tracked: boolean;
    vendor: string;
    levels: { locationId: string; available: number }[];
  }>(
    `select i.item_id, i.tracked, i.vendor,
            coalesce((select jsonb_agg(jsonb_build_object('locationId', l.location_id::text, 'available', l.available) order by l.location_id)
               from inventory_level l where l.shop_id = i.shop_id and l.item_id = i.item_id and l.active), '[]') as levels
       from inventory_item i where i.shop_id = $1 and i.item_id = any($2::bigint[])`,
    [tx.shopId, itemIds],
  );
  return rows.map((row) => ({
    itemId: row.item_id,
    tracked: row.tracked,
    vendor: row.vendor,
    levels: row.levels.map((level) => ({ locationId: level.locationId as LocationId, available: level.available })),
  }));
}

/** The item with this SKU, unless none has it, or more than one. */
export async function itemOfSku(
  tx: ShopTx,
  sku: string,
): Promise<{ readonly itemId: InventoryItemId } | { readonly error: "noItem" | "severalItems" }> {
  const [item, another] = await tx.rows<{ item_id: InventoryItemId }>(
    "select item_id from inventory_item where shop_id = $1 and sku = $2 and deleted_at is null limit 2",
    [tx.shopId, sku],
  );
  if (!item) return { error: "noItem" };
  return another ? { error: "severalItems" } : { itemId: item.item_id };
}
