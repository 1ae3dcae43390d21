import type { ShopTx } from "../../platform/db/in-shop.server.ts";

/** So many of the newest promises are asked: a block that shows itself is among them, and the others would have to be read one by one. */
const NEWEST = 2_000;

/** Has a page of a shopper with our block on it asked for its order since then? So the block is where shoppers are. */
export async function shownToShoppers(tx: ShopTx, since: Date): Promise<boolean> {
  const rows = await tx.rows(
    `select 1 from (select surface, first_at from promise_shown where shop_id = $1 order by promise_id desc limit ${NEWEST}) s
      where s.surface in ('orderStatus', 'thankYou') and s.first_at >= $2 limit 1`,
    [tx.shopId, since],
  );
  return rows.length > 0;
}
