import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Cause } from "../inventory/domain/cause.ts";
import { readLocations } from "../inventory/public.server.ts";
import { IS_MOVABLE } from "./store.server.ts";
import { isAtRest, isShock, type StockChange } from "./domain/shock.ts";

/** Where the shop stood when its open orders were looked over together. Stored as JSON. */
export interface Seen {
  /** The last entry of the stock ledger. */
  readonly entry: string;
  /** Locations that may ship, in order. */
  readonly locations: readonly string[];
}

/** Everything but what orders do by being placed, moved and shipped. */
const FROM_WITHOUT: readonly Cause[] = ["ours", "transferred", "outside", "restocked", "released"];

/** Where the shop stands now. */
export async function readSeen(tx: ShopTx): Promise<Seen> {
  const [row] = await tx.rows<{ entry: string }>(
    "select seq::text as entry from stock_entry where shop_id = $1 order by seq desc limit 1",
    [tx.shopId],
  );
  const ships = (await readLocations(tx)).filter(
    ({ active, shipsInventory, fulfillsOnlineOrders }) => active && shipsInventory && fulfillsOnlineOrders,
  );
  return { entry: row?.entry ?? "0", locations: ships.map(({ id }) => id) };
}

/**
 * Whether the stock that open orders want, or the locations that may ship, have changed enough since `seen` to look them over before it is time, and the
 * changes are at rest. `least`: units (shock.ts); 0: never. What Shopify does not explain is in the ledger after two reconciles.
 */
export async function isShocked(tx: ShopTx, seen: Seen, present: Seen, least: number, now: Date): Promise<boolean> {
  if (least === 0) return false;
  if (seen.locations.join() !== present.locations.join()) return true;
  const changes = await readChanges(tx, seen);
  return isShock(changes, least) && isAtRest(changes, now.getTime());
}

/** What changed of items that open orders want which nobody has begun. Those with a label count as well: at worst, a look finds nothing. */
async function readChanges(tx: ShopTx, seen: Seen): Promise<StockChange[]> {
  const rows = await tx.rows<Omit<StockChange, "firstAt" | "lastAt"> & { firstAt: Date; lastAt: Date }>(
    `with entry as (
       select item_id, location_id, recorded_at, available,
              sum(available) over (partition by item_id, location_id order by seq) as level
         from stock_entry where shop_id = $1 and seq > $2 and cause = any($3::text[]) and available <> 0),
     changed as materialized (
       select item_id, location_id, (sum(available) - least(0, min(level)))::int as came, (greatest(0, max(level)) - sum(available))::int as went,
              min(recorded_at) as first_at, max(recorded_at) as last_at
         from entry group by 1, 2),
     wanted as materialized (
       select l.item_id, f.location_id, sum(l.remaining)::int as units
         from routing_case c
         join fulfillment_order f on f.shop_id = c.shop_id and f.fulfillment_order_id = c.fulfillment_order_id
         join fulfillment_order_line l on l.shop_id = c.shop_id and l.fulfillment_order_id = c.fulfillment_order_id
        where c.shop_id = $1 and c.status in ('decided', 'ours') and c.retry_at is null
          and ${IS_MOVABLE} and f.request_status = 'UNSUBMITTED' and f.holds = '[]'
          and l.item_id in (select item_id from changed) group by 1, 2)
     select c.item_id as "itemId", c.location_id as "locationId", c.came, c.went, c.first_at as "firstAt", c.last_at as "lastAt",
            coalesce(sum(w.units) filter (where w.location_id = c.location_id), 0)::int as "wantedHere",
            coalesce(sum(w.units) filter (where w.location_id <> c.location_id), 0)::int as "wantedElsewhere"
       from changed c join wanted w on w.item_id = c.item_id group by 1, 2, 3, 4, 5, 6`,
    [tx.shopId, seen.entry, FROM_WITHOUT],
  );
  return rows.map((row) => ({ ...row, firstAt: row.firstAt.getTime(), lastAt: row.lastAt.getTime() }));
}
