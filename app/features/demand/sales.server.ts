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

const FADES = Math.LN2 / HALF_LIFE_DAYS;
/** Days from now until then, below 0 in the past, as SQL; $4 is now. In floating point from here on: numeric, which `extract` gives, is ten times slower. */
const daysTo = (at: string) => `extract(epoch from ${at} - $4::timestamptz)::float8 / 86400`;

/**
 * The sales of all levels of these items, from the ledger: what is expected now minus what came later is what was there then. Reads each level's entries of the
 * last twelve weeks from an index, however long the ledger is. What sells without stock (policy CONTINUE) was for sale all the time.
 */
export async function readSales(tx: ShopTx, items: readonly InventoryItemId[], now: Date): Promise<LevelSales[]> {
  if (items.length === 0) return [];
  return tx.rows<LevelSales & Record<string, unknown>>(
    `with level as materialized (
       select l.item_id, l.location_id, l.x_available, greatest(l.opened_at, $3) as start, i.inventory_policy = 'CONTINUE' as oversells
         from inventory_level l join inventory_item i on i.shop_id = l.shop_id and i.item_id = l.item_id
        where l.shop_id = $1 and l.item_id = any($2::bigint[])),
     step as (
       select l.item_id, l.location_id, l.x_available, l.oversells, ${daysTo("e.occurred_at")} as day, e.available as change,
              e.cause = 'sold' and e.available < 0 as sale
         from level l cross join lateral (
           select s.occurred_at, s.available, s.cause from stock_entry s
            where s.shop_id = $1 and s.item_id = l.item_id and s.location_id = l.location_id and s.occurred_at > l.start and s.occurred_at <= $4
              and s.available <> 0) e
       union all select item_id, location_id, x_available, oversells, least(0, ${daysTo("start")}), 0, false from level),
     span as (
       select item_id, location_id, oversells, day, change, sale, x_available - coalesce(sum(change) over later, 0) as units,
              coalesce(lag(day) over newest, 0) as until
         from step window newest as (partition by item_id, location_id order by day desc),
                          later as (newest rows between unbounded preceding and 1 preceding)),
     weighed as (select *, exp(${FADES} * day) as weight, (exp(${FADES} * until) - exp(${FADES} * day)) / ${FADES} as days from span)
     select item_id as "itemId", location_id as "locationId",
            coalesce(sum(-change * weight) filter (where sale), 0)::float8 as sold,
            coalesce(sum(change::float8 * change * weight) filter (where sale), 0)::float8 as squares,
            coalesce(sum(days) filter (where units > 0 or oversells), 0)::float8 as days, sum(days)::float8 as "knownDays",
            $4::timestamptz + max(until) filter (where units > 0) * interval '1 day' as "inStockUntil"
       from weighed group by item_id, location_id`,
    [tx.shopId, items, new Date(now.getTime() - WINDOW_MS), now],
  );
}
