import type { InventoryItemId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { suggest, type ItemToMove, type Place, type Suggestion } from "./domain/suggest.ts";
import { readSetting } from "./setting.server.ts";

/** Sales are averaged over so many days. */
const SOLD_DAYS = 28;
const DAY_MS = 86_400_000;
/** Items that are looked at: those that sell most. */
const MOST_ITEMS = 5_000;

/** A suggestion with what people call the things in it. */
export interface NamedSuggestion extends Suggestion {
  readonly title: string;
  readonly variant: string | null;
  readonly sku: string | null;
  readonly fromName: string;
  readonly toName: string;
}

interface Row extends Place {
  readonly itemId: InventoryItemId;
  readonly title: string;
  readonly variant: string | null;
  readonly sku: string | null;
  readonly place: string;
  readonly valueMinor: number | null;
  readonly pack: number;
  readonly minimum: number;
  readonly [column: string]: unknown;
}

/** What should be moved between locations, from what was sold where in the last 28 days. A unit is worth its cost, if that is in `currency`. */
export async function suggestTransfers(tx: ShopTx, currency: string, now: Date): Promise<NamedSuggestion[]> {
  const setting = await readSetting(tx);
  const rows = await readPlaces(tx, currency, setting.targetDays, now);
  const items = [...Map.groupBy(rows, ({ itemId }) => itemId)].map(([itemId, places]): ItemToMove => {
    const { valueMinor = null, pack = 1, minimum = 1 } = places[0] ?? {};
    return { itemId, valueMinor, pack, minimum, places };
  });
  const names = new Map(rows.map((row) => [`${row.itemId} ${row.locationId}`, row]));
  return suggest(items, setting).map((suggestion) => {
    const from = names.get(`${suggestion.itemId} ${suggestion.from.locationId}`);
    const to = names.get(`${suggestion.itemId} ${suggestion.to.locationId}`);
    return {
      ...suggestion,
      from: placeOf(suggestion.from),
      to: placeOf(suggestion.to),
      title: from?.title ?? "",
      variant: from?.variant ?? null,
      sku: from?.sku ?? null,
      fromName: from?.place ?? "",
      toName: to?.place ?? "",
    };
  });
}

function placeOf({ locationId, available, coming, promised, soldPerDay, targetDays }: Place): Place {
  return { locationId, available, coming, promised, soldPerDay, targetDays };
}

/**
 * The levels of items that sell, with what is on its way there: in transit, in transfers that have not left, and in what somebody asked for a moment
 * ago. What a draft will take is still available at its origin.
 */
function readPlaces(tx: ShopTx, currency: string, targetDays: number, now: Date): Promise<Row[]> {
  return tx.rows<Row>(
    `with sold as materialized (
       select item_id, location_id, -sum(available)::float8 / ${SOLD_DAYS} as per_day from stock_entry
        where shop_id = $1 and cause = 'sold' and occurred_at > $2 group by 1, 2),
     wanted as materialized (
       select item_id from sold where per_day > 0 group by item_id order by sum(per_day) desc, item_id limit ${MOST_ITEMS}),
     sent as materialized (
       select s.transfer_id, g.item_id, sum(g.quantity)::int as units from transfer t
         join shipment s on s.shop_id = t.shop_id and s.transfer_id = t.transfer_id and s.status <> 'DRAFT'
         join shipment_line g on g.shop_id = s.shop_id and g.shipment_id = s.shipment_id
        where t.shop_id = $1 and t.status in ('READY_TO_SHIP', 'IN_PROGRESS') group by 1, 2),
     promised as materialized (
       select l.item_id, t.origin_id, t.destination_id, t.status = 'DRAFT' as draft, greatest(0, l.quantity - coalesce(s.units, 0)) as units
         from transfer t join transfer_line l on l.shop_id = t.shop_id and l.transfer_id = t.transfer_id
         left join sent s on s.transfer_id = t.transfer_id and s.item_id = l.item_id
        where t.shop_id = $1 and t.status in ('DRAFT', 'READY_TO_SHIP', 'IN_PROGRESS')
       union all
       select l.item_id, p.origin_id, p.destination_id, true, l.quantity
         from transfer_plan p join transfer_plan_line l on l.shop_id = p.shop_id and l.plan_id = p.plan_id
         join intent i on i.shop_id = p.shop_id and i.intent_id = p.intent_id
        where p.shop_id = $1 and (p.transfer_id is null and i.status in ('waiting', 'sending', 'unsure')
           or p.transfer_id is not null and not exists (select 1 from transfer t where t.shop_id = p.shop_id and t.transfer_id = p.transfer_id)))
     select v.item_id as "itemId", v.location_id as "locationId", i.title, i.variant_title as variant, i.sku, p.name as place,
            v.available, coalesce(s.per_day, 0)::float8 as "soldPerDay", coalesce(t.days, $3)::int as "targetDays",
            (v.incoming + coalesce((select sum(units) from promised c where c.item_id = v.item_id and c.destination_id = v.location_id), 0))::int as coming,
            coalesce((select sum(units) from promised c where c.item_id = v.item_id and c.origin_id = v.location_id and c.draft), 0)::int as promised,
            case when i.unit_cost_currency = $4 then i.unit_cost_minor::float8 end as "valueMinor",
            coalesce(k.pack, 1) as pack, coalesce(k.minimum, 1) as minimum
       from wanted w
       join inventory_item i on i.shop_id = $1 and i.item_id = w.item_id and i.tracked and i.deleted_at is null
       join inventory_level v on v.shop_id = $1 and v.item_id = w.item_id and v.active
       join location p on p.shop_id = $1 and p.location_id = v.location_id and p.active and p.deleted_at is null and not p.is_fulfillment_service
       left join sold s on s.item_id = v.item_id and s.location_id = v.location_id
       left join transfer_target t on t.shop_id = $1 and t.location_id = v.location_id
       left join transfer_pack k on k.shop_id = $1 and k.item_id = w.item_id
      order by v.item_id, v.location_id`,
    [tx.shopId, new Date(now.getTime() - SOLD_DAYS * DAY_MS), targetDays, currency],
  );
}
