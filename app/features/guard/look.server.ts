import type { ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { lookAtAll, readGuard } from "./rules.server.ts";

/**
 * Makes due what no change of stock does: the guard was switched, the shop granted or took away a scope, a location began or ceased to sell online.
 * Called with each reconcile.
 */
export async function lookAtGuard(shopId: ShopId): Promise<void> {
  await inShop(shopId, async (tx) => {
    const { on, rules, may } = await readGuard(tx);
    const [row] = await tx.rows<{ sells: string; seen: string | null }>(
      `select coalesce((select string_agg(location_id::text, ' ' order by location_id) from location
                         where shop_id = $1 and active and fulfills_online_orders and deleted_at is null), '') as sells,
              (select seen from guard_setting where shop_id = $1) as seen`,
      [shopId],
    );
    const seen = JSON.stringify([on, may, row?.sells]);
    if (row?.seen === seen || (row?.seen == null && rules.length === 0)) return;
    await tx.run(
      "insert into guard_setting (shop_id, seen) values ($1, $2) on conflict (shop_id) do update set seen = excluded.seen",
      [shopId, seen],
    );
    await lookAtAll(tx, rules);
  });
}
