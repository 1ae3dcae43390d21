import type { InventoryItemId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { inLease, type Lease } from "../../platform/lanes.server.ts";
import { takeStockDue } from "./stock-due.server.ts";

/** Items looked at in one transaction. */
const PIECE = 200;

/**
 * Decides what follows from the stock of these items as it is now, and records intents: buffers, guard, links, lines of counts and feeds that are
 * still to be written. Called again whenever one of them changes, so what was decided before is compared, never repeated.
 */
export type StockPlanner = (tx: ShopTx, items: readonly InventoryItemId[], now: Date) => Promise<void>;

/** One run of a shop's stock lane: a piece of the items that are due, through all planners. */
export async function runStock(
  lease: Lease,
  planners: readonly StockPlanner[],
  now: Date,
): Promise<{ readonly more: boolean }> {
  return inLease(lease, async (tx) => {
    const items = await takeStockDue(tx, PIECE);
    if (items.length > 0) for (const plan of planners) await plan(tx, items, now);
    return { more: items.length === PIECE };
  });
}
