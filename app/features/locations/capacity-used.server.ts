import type { LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Load } from "./domain/location-state.ts";

/** A day of a location: each has its own, in its zone. */
interface LocationDay {
  readonly locationId: LocationId;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/**
 * What these days have of orders and units, from the mirror: what is open there now (fulfillment orders that are open or in progress) and what was sent
 * that day. An order that was sent in part counts once. What is scheduled, on hold or cancelled does not count. A location without an entry has nothing.
 */
export async function capacityUsed(tx: ShopTx, days: readonly LocationDay[]): Promise<ReadonlyMap<LocationId, Load>> {
  const rows = await tx.rows<{ id: LocationId; orders: number; units: number }>(
    `with day as (select * from unnest($2::bigint[], $3::timestamptz[], $4::timestamptz[]) as d(location_id, starts_at, ends_at)),
     work as (
       select f.location_id, f.order_id, l.remaining as units
         from fulfillment_order f
         join fulfillment_order_line l on l.shop_id = f.shop_id and l.fulfillment_order_id = f.fulfillment_order_id
        where f.shop_id = $1 and f.status in ('OPEN', 'IN_PROGRESS') and f.location_id = any($2) and l.remaining > 0
       union all
       select f.location_id, f.order_id, l.quantity
         from day d
         join fulfillment f on f.shop_id = $1 and f.location_id = d.location_id and f.created_at >= d.starts_at and f.created_at < d.ends_at
         join fulfillment_line l on l.shop_id = f.shop_id and l.fulfillment_id = f.fulfillment_id
        where f.status in ('OPEN', 'PENDING', 'SUCCESS'))
     select location_id as id, count(distinct order_id)::int as orders, sum(units)::int as units from work group by location_id`,
    [
      tx.shopId,
      days.map(({ locationId }) => locationId),
      days.map(({ startsAt }) => startsAt),
      days.map(({ endsAt }) => endsAt),
    ],
  );
  return new Map(rows.map(({ id, orders, units }) => [id, { orders, units }]));
}
