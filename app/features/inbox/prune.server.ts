import type { ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";

/** Half a year after somebody last touched it, a thing is over, or nobody's. */
const KEPT_MS = 182 * 86_400_000;

/** Forgets what was said of things long ago. Called with each reconcile. */
export async function pruneInbox(shopId: ShopId, now: Date): Promise<void> {
  const past = new Date(now.getTime() - KEPT_MS);
  await inShop(shopId, async (tx) => {
    await tx.run("delete from inbox_mark where shop_id = $1 and changed_at < $2", [tx.shopId, past]);
    await tx.run("delete from inbox_read where shop_id = $1 and read_at < $2", [tx.shopId, past]);
  });
}
