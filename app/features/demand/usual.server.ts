import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { WINDOW_DAYS } from "./domain/demand.ts";
import { WINDOW_MS } from "./sales.server.ts";

/** Fewer selling levels of a vendor say nothing of the others. */
const FEWEST_LEVELS = 5;

/**
 * Finds out anew what a level of a vendor's items usually sells a day: the median of those that sold in the last twelve weeks; of the shop, when the
 * vendor has fewer than five. A million sales take about a second: once a day is enough.
 */
export async function learnUsual(tx: ShopTx, now: Date): Promise<void> {
  await tx.run("delete from usual_demand where shop_id = $1", [tx.shopId]);
  await tx.run(
    `with sold as materialized (
       select item_id, location_id, -sum(available)::float8 as units from stock_entry
        where shop_id = $1 and cause = 'sold' and occurred_at > $2 group by 1, 2 having sum(available) < 0),
     known as (select greatest(1, least(${WINDOW_DAYS}, extract(epoch from $3::timestamptz - stock_since)::float8 / 86400)) as days
                 from shop_profile where shop_id = $1 and stock_since is not null)
     insert into usual_demand (shop_id, vendor, per_day)
     select $1::bigint, coalesce(i.vendor, ''), percentile_cont(0.5) within group (order by s.units) / k.days
       from known k, sold s join inventory_item i on i.shop_id = $1 and i.item_id = s.item_id
      group by grouping sets ((i.vendor, k.days), (k.days))
     having count(*) >= ${FEWEST_LEVELS} and (grouping(i.vendor) = 1 or i.vendor <> '')`,
    [tx.shopId, new Date(now.getTime() - WINDOW_MS), now],
  );
}

/** What such an item usually sells a day; null when nobody knows. */
export type UsualOf = (vendor: string) => number | null;

/** What was learned last. */
export async function readUsual(tx: ShopTx): Promise<UsualOf> {
  const rows = await tx.rows<{ vendor: string; per_day: number }>(
    "select vendor, per_day from usual_demand where shop_id = $1",
    [tx.shopId],
  );
  const known = new Map(rows.map(({ vendor, per_day: perDay }) => [vendor, perDay]));
  return (vendor) => known.get(vendor) ?? known.get("") ?? null;
}
