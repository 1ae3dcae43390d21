import type { ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";

const DAY_MS = 86_400_000;

/** All items are looked at from the first on: the rules are others now, or a day has passed. */
export async function beginLook(tx: ShopTx, now: Date): Promise<void> {
  await tx.run(
    `insert into alert_look (shop_id, after_item, began_at) values ($1, 0, $2)
     on conflict (shop_id) do update set after_item = 0, began_at = excluded.began_at`,
    [tx.shopId, now],
  );
  wakeLane(tx, "stock");
}

/** Begins the day's look once stock is read: sales that are a day older mean another demand. Called with each reconcile. */
export async function lookAtAlerts(shopId: ShopId, now: Date): Promise<void> {
  await inShop(shopId, async (tx) => {
    const due = await tx.rows(
      `select 1 from shop_profile p where p.shop_id = $1 and p.stock_since is not null
          and not exists (select 1 from alert_look l where l.shop_id = $1 and (l.after_item is not null or l.began_at > $2))`,
      [shopId, new Date(now.getTime() - DAY_MS)],
    );
    if (due.length > 0) await beginLook(tx, now);
  });
}
