import type { InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { demandOf } from "./domain/demand.ts";
import { readSales } from "./sales.server.ts";
import { readUsual } from "./usual.server.ts";

interface LevelOfVendor {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly vendor: string;
}

/** Units that each of these levels is expected to sell a day; 0 while nobody can say. For who asks for nothing else. */
export async function readPerDay(
  tx: ShopTx,
  levels: readonly LevelOfVendor[],
  now: Date,
): Promise<(level: LevelOfVendor) => number> {
  const usualOf = await readUsual(tx);
  const items = [...new Set(levels.map(({ itemId }) => itemId))];
  const sales = new Map((await readSales(tx, items, now)).map((each) => [`${each.itemId} ${each.locationId}`, each]));
  return ({ itemId, locationId, vendor }) => {
    const of = sales.get(`${itemId} ${locationId}`);
    const demand = of && demandOf(of, usualOf(vendor));
    return demand?.known ? demand.perDay : 0;
  };
}
