import { fromGid } from "../../core/ids.ts";
import { childrenOf, rootOf, type BulkGroup } from "../../platform/admin-api/bulk-lines.ts";
import type { BulkChangedLevelsQuery, BulkInventoryItemsQuery } from "../../platform/admin-api/operations.ts";
import type { ItemNode } from "./item-rows.ts";
import type { LevelsNode } from "./rows.ts";

/** Groups of a bulk result as the mirror takes them. */

type Item = BulkInventoryItemsQuery["inventoryItems"]["edges"][number]["node"];
type Variant = NonNullable<Item["variants"]>["edges"][number]["node"];
type Level = Item["inventoryLevels"]["edges"][number]["node"];
type LevelOfLocation =
  BulkChangedLevelsQuery["locations"]["edges"][number]["node"]["inventoryLevels"]["edges"][number]["node"];

/** An item with all its levels. */
export function itemOfBulk(group: BulkGroup): { readonly item: ItemNode; readonly levels: LevelsNode } {
  const item = rootOf<Item>("InventoryItem", group);
  return {
    item: { item, variant: childrenOf<Variant>("ProductVariant", group)[0] ?? null },
    levels: {
      itemId: fromGid("InventoryItem", item.id),
      levels: childrenOf<Level>("InventoryLevel", group),
      complete: true,
    },
  };
}

/** The levels of a location that changed, each with its item; other levels of these items may be elsewhere. */
export function levelsOfBulk(group: BulkGroup): LevelsNode[] {
  return childrenOf<LevelOfLocation>("InventoryLevel", group).map((level) => ({
    itemId: fromGid("InventoryItem", level.item.id),
    levels: [level],
    complete: false,
  }));
}
