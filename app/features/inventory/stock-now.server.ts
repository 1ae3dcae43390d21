import type { InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { STATES, type StockState } from "../../core/stock-states.ts";

/** One level as Shopify showed it last. */
export interface LevelNow extends Readonly<Record<StockState, number>> {
  readonly locationId: LocationId;
  readonly active: boolean;
  /** Its numbers come from a webhook body or our own write and wait for their read. */
  readonly provisional: boolean;
}

export interface ItemNow {
  readonly itemId: InventoryItemId;
  readonly sku: string | null;
  /** Untracked items have no stock: nothing may be written to them. */
  readonly tracked: boolean;
  readonly levels: readonly LevelNow[];
}

/** All levels of these items: what planners of the stock lane decide from. Deleted items are left out. */
export async function readItemsNow(tx: ShopTx, itemIds: readonly InventoryItemId[]): Promise<ItemNow[]> {
  if (itemIds.length === 0) return [];
  const states = STATES.map((state) => `'${state}', l.${state}`).join(", ");
  return tx.rows<ItemNow & Record<string, unknown>>(
    `select i.item_id as "itemId", i.sku, i.tracked,
            coalesce((select jsonb_agg(jsonb_build_object('locationId', l.location_id::text, 'active', l.active, 'provisional', l.provisional, ${states})
                        order by l.location_id)
               from inventory_level l where l.shop_id = i.shop_id and l.item_id = i.item_id), '[]') as levels
       from inventory_item i where i.shop_id = $1 and i.item_id = any($2::bigint[]) and i.deleted_at is null order by i.item_id`,
    [tx.shopId, itemIds],
  );
}
