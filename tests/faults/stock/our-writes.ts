import type { InventoryItemId } from "../../../app/core/ids.ts";
import type { InstalledShop, TestWorld } from "../../setup/world.ts";

/** Somebody counts a few levels and writes what they found, from what the mirror shows: some of it is out of date by then, and refused. */
export async function countOurs(
  world: TestWorld,
  { shop, shopId }: InstalledShop,
  chance: () => number,
): Promise<void> {
  const { inShop } = await import("../../../app/platform/db/in-shop.server.ts");
  const { readItemsNow } = await import("../../../app/features/inventory/public.server.ts");
  const { recordStockWrite } = await import("../../../app/features/stock-writes/public.server.ts");
  const items = [...shop.items.keys()];
  const chosen = Array.from({ length: 3 }, () => items[Math.floor(chance() * items.length)] as InventoryItemId);
  await inShop(shopId, async (tx) => {
    const changes = (await readItemsNow(tx, [...new Set(chosen)])).flatMap(({ itemId, levels }) =>
      levels
        .filter(({ active }) => active)
        .slice(0, 1)
        .map((level) => ({
          itemId,
          locationId: level.locationId,
          from: level.on_hand,
          to: Math.max(0, level.on_hand + Math.floor(chance() * 5) - 2),
        })),
    );
    const input = {
      state: "on_hand",
      reason: "cycle_count_available",
      document: { kind: "Count", id: "1" },
      changes,
    } as const;
    await recordStockWrite(tx, { kind: "stock.set", input }, world.clock.now(), { clicked: true });
  });
}
