import type { InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { HALF_LIFE_DAYS, WINDOW_DAYS, type Sales } from "./domain/demand.ts";

/** So far back sales are read, in milliseconds. */
export const WINDOW_MS = WINDOW_DAYS * 86_400_000;

/** What was sold of an item at one location, and when nothing was left. */
export interface LevelSales extends Sales {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  /** When something was left last; null: not in twelve weeks. */
  readonly inStockUntil: Date | null;
}

/** How much a moment weighs, as SQL over an expression of type timestamptz; $4 is now. */
const weight = (at: string) =>
  `exp(${Math.LN2 / HALF_LIFE_DAYS} * least(0, extract(epoch from ${at} - $4::timestamptz)::float8 / 86400))`;

/**
 * The sales of all levels of these items, from the ledger: what is expected now minus what came later is what was there then. Reads each level's entries of the
 * last twelve weeks from an index, however long the ledger is. What sells without stock (policy CONTINUE) was for sale all the time.
 */
export async function readSales(tx: ShopTx, items: readonly InventoryItemId[], now: Date): Promise<LevelSales[]> {
  if (items.length === 0) return [];
  return tx.rows<LevelSales & Record<string, unknown>>(
    `with level as materialized (
       select l.item_id, l.location_id, l.x_available, least(greatest(l.opened_at, $3), $4) as start, i.inventory_policy = 'CONTINUE' as oversells
         from inventory_level l join inventory_item i on i.shop_id = l.shop_id and i.item_id = l.item_id
        where l.shop_id = $1 and l.item_id = any($2::bigint[])),
     step as (
       select l.*, e.occurred_at as at, e.available as change, e.cause = 'sold' and e.available < 0 as sale
         from level l cross join lateral (
           select s.occurred_at, s.available, s.cause from stock_entry s
            where s.shop_id = $1 and s.item_id = l.item_id and s.location_id = l.location_id and s.occurred_at > l.start and s.occurred_at <= $4
              and s.available <> 0) e
       union all select l.*, l.start, 0, false from level l),
     span as (
       select item_id, location_id, oversells, at, change, sale, x_available - coalesce(sum(change) over later, 0) as units,
              coalesce(lag(at) over newest, $4) as until
         from step window newest as (partition by item_id, location_id order by at desc),
                          later as (newest rows between unbounded preceding and 1 preceding)),
     weighed as (select *, ${weight("at")} as weight, (${weight("until")} - ${weight("at")}) / ${Math.LN2 / HALF_LIFE_DAYS} as days from span)
     select item_id as "itemId", location_id as "locationId",
            coalesce(sum(-change * weight) filter (where sale), 0)::float8 as sold,
            coalesce(sum(change::float8 * change * weight) filter (where sale), 0)::float8 as squares,
            coalesce(sum(days) filter (where units > 0 or oversells), 0)::float8 as days, sum(days)::float8 as "knownDays",
            max(until) filter (where units > 0) as "inStockUntil"
       from weighed group by item_id, location_id`,
    [tx.shopId, items, new Date(now.getTime() - WINDOW_MS), now],
  );
}
