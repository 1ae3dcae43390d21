import type { FulfillmentId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { trackedBy, type StatusFulfillment, type TrackedBy } from "./domain/order-status.ts";

/** A tracking number of a fulfilment that somebody else made. */
export interface ParcelByOthers extends TrackedBy {
  readonly fulfillmentId: FulfillmentId;
  /** Nobody named the carrier: the number's format did. */
  readonly carrierFromNumber: boolean;
}

/** What was sent of an order without us: every tracking number of the fulfilments that are none of our parcels, the oldest first. */
export async function parcelsByOthers(tx: ShopTx, orderId: OrderId): Promise<ParcelByOthers[]> {
  const rows = await tx.rows<{ fulfillment_id: FulfillmentId; tracking: NonNullable<StatusFulfillment["tracking"]> }>(
    `select f.fulfillment_id, t.value as tracking
       from fulfillment f cross join lateral jsonb_array_elements(f.tracking) with ordinality as t (value, place)
      where f.shop_id = $1 and f.order_id = $2 and f.status <> 'CANCELLED' and t.value ->> 'number' is not null
        and not exists (select 1 from parcel p where p.shop_id = f.shop_id and p.fulfillment_id = f.fulfillment_id)
      order by f.created_at, f.fulfillment_id, t.place`,
    [tx.shopId, orderId],
  );
  return rows.map(({ fulfillment_id, tracking }) => {
    const read = trackedBy(tracking);
    return { fulfillmentId: fulfillment_id, ...read, carrierFromNumber: read.carrier !== tracking.company };
  });
}
