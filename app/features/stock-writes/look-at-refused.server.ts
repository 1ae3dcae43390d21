import type { StockEffectKind } from "../../core/effects.ts";
import type { InventoryItemId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { stockChanged } from "../inventory/public.server.ts";

const KINDS: readonly StockEffectKind[] = ["stock.set", "stock.adjust", "stock.move"];
/** Two reconciles: one of them comes when the levels were surely read. */
const REFUSED_WITHIN_MS = 30 * 60_000;

/**
 * Makes due what a refused write was about. A number that was another one for a moment, and is again what the write was decided from, changes nothing in
 * the mirror, so no change would have it decided anew. Called with each reconcile.
 */
export async function lookAtRefused(shopId: ShopId, now: Date): Promise<void> {
  await inShop(shopId, async (tx) => {
    const rows = await tx.rows<{ item_id: InventoryItemId }>(
      `select distinct change->>'itemId' as item_id
         from intent cross join lateral jsonb_array_elements(input->'changes') change
        where shop_id = $1 and status = 'refused' and kind = any($2) and settled_at > $3`,
      [shopId, KINDS, new Date(now.getTime() - REFUSED_WITHIN_MS)],
    );
    await stockChanged(
      tx,
      rows.map((row) => row.item_id),
    );
  });
}
