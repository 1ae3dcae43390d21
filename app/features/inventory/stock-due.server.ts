import type { InventoryItemId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";

/** Changes of one item come in bursts (level, order, fulfillment order): they are looked at together. */
const TOGETHER_MS = 1_000;

/** The stock of these items changed: what follows from it is decided anew by the stock lane, in a moment. */
export async function stockChanged(tx: ShopTx, items: readonly InventoryItemId[]): Promise<void> {
  if (items.length === 0) return;
  await tx.run(
    // "do nothing" would take a row that the lane is deleting for one that is there.
    `insert into stock_due (shop_id, item_id) select $1, id from unnest($2::bigint[]) as x(id) group by id order by id
     on conflict (shop_id, item_id) do update set item_id = excluded.item_id`,
    [tx.shopId, items],
  );
  wakeLane(tx, "stock", TOGETHER_MS);
}

/** Takes the items that are due, at most `count`; whoever changes one of them from now on makes it due again. */
export async function takeStockDue(tx: ShopTx, count: number): Promise<InventoryItemId[]> {
  const rows = await tx.rows<{ item_id: InventoryItemId }>(
    `delete from stock_due where shop_id = $1 and item_id in
       (select item_id from stock_due where shop_id = $1 order by item_id limit $2 for update skip locked)
     returning item_id`,
    [tx.shopId, count],
  );
  return rows.map((row) => row.item_id).toSorted();
}
