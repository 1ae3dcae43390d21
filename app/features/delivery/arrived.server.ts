import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { factsOf, type Journey } from "./domain/eta/facts-of.ts";
import type { ArrivedParcel } from "./domain/eta/parcel.ts";
import { leavesAt, type CalendarOrigin } from "./origins.server.ts";

interface ArrivedRow extends JourneyColumns {
  readonly location_id: string;
  readonly placed_at: Date;
  readonly handed_over: Date | null;
  readonly delivered_at: Date;
  readonly [column: string]: unknown;
}

/** Columns of `JOURNEY`. */
export interface JourneyColumns {
  readonly method: string | null;
  readonly country: string | null;
  readonly province: string | null;
  readonly lat: number | null;
  readonly lng: number | null;
  readonly grams: number | null;
  readonly units: number | null;
}

/** What is known of a journey from its order, as columns of `shop_order o`. */
export const JOURNEY = `coalesce(o.shipping_title, o.shipping_code) as method, o.dest_country as country, o.facts ->> 'province' as province,
  o.dest_lat as lat, o.dest_lng as lng, (o.facts ->> 'grams')::float8 as grams, o.units`;

export const journeyOf = ({ lat, lng, grams, ...rest }: JourneyColumns): Journey => ({
  ...rest,
  // Shopify writes 0 where no weight was entered.
  grams: grams === 0 ? null : grams,
  destination: lat === null || lng === null ? null : { latitude: lat, longitude: lng },
});

/**
 * The parcels of the shop that arrived last since a day, at most `count`, our own and what others sent, as what predicted dates are learned from. Each is
 * counted from when it was to be handed over by the calendar of its location, or from when it was, if that was earlier.
 */
export async function arrivedParcels(
  tx: ShopTx,
  origins: ReadonlyMap<string, CalendarOrigin>,
  since: Date,
  count: number,
): Promise<(ArrivedParcel & { readonly country: string | null })[]> {
  const rows = await tx.rows<ArrivedRow>(
    `select a.*, o.placed_at, ${JOURNEY}
       from (select order_id, location_id, delivered_at, (select min(c.occurred_at) from parcel_scan c
                      where c.shop_id = p.shop_id and c.parcel_id = p.parcel_id and c.stage in ('handed_over', 'in_transit')) as handed_over
               from (select * from parcel where shop_id = $1 and delivered_at >= $2 order by delivered_at desc limit $3) p
              union all
             select order_id, location_id, delivered_at, created_at
               from (select * from fulfillment f where f.shop_id = $1 and f.delivered_at >= $2 and f.location_id is not null
                        and not exists (select 1 from parcel p where p.shop_id = f.shop_id and p.fulfillment_id = f.fulfillment_id)
                      order by f.delivered_at desc limit $3) f) a
       join shop_order o on o.shop_id = $1 and o.order_id = a.order_id
      where o.cancelled_at is null`,
    [tx.shopId, since, count],
  );
  return rows.flatMap((row) => {
    const origin = origins.get(row.location_id);
    if (!origin) return [];
    const planned = leavesAt(origin, row.placed_at.getTime());
    const left = Math.min(planned, row.handed_over?.getTime() ?? planned);
    const deliveredAt = row.delivered_at.getTime();
    if (deliveredAt <= left) return [];
    return [{ ...factsOf(left, origin, journeyOf(row)), country: row.country, deliveredAt }];
  });
}
