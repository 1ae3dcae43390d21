/** The app's mirror in the dev shop's own canonical form, read from outside (as the database's owner), to be compared exactly. */
import type { QueryResultRow } from "pg";
import type { ShopId } from "../../app/core/ids.ts";
import type { MirrorView } from "../devshop/state/mirror-view.ts";

type Rows = Record<keyof MirrorView, unknown[]>;

const seconds = (column: string) => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** One query per list; each gives objects with the keys and the order of `mirrorView`. */
const QUERIES: Record<keyof MirrorView, string> = {
  locations: `select json_build_object('id', location_id::text, 'name', name, 'isActive', active, 'fulfillsOnlineOrders', fulfills_online_orders,
      'shipsInventory', ships_inventory, 'isFulfillmentService', is_fulfillment_service) as view
    from location where shop_id = $1 and deleted_at is null order by location_id`,
  items: `select json_build_object('id', item_id::text, 'sku', sku, 'tracked', tracked, 'requiresShipping', requires_shipping) as view
    from inventory_item where shop_id = $1 and deleted_at is null order by item_id`,
  levels: `select json_build_object('itemId', item_id::text, 'locationId', location_id::text, 'isActive', active, 'quantities',
      json_build_object('available', available, 'on_hand', on_hand, 'committed', committed, 'incoming', incoming, 'reserved', reserved,
        'damaged', damaged, 'safety_stock', safety_stock, 'quality_control', quality_control)) as view
    from inventory_level where shop_id = $1 order by item_id, location_id`,
  orders: `select json_build_object('id', o.order_id::text, 'name', o.name, 'updatedAt', ${seconds("o.updated_at")}, 'cancelledAt', ${seconds("o.cancelled_at")},
      'financialStatus', o.financial_status, 'fulfillmentStatus', o.fulfillment_status,
      'tags', coalesce((select json_agg(t.tag order by t.tag) from order_tag t where t.shop_id = o.shop_id and t.order_id = o.order_id), '[]'),
      'lines', (select json_agg(json_build_object('id', l.line_id::text, 'sku', l.sku, 'quantity', l.quantity, 'currentQuantity', l.current_quantity) order by l.line_id)
                  from order_line l where l.shop_id = o.shop_id and l.order_id = o.order_id)) as view
    from shop_order o where o.shop_id = $1 and o.deleted_at is null order by o.order_id`,
  fulfillmentOrders: `select json_build_object('id', f.fulfillment_order_id::text, 'orderId', f.order_id::text, 'status', f.status, 'requestStatus', f.request_status,
      'locationId', f.location_id::text,
      'holds', (select coalesce(json_agg(json_build_object('id', split_part(h->>'id', '/', 5), 'reason', h->>'reason', 'handle', h->>'handle') order by h->>'id'), '[]')
                  from jsonb_array_elements(f.holds) h),
      'lines', (select coalesce(json_agg(json_build_object('id', l.line_id::text, 'lineItemId', l.order_line_id::text, 'totalQuantity', l.total, 'remainingQuantity', l.remaining) order by l.line_id), '[]')
                  from fulfillment_order_line l where l.shop_id = f.shop_id and l.fulfillment_order_id = f.fulfillment_order_id)) as view
    from fulfillment_order f where f.shop_id = $1 order by f.fulfillment_order_id`,
  fulfillments: `select json_build_object('id', f.fulfillment_id::text, 'orderId', f.order_id::text, 'status', f.status, 'displayStatus', f.display_status,
      'locationId', f.location_id::text, 'deliveredAt', ${seconds("f.delivered_at")}, 'estimatedDeliveryAt', ${seconds("f.estimated_delivery_at")},
      'tracking', (select coalesce(json_agg(json_build_object('company', t->'company', 'number', t->'number')), '[]') from jsonb_array_elements(f.tracking) t),
      'lines', (select json_agg(json_build_object('id', l.line_id::text, 'lineItemId', l.order_line_id::text, 'quantity', l.quantity) order by l.line_id)
                  from fulfillment_line l where l.shop_id = f.shop_id and l.fulfillment_id = f.fulfillment_id),
      'events', (select coalesce(json_agg(json_build_object('id', split_part(e->>'id', '/', 5), 'status', e->>'status', 'happenedAt',
                  to_char((e->>'at')::timestamptz at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by split_part(e->>'id', '/', 5)::bigint), '[]')
                  from jsonb_array_elements(f.events) e)) as view
    from fulfillment f where f.shop_id = $1 order by f.fulfillment_id`,
};

/** A pool or a single connection of the database's owner. */
interface Owner {
  query<Row extends QueryResultRow>(sql: string, values: unknown[]): Promise<{ rows: Row[] }>;
}

/** Reads the mirror of one shop as the dev shop's `mirrorView` shows it. */
export async function readMirror(owner: Owner, shopId: ShopId): Promise<Rows> {
  const lists: [string, unknown[]][] = [];
  for (const [name, sql] of Object.entries(QUERIES)) {
    const { rows } = await owner.query<{ view: unknown }>(sql, [shopId]);
    lists.push([name, rows.map((row) => row.view)]);
  }
  return Object.fromEntries(lists) as Rows;
}

const LEDGER_STATES = "available committed incoming reserved damaged safety_stock quality_control".split(" ");

/** Levels whose opening and entries do not add up to what is expected of them. */
export async function stockGaps(owner: Owner, shopId: ShopId): Promise<string[]> {
  const { rows } = await owner.query<{ gap: string }>(
    `select format('%s at %s: opening and entries %s, expected %s', l.item_id, l.location_id, array[${LEDGER_STATES.map((state) => `l.o_${state} + s.${state}`).join(", ")}],
                   array[${LEDGER_STATES.map((state) => `l.x_${state}`).join(", ")}]) as gap
       from inventory_level l,
            lateral (select ${LEDGER_STATES.map((state) => `coalesce(sum(e.${state}), 0) as ${state}`).join(", ")} from stock_entry e
                      where e.shop_id = l.shop_id and e.item_id = l.item_id and e.location_id = l.location_id) s
      where l.shop_id = $1 and (${LEDGER_STATES.map((state) => `l.o_${state} + s.${state} <> l.x_${state}`).join(" or ")})`,
    [shopId],
  );
  return rows.map(({ gap }) => gap);
}

/** Levels that show something else than their entries explain. */
export async function unexplained(owner: Owner, shopId: ShopId): Promise<string[]> {
  const { rows } = await owner.query<{ what: string }>(
    `select format('%s at %s: %s, explained %s', l.item_id, l.location_id, array[${LEDGER_STATES.map((state) => `l.${state}`).join(", ")}],
                   array[${LEDGER_STATES.map((state) => `l.x_${state}`).join(", ")}]) as what
       from inventory_level l where l.shop_id = $1 and l.differs`,
    [shopId],
  );
  return rows.map(({ what }) => what);
}
