import type { InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { suggest, type DayOfLevel, type Suggestion } from "./domain/suggest.ts";

/** What went wrong longer ago says little about tomorrow. */
const DAYS = 90;
const DAY_MS = 86_400_000;
/** Levels with the greatest losses; whoever has worked through them finds the next ones. */
const MOST = 30;
/** Sales are heard of within seconds; later than this, somebody may have counted on the unit. */
const LATE_S = 60;

/** A level that lost units, and what would have covered that. */
export interface LearnedBuffer {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly title: string;
  readonly variant: string | null;
  readonly sku: string | null;
  readonly days: number;
  readonly lost: number;
  readonly badDays: number;
  readonly late: number;
  /** What one unit is sold for, else what it costs, in the smallest unit of the shop's currency; null when neither is known. */
  readonly worthMinor: number | null;
  readonly worthIs: "price" | "cost" | null;
  readonly suggestions: readonly Suggestion[];
}

interface Row extends Omit<LearnedBuffer, "days" | "lost" | "badDays" | "late" | "suggestions" | "worthIs"> {
  readonly total: number;
  readonly target: number;
  readonly known: number;
  readonly costMinor: number | null;
  readonly byDay: readonly ({ readonly ago: number } & Omit<DayOfLevel, "short">)[];
  readonly [column: string]: unknown;
}

/** Suggestions for the levels that lost the most without a document in the last 90 days, and keep less than suggested. Most lost first. */
export async function learnBuffers(tx: ShopTx, currency: string, now: Date): Promise<LearnedBuffer[]> {
  const rows = await tx.rows<Row>(
    `with lossy as materialized (
       select item_id, location_id, -sum(available) as lost from stock_entry
        where shop_id = $1 and cause = 'outside' and available < 0 and occurred_at > $2 group by 1, 2 order by 3 desc, 1, 2 limit ${MOST})
     select l.item_id as "itemId", l.location_id as "locationId", i.title, i.variant_title as variant, i.sku, l.available + coalesce(b.held, 0) as total,
            coalesce(b.target, 0) as target, least(${DAYS}, ceil(extract(epoch from $3 - l.opened_at) / 86400))::int as known,
            case when i.unit_cost_currency = $4 then i.unit_cost_minor::float8 end as "costMinor",
            (select o.unit_price_minor::float8 from stock_entry s
               join order_line o on o.shop_id = s.shop_id and o.order_id = s.document_id and o.variant_id = i.variant_id
              where s.shop_id = l.shop_id and s.item_id = l.item_id and s.location_id = l.location_id and s.cause = 'sold' and s.document_kind = 'order'
              order by s.seq desc limit 1) as "worthMinor",
            (select coalesce(jsonb_agg(d), '[]') from (
               select floor(extract(epoch from $3 - e.occurred_at) / 86400)::int as ago,
                      coalesce(-sum(e.available) filter (where e.cause = 'outside' and e.available < 0), 0) as lost,
                      coalesce(-sum(e.available) filter (where e.cause = 'sold' and e.recorded_at > e.occurred_at + interval '${LATE_S} seconds'), 0) as late,
                      coalesce(-sum(e.available) filter (where e.cause = 'sold'), 0) as sold,
                      coalesce(sum(e.available) filter (where e.document_kind is distinct from 'Buffer'), 0) as change
                 from stock_entry e where e.shop_id = l.shop_id and e.item_id = l.item_id and e.location_id = l.location_id and e.occurred_at > $2
                group by 1) d) as "byDay"
       from lossy x
       join inventory_level l on l.shop_id = $1 and l.item_id = x.item_id and l.location_id = x.location_id and l.active
       join inventory_item i on i.shop_id = l.shop_id and i.item_id = l.item_id and i.deleted_at is null and i.tracked
       join location p on p.shop_id = l.shop_id and p.location_id = l.location_id and p.active and p.fulfills_online_orders
       left join buffer_level b on b.shop_id = l.shop_id and b.item_id = l.item_id and b.location_id = l.location_id
      order by x.lost desc, x.item_id, x.location_id`,
    [tx.shopId, new Date(now.getTime() - DAYS * DAY_MS), now, currency],
  );
  return rows.flatMap(({ byDay, known, total, target, costMinor, worthMinor, ...level }) => {
    const told = new Map(byDay.map((day) => [day.ago, day]));
    const days = Array.from({ length: Math.max(0, known) }, (_, index) => {
      const { lost = 0, late = 0, sold = 0, change = 0 } = told.get(known - 1 - index) ?? {};
      // Short picks are not recorded yet.
      return { lost, late, short: 0, sold, change };
    });
    const suggestions = suggest({ days, total }).filter(({ units }) => units > target);
    if (suggestions.length === 0) return [];
    return [
      {
        ...level,
        days: days.length,
        lost: days.reduce((sum, day) => sum + day.lost, 0),
        badDays: days.filter((day) => day.lost > 0).length,
        late: days.reduce((sum, day) => sum + day.late, 0),
        worthMinor: worthMinor ?? costMinor,
        worthIs: worthMinor === null ? (costMinor === null ? null : "cost") : "price",
        suggestions,
      },
    ];
  });
}
