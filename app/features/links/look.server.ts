import type { ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";
import { stockChanged } from "../inventory/public.server.ts";
import { linksToLookAt } from "./plan.server.ts";

/** Messages are kept to be looked up; what they said is in the stock's own entries for ever. */
const KEPT_MS = 30 * 86_400_000;

/** Makes due what no change of stock does: what is not confirmed, what was refused, and messages about items that we have by now. */
export async function lookAtLinks(shopId: ShopId, now: Date): Promise<void> {
  await inShop(shopId, async (tx) => {
    await tx.run(
      `update stock_message m set status = 'new' where m.shop_id = $1 and m.status = 'unknown' and m.way = 'in' and exists (
         select 1 from inventory_item i where i.shop_id = $1 and i.sku = m.code and i.tracked and i.deleted_at is null
         union all select 1 from stock_link_code x where x.shop_id = $1 and x.link_id = m.link_id and x.code = m.code)`,
      [shopId],
    );
    await tx.run(
      "delete from stock_message where shop_id = $1 and sent_at < $2 and status not in ('new', 'unknown', 'waiting')",
      [shopId, new Date(now.getTime() - KEPT_MS)],
    );
    const open = await tx.rows(
      "select 1 from stock_message where shop_id = $1 and status in ('new', 'waiting') limit 1",
      [shopId],
    );
    if (open.length > 0) wakeLane(tx, "stock");
    await stockChanged(tx, await linksToLookAt(tx));
  });
}
