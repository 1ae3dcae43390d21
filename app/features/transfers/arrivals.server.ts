import type { InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";

/** When the next units of an item are expected at a location. */
export interface Arrival {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly at: Date;
}

/** The next shipment with units of these items that are still to be received, for each location; without those that nobody gave a day. */
export async function readArrivals(tx: ShopTx, items: readonly InventoryItemId[]): Promise<Arrival[]> {
  return tx.rows<Arrival & Record<string, unknown>>(
    `select g.item_id as "itemId", t.destination_id as "locationId", min(s.arrives_at) as at
       from transfer t
       join shipment s on s.shop_id = t.shop_id and s.transfer_id = t.transfer_id and s.status in ('IN_TRANSIT', 'PARTIALLY_RECEIVED')
       join shipment_line g on g.shop_id = s.shop_id and g.shipment_id = s.shipment_id
      where t.shop_id = $1 and t.status in ('READY_TO_SHIP', 'IN_PROGRESS') and t.destination_id is not null and s.arrives_at is not null
        and g.item_id = any($2::bigint[]) and g.quantity > g.accepted + g.rejected
      group by 1, 2`,
    [tx.shopId, items],
  );
}
