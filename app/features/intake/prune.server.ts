import type { ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";

/** Deliveries are kept two days, for accounting. */
const KEPT_MS = 48 * 3_600_000;

/** Forgets deliveries older than that, and strays, which no shop would ever prune. `now`: on the machine's clock, which stamped them. Called with each reconcile. */
export async function pruneDeliveries(shopId: ShopId, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS);
  await inShop(shopId, async (tx) => {
    await tx.run("delete from delivery where shop_id = $1 and received_at < $2", [tx.shopId, before]);
    await tx.run("delete from stray_delivery where received_at < $1", [before]);
  });
}
