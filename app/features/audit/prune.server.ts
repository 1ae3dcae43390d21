import type { ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";

/** What was done is kept for two years: a little longer, because the database's own clock has the last word (migration staff_and_audit). */
const KEPT_DAYS = 732;
/** Rows in one statement. */
const AT_ONCE = 5_000;

/** Forgets what was done longer ago than that. Called with each reconcile. */
export async function pruneAudit(shopId: ShopId, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  await inShop(shopId, (tx) =>
    tx.run(
      `delete from audit_entry where shop_id = $1 and seq = any(array(
         select seq from audit_entry where shop_id = $1 and at < $2 order by at, seq limit ${AT_ONCE}))`,
      [tx.shopId, before],
    ),
  );
}
