import type { InventoryItemId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readItemsNow } from "../inventory/public.server.ts";
import type { EditedLevel } from "./domain/edit.ts";

/** The levels of these items as Shopify showed them last, by `item location`. */
export async function levelsNow(
  tx: ShopTx,
  items: readonly InventoryItemId[],
): Promise<ReadonlyMap<string, EditedLevel>> {
  const now = await readItemsNow(tx, [...new Set(items)]);
  return new Map(
    now.flatMap(({ itemId, tracked, levels }) =>
      levels.map((level) => [`${itemId} ${level.locationId}`, { ...level, tracked }] as const),
    ),
  );
}
