import type { ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { settleRuns } from "./settle-runs.server.ts";

/** Flow asks about a run for a day and a half; people look for what a workflow did for some weeks. */
const KEPT_MS = 90 * 86_400_000;

/** Settles runs that Flow no longer asks about, and forgets those of long ago. Called with each reconcile. */
export async function lookAtRuns(shopId: ShopId, now: Date): Promise<void> {
  await inShop(shopId, async (tx) => {
    await settleRuns(tx, now);
    await tx.run("delete from flow_run where shop_id = $1 and received_at < $2", [
      tx.shopId,
      new Date(now.getTime() - KEPT_MS),
    ]);
  });
}
