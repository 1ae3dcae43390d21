import { z } from "zod";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { priceListSchema, type PriceList } from "./domain/price-list.ts";

/** The merchant's price lists, in their order; none that is stored in a form we do not know. */
export async function readPriceLists(tx: ShopTx): Promise<PriceList[]> {
  const [row] = await tx.rows<{ lists: unknown }>(
    "select price_lists as lists from routing_setting where shop_id = $1",
    [tx.shopId],
  );
  return z
    .array(priceListSchema)
    .catch([])
    .parse(row?.lists ?? []);
}

/** Stores the price lists in place of those that were there. Orders that are decided from now on are priced by them. */
export async function writePriceLists(tx: ShopTx, lists: readonly PriceList[], now: Date): Promise<void> {
  await tx.run(
    `insert into routing_setting (shop_id, costs, price_lists, updated_at) values ($1, '{}', $2, $3)
     on conflict (shop_id) do update set price_lists = excluded.price_lists, updated_at = excluded.updated_at`,
    [tx.shopId, JSON.stringify(lists), now],
  );
}

/** Decisions that are looked at to see how often no list fits: a page waits. */
const MOST = 1_000;

/** Of the parcels of the newest decisions since then: those with a price of a list, and those whose location has lists of which none fits. */
export async function countListed(tx: ShopTx, since: Date): Promise<{ listed: number; unlisted: number }> {
  const [row] = await tx.rows<{ listed: number; unlisted: number }>(
    `select count(*) filter (where part ? 'listed')::int as listed, count(*) filter (where part ? 'unlisted')::int as unlisted
       from (select plan from routing_decision where shop_id = $1 and decided_at > $2 order by decided_at desc limit $3) d,
            jsonb_array_elements(coalesce(d.plan->'plan'->'parts', '[]')) as part`,
    [tx.shopId, since, MOST],
  );
  return row ?? { listed: 0, unlisted: 0 };
}
