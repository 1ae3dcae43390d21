import type { DecisionId, InventoryItemId, LineItemId, OrderId, RuleSetId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readLive } from "../automation/public.server.ts";
import type { Decision } from "./domain/decide.ts";
import type { Shortfall } from "./domain/plan.ts";
import type { Trace } from "./domain/trace.ts";
import { unblocksOf, type Elsewhere, type Missing, type Ways } from "./domain/unblock.ts";

/** What would unblock one decision of an order, with what a link to it needs. */
interface Unblocks extends Ways {
  readonly orderId: OrderId;
  readonly decisionId: DecisionId;
  /** The line of the order that an item stands in. */
  readonly lineOf: Readonly<Record<InventoryItemId, LineItemId>>;
  /** The set that a rule stands in, while it is live. */
  readonly setOf: Readonly<Record<string, RuleSetId>>;
}

interface Row {
  readonly order_id: OrderId;
  readonly decision_id: DecisionId;
  readonly plan: Decision;
  readonly trace: Trace;
  readonly lines: readonly { readonly lineItemId: LineItemId; readonly itemId: InventoryItemId | null }[];
  readonly [column: string]: unknown;
}

/** What would let the fulfillment orders of an order ship that cannot, by their newest decisions; as things are now. */
export const unblocksOfOrder = async (tx: ShopTx, orderId: OrderId, now: Date): Promise<Unblocks[]> =>
  (await unblocksOfOrders(tx, [orderId], now)).get(orderId) ?? [];

/** What would let the fulfillment orders of orders ship that cannot, the same for several at once. Orders that lack nothing are left out. */
export async function unblocksOfOrders(
  tx: ShopTx,
  orderIds: readonly OrderId[],
  now: Date,
): Promise<Map<OrderId, Unblocks[]>> {
  const rows = await tx.rows<Row>(
    `select distinct on (d.fulfillment_order_id) d.order_id, d.decision_id, d.plan, d.trace,
            (select jsonb_agg(jsonb_build_object('lineItemId', l.order_line_id::text, 'itemId', l.item_id::text))
               from fulfillment_order_line l where l.shop_id = $1 and l.fulfillment_order_id = d.fulfillment_order_id) as lines
       from routing_decision d
       join fulfillment_order f on f.shop_id = $1 and f.fulfillment_order_id = d.fulfillment_order_id and f.status in ('OPEN', 'ON_HOLD')
      where d.shop_id = $1 and d.order_id = any($2::bigint[]) order by d.fulfillment_order_id, d.decision_id desc`,
    [tx.shopId, orderIds],
  );
  const blocked = rows.flatMap(({ plan, ...row }) => {
    if (!("shortfalls" in plan) || plan.shortfalls.length === 0) return [];
    const itemOf = new Map(row.lines.map((line) => [line.lineItemId, line.itemId]));
    return [{ ...row, missing: missingOf(plan.shortfalls, itemOf) }];
  });
  if (blocked.length === 0) return new Map();
  const items = blocked.flatMap(({ missing }) => missing.map(({ itemId }) => itemId));
  const elsewhere = await readElsewhere(tx, [...new Set(items)]);
  const setOf = await setsOfRules(tx, now);
  const found = blocked.map(({ order_id: orderId, decision_id: decisionId, trace, lines, missing }) => {
    const { locations, assignedLocationId, rules = {} } = trace;
    const held = elsewhere.held.filter((each) => each.orderId !== orderId);
    return {
      orderId,
      decisionId,
      ...unblocksOf({ missing, assignedLocationId, locations, rules }, { ...elsewhere, held }),
      lineOf: Object.fromEntries(
        lines.flatMap(({ lineItemId, itemId }) => (itemId === null ? [] : [[itemId, lineItemId]])),
      ),
      setOf,
    };
  });
  return Map.groupBy(found, ({ orderId }) => orderId);
}

/** Lines of one item lack together. */
function missingOf(
  shortfalls: readonly Shortfall[],
  itemOf: ReadonlyMap<LineItemId, InventoryItemId | null>,
): Missing[] {
  const byItem = new Map<InventoryItemId, Missing>();
  for (const { lineItemId, wanted, short } of shortfalls) {
    const itemId = itemOf.get(lineItemId) ?? null;
    if (itemId === null) continue;
    const sofar = byItem.get(itemId);
    byItem.set(itemId, { itemId, wanted: wanted + (sofar?.wanted ?? 0), short: short + (sofar?.short ?? 0) });
  }
  return [...byItem.values()];
}

async function readElsewhere(tx: ShopTx, items: readonly InventoryItemId[]): Promise<Elsewhere> {
  const levels = await tx.rows<Elsewhere["levels"][number] & Record<string, unknown>>(
    `select l.item_id as "itemId", l.location_id as "locationId", l.available, l.incoming, coalesce(b.held, 0) as buffered
       from inventory_level l
       left join buffer_level b on b.shop_id = l.shop_id and b.item_id = l.item_id and b.location_id = l.location_id
      where l.shop_id = $1 and l.item_id = any($2::bigint[]) and l.active`,
    [tx.shopId, items],
  );
  const transfers = await tx.rows<Omit<Elsewhere["transfers"][number], "at"> & { at: Date | null }>(
    `select x.item_id as "itemId", t.destination_id as "locationId", t.transfer_id as "transferId",
            (x.quantity - coalesce(g.done, 0))::int as units, g.at
       from transfer t
       join transfer_line x on x.shop_id = t.shop_id and x.transfer_id = t.transfer_id
       left join lateral (select sum(l.accepted + l.rejected) as done, min(s.arrives_at) filter (where l.quantity > l.accepted + l.rejected) as at
                            from shipment s join shipment_line l on l.shop_id = s.shop_id and l.shipment_id = s.shipment_id
                           where s.shop_id = t.shop_id and s.transfer_id = t.transfer_id and l.item_id = x.item_id) g on true
      where t.shop_id = $1 and t.status in ('READY_TO_SHIP', 'IN_PROGRESS') and t.destination_id is not null and x.item_id = any($2::bigint[])
      order by g.at nulls last, t.transfer_id`,
    [tx.shopId, items],
  );
  const held = await tx.rows<Elsewhere["held"][number] & Record<string, unknown>>(
    `select l.item_id as "itemId", f.location_id as "locationId", o.order_id as "orderId", o.name as "orderName", sum(l.remaining)::int as units
       from fulfillment_order f
       join fulfillment_order_line l on l.shop_id = f.shop_id and l.fulfillment_order_id = f.fulfillment_order_id
       join shop_order o on o.shop_id = f.shop_id and o.order_id = f.order_id
       left join routing_case c on c.shop_id = f.shop_id and c.fulfillment_order_id = f.fulfillment_order_id
      where f.shop_id = $1 and f.status = 'ON_HOLD' and f.location_id is not null and l.item_id = any($2::bigint[])
        and l.remaining > 0
        -- What only waits for stock keeps nothing from others (load-snapshots.server.ts).
        and c.retry_at is null
      group by 1, 2, 3, 4 order by 3`,
    [tx.shopId, items],
  );
  return { levels, transfers: transfers.map((each) => ({ ...each, at: each.at?.toISOString() ?? null })), held };
}

async function setsOfRules(tx: ShopTx, now: Date): Promise<Record<string, RuleSetId>> {
  const live = await readLive(tx, "order.routing", now);
  // Live versions were read as rules before they were approved.
  return Object.fromEntries(
    live.flatMap(({ setId, rules }) => (rules as readonly { id: string }[]).map(({ id }) => [id, setId])),
  );
}
