import type { LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";

/** How long a parcel was on its way. */
export interface TransitSeen {
  readonly locationId: LocationId;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly handedOver: Date;
  readonly delivered: Date;
}

/** The parcels that were delivered last, at most `count`: from the carrier's first scan of them to the door. What has no scan before that tells nothing. */
export async function transitSeen(tx: ShopTx, since: Date, count: number): Promise<TransitSeen[]> {
  return tx.rows<TransitSeen & Record<string, unknown>>(
    `select p.location_id as "locationId", o.dest_country as country, s.at as "handedOver", p.delivered_at as delivered
       from (select * from parcel where shop_id = $1 and stage = 'delivered' and created_at >= $2 order by created_at desc limit $3) p
       join shop_order o on o.shop_id = p.shop_id and o.order_id = p.order_id
       cross join lateral (select min(occurred_at) as at from parcel_scan c
                            where c.shop_id = p.shop_id and c.parcel_id = p.parcel_id and c.stage in ('handed_over', 'in_transit')) s
      where o.dest_country is not null and p.delivered_at >= s.at`,
    [tx.shopId, since, count],
  );
}
