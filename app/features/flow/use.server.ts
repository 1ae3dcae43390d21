import type { ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { setSwitch } from "../intents/public.server.ts";
import type { Trigger } from "./domain/triggers.ts";

/** Who switches triggers on and off: Flow itself, when a merchant enables a workflow or the last one ends. */
const BY = "Shopify Flow";

/**
 * Flow tells whether the shop has an enabled workflow that begins with this trigger. What is told late does not undo what was told after it. The effect is
 * switched on while one of them is used: enabling the workflow is the merchant's click.
 */
export async function takeUse(shopId: ShopId, trigger: Trigger, inUse: boolean, at: Date, now: Date): Promise<void> {
  await inShop(shopId, async (tx) => {
    await tx.run(
      `insert into flow_use as u (shop_id, trigger, in_use, told_at) values ($1, $2, $3, $4)
       on conflict (shop_id, trigger) do update set in_use = excluded.in_use, told_at = excluded.told_at where u.told_at <= excluded.told_at`,
      [tx.shopId, trigger, inUse, at],
    );
    const used = await tx.rows("select 1 from flow_use where shop_id = $1 and in_use limit 1", [tx.shopId]);
    await setSwitch(tx, "flow", used.length > 0, BY, now);
  });
}
