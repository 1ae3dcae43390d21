import type { ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";

/** Flow asks about a run for a day and a half; people look for what a workflow did for some weeks. */
const KEPT_MS = 90 * 86_400_000;

/** Forgets runs of long ago. Called with each reconcile. */
export async function pruneRuns(shopId: ShopId, now: Date): Promise<void> {
  await inShop(shopId, (tx) =>
    tx.run("delete from flow_run where shop_id = $1 and received_at < $2", [
      tx.shopId,
      new Date(now.getTime() - KEPT_MS),
    ]),
  );
}
