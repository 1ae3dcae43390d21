import type { InventoryItemId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { switchedOnSince } from "../intents/public.server.ts";
import { stockChanged } from "../inventory/public.server.ts";
import { readRules, sellingLocations } from "./rules.server.ts";

const DAY_MS = 86_400_000;

/**
 * Makes due what no change of stock does: levels of a location that began or ceased to sell online, levels that wait for the switch when it is on, and
 * once a day those whose buffer follows the average of sales. Called with each reconcile.
 */
export async function lookAtBuffers(shopId: ShopId, now: Date): Promise<void> {
  await inShop(shopId, async (tx) => {
    const { rules, started } = await readRules(tx);
    if (!started || rules.length === 0) return;
    const sells = await sellingLocations(tx);
    const [before] = await tx.rows<{ sells: string[] }>("select sells from buffer_setting where shop_id = $1", [
      shopId,
    ]);
    const was = new Set(before?.sells ?? []);
    const is = new Set<string>(sells);
    const changed = [...was.symmetricDifference(is)];
    if (changed.length > 0)
      await tx.run(
        "insert into buffer_setting (shop_id, sells) values ($1, $2) on conflict (shop_id) do update set sells = excluded.sells",
        [shopId, sells],
      );
    const on = (await switchedOnSince(tx, "stock")) !== null;
    const rows = await tx.rows<{ item_id: InventoryItemId }>(
      `select item_id from inventory_level where shop_id = $1 and active and location_id = any($2::bigint[])
       union select item_id from buffer_level where shop_id = $1 and trouble = 'off' and $3
       union select b.item_id from buffer_level b join buffer_rule r on r.shop_id = b.shop_id and r.rule_id = b.rule_id
              where b.shop_id = $1 and r.kind = 'days' and b.decided_at < $4`,
      [shopId, before ? changed : [], on, new Date(now.getTime() - DAY_MS)],
    );
    await stockChanged(
      tx,
      rows.map((row) => row.item_id),
    );
  });
}
