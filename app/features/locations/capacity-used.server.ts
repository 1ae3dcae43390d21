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
  if (days.length === 0) return new Map();
  // The outermost ends are said once more as numbers: of a join alone the planner thinks that it needs every ninth fulfillment ever made.
  const rows = await tx.rows<{ id: LocationId; orders: number; units: number }>(
    `with work as (
       select f.location_id, f.order_id,
              (select sum(l.remaining) from fulfillment_order_line l
                where l.shop_id = f.shop_id and l.fulfillment_order_id = f.fulfillment_order_id) as units
         from fulfillment_order f
        where f.shop_id = $1 and f.status in ('OPEN', 'IN_PROGRESS') and f.location_id = any($2)
       union all
       select f.location_id, f.order_id,
              (select sum(l.quantity) from fulfillment_line l where l.shop_id = f.shop_id and l.fulfillment_id = f.fulfillment_id)
         from unnest($2::bigint[], $3::timestamptz[], $4::timestamptz[]) as d(location_id, starts_at, ends_at)
         join fulfillment f on f.shop_id = $1 and f.location_id = d.location_id and f.created_at >= d.starts_at and f.created_at < d.ends_at
        where f.status in ('OPEN', 'PENDING', 'SUCCESS') and f.created_at >= $5 and f.created_at < $6)
     select location_id as id, count(distinct order_id)::int as orders, coalesce(sum(units), 0)::int as units from work group by location_id`,
    [
      tx.shopId,
      days.map(({ locationId }) => locationId),
      days.map(({ startsAt }) => startsAt),
      days.map(({ endsAt }) => endsAt),
      new Date(Math.min(...days.map(({ startsAt }) => startsAt.getTime()))),
      new Date(Math.max(...days.map(({ endsAt }) => endsAt.getTime()))),
    ],
  );
  return new Map(rows.map(({ id, orders, units }) => [id, { orders, units }]));
}
