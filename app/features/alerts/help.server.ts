import type { AlertId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readArrivals } from "../transfers/public.server.ts";
import type { ListedAlert } from "./list.server.ts";

/** Of the orders that wait, so many are named. */
const MOST_NAMED = 3;

/** What waits for an item that runs out, and what could help. */
export interface Help {
  /** Units on their way there, and when the next of them are expected. */
  readonly incoming: number;
  readonly arrivesAt: string | null;
  /** Units at other locations. */
  readonly elsewhere: number;
  /** Orders that are still to ship from there. */
  readonly waiting: number;
  readonly orders: readonly { readonly orderId: OrderId; readonly name: string }[];
}

/** One look for all alerts of a page. */
export async function readHelp(tx: ShopTx, alerts: readonly ListedAlert[]): Promise<ReadonlyMap<AlertId, Help>> {
  if (alerts.length === 0) return new Map();
  const asked = alerts.map(({ alertId, itemId, locationId }) => ({ a: alertId, i: itemId, l: locationId }));
  const rows = await tx.rows<Omit<Help, "arrivesAt"> & { alertId: AlertId; [column: string]: unknown }>(
    `select x.a as "alertId", here.incoming, here.elsewhere, wait.waiting, wait.orders
       from jsonb_to_recordset($2::jsonb) as x(a bigint, i bigint, l bigint)
       cross join lateral (
         select coalesce(sum(v.incoming) filter (where v.location_id = x.l or x.l is null and p.fulfills_online_orders), 0)::int as incoming,
                coalesce(sum(v.available) filter (where v.available > 0 and case when x.l is null then not p.fulfills_online_orders
                                                                              else v.location_id <> x.l end), 0)::int as elsewhere
           from inventory_level v join location p on p.shop_id = v.shop_id and p.location_id = v.location_id
          where v.shop_id = $1 and v.item_id = x.i and v.active and p.active) here
       cross join lateral (
         select count(*)::int as waiting,
                coalesce(jsonb_agg(jsonb_build_object('orderId', w.order_id::text, 'name', w.name) order by w.order_id)
                           filter (where w.place <= ${MOST_NAMED}), '[]') as orders
           from (select o.order_id, o.name, row_number() over (order by o.order_id) as place
                   from (select s.order_id from order_stock s where s.shop_id = $1 and s.item_id = x.i and s.committed > 0
                            and (x.l is null or s.location_id = x.l) group by 1) s
                   join shop_order o on o.shop_id = $1 and o.order_id = s.order_id) w) wait`,
    [tx.shopId, JSON.stringify(asked)],
  );
  const arrivals = await readArrivals(
    tx,
    alerts.map(({ itemId }) => itemId),
  );
  const arrivesAt = ({ itemId, locationId }: ListedAlert) => {
    const days = arrivals.filter(
      (each) => each.itemId === itemId && (locationId ?? each.locationId) === each.locationId,
    );
    return days.map(({ at }) => at.toISOString()).sort()[0] ?? null;
  };
  const found = new Map(alerts.map((alert) => [alert.alertId, arrivesAt(alert)]));
  return new Map(rows.map(({ alertId, ...help }) => [alertId, { ...help, arrivesAt: found.get(alertId) ?? null }]));
}
