import type { CountId, InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";

/**
 * Somebody found another number of an item than was expected: it is to be counted. It comes on the open count of this name at the location, or on a new one.
 * Returns the count. An item that is on it already is to be counted again.
 */
export async function askCount(
  tx: ShopTx,
  {
    locationId,
    itemId,
    name,
  }: { readonly locationId: LocationId; readonly itemId: InventoryItemId; readonly name: string },
  now: Date,
): Promise<CountId | undefined> {
  const [open] = await tx.rows<{ count_id: CountId }>(
    `select count_id from stock_count where shop_id = $1 and location_id = $2 and name = $3 and status in ('draft', 'counting')
      order by count_id desc limit 1 for update`,
    [tx.shopId, locationId, name],
  );
  const [count] = open
    ? [open]
    : await tx.rows<{ count_id: CountId }>(
        `insert into stock_count (shop_id, location_id, name, scope, scope_value, blind, assignee, reason, status, created_at)
         values ($1, $2, $3, 'items', '', true, '', 'cycle_count_available', 'draft', $4) returning count_id`,
        [tx.shopId, locationId, name, now],
      );
  await tx.run(
    `insert into stock_count_line (shop_id, count_id, item_id) values ($1, $2, $3)
     on conflict (shop_id, count_id, item_id) do update
        set status = 'open', counted = null, first_at = null, counted_at = null, problem = '', sure = false, recount_at = $4`,
    [tx.shopId, count?.count_id, itemId, now],
  );
  return count?.count_id;
}
