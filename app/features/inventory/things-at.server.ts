import type { InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";

/** An item at a location as a workflow is told of it: what nobody knows is empty. */
export interface ThingAt {
  readonly product_id: string;
  readonly sku: string;
  readonly location: string;
}

export const UNNAMED: ThingAt = { product_id: "", sku: "", location: "" };

/** The names of items at locations (null: of all together), in the order in which they are asked for. */
export async function thingsAt(
  tx: ShopTx,
  asked: readonly { readonly itemId: InventoryItemId; readonly locationId: LocationId | null }[],
): Promise<ThingAt[]> {
  return tx.rows<ThingAt & Record<string, unknown>>(
    `select coalesce(i.product_id::text, '') as product_id, coalesce(i.sku, '') as sku, coalesce(p.name, '') as location
       from unnest($2::bigint[], $3::bigint[]) with ordinality as x(item_id, location_id, n)
       left join inventory_item i on i.shop_id = $1 and i.item_id = x.item_id
       left join location p on p.shop_id = $1 and p.location_id = x.location_id
      order by x.n`,
    [tx.shopId, asked.map(({ itemId }) => itemId), asked.map(({ locationId }) => locationId)],
  );
}
