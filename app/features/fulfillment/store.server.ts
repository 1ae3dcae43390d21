import type { FulfillmentOrderId, InventoryItemId, LocationId, OrderId } from "../../core/ids.ts";
import { KINDS } from "../../core/kinds.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { leavesNoRoom, type Parcel } from "../delivery/public.server.ts";
import { PAYABLE, RISK_WAIT_MS, SETTLED_CASES, type ShipFacts } from "./domain/may-ship.ts";

/** A fulfillment order as shipping looks at it: what decides, and what the parcel is made of. */
export interface Shippable {
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly orderId: OrderId;
  readonly locationId: string | null;
  readonly method: { readonly code: string | null; readonly title: string | null };
  readonly facts: ShipFacts;
}

interface Row {
  readonly fulfillment_order_id: FulfillmentOrderId;
  readonly order_id: OrderId;
  readonly location_id: string | null;
  readonly status: string;
  readonly request_status: string;
  readonly delivery_method: string;
  readonly can_fulfill: boolean;
  readonly holds: number;
  readonly remaining: number;
  readonly has_parcel: boolean;
  readonly cancelled: boolean;
  readonly financial_status: string;
  readonly risk: string;
  readonly placed_at: Date;
  readonly shipping_code: string | null;
  readonly shipping_title: string | null;
  readonly case_status: string | null;
  readonly outcome: string | null;
  readonly mode: string | null;
  readonly fits_here: boolean;
  readonly [column: string]: unknown;
}

const SHIPPABLE = `
  select f.fulfillment_order_id, f.order_id, f.location_id, f.status, f.request_status, f.delivery_method,
         'CREATE_FULFILLMENT' = any(f.supported_actions) as can_fulfill, jsonb_array_length(f.holds) as holds,
         (select coalesce(sum(l.remaining), 0)::int from fulfillment_order_line l
           where l.shop_id = f.shop_id and l.fulfillment_order_id = f.fulfillment_order_id) as remaining,
         exists (select 1 from parcel p where p.shop_id = f.shop_id and p.fulfillment_order_id = f.fulfillment_order_id
                    and ${leavesNoRoom("p")}) as has_parcel,
         o.cancelled_at is not null or o.deleted_at is not null as cancelled, o.financial_status, o.risk, o.placed_at,
         o.shipping_code, o.shipping_title, c.status as case_status, d.outcome, d.mode, d.stay_minor is not null as fits_here
    from fulfillment_order f
    join shop_order o on o.shop_id = f.shop_id and o.order_id = f.order_id
    left join routing_case c on c.shop_id = f.shop_id and c.fulfillment_order_id = f.fulfillment_order_id
    left join routing_decision d on d.shop_id = c.shop_id and d.decision_id = c.decision_id`;

/** Undefined when the mirror has no such fulfillment order, or not its order yet. */
export async function readShippable(
  tx: ShopTx,
  fulfillmentOrderId: FulfillmentOrderId,
): Promise<Shippable | undefined> {
  const rows = await tx.rows<Row>(`${SHIPPABLE} where f.shop_id = $1 and f.fulfillment_order_id = $2`, [
    tx.shopId,
    fulfillmentOrderId,
  ]);
  return rows.map(shippable)[0];
}

/** The fulfillment orders of an order that are not finished and have something left to ship, the oldest first. */
export async function shippablesOfOrder(tx: ShopTx, orderId: OrderId): Promise<Shippable[]> {
  const rows = await tx.rows<Row>(
    `${SHIPPABLE}
      where f.shop_id = $1 and f.order_id = $2 and f.status in ('OPEN', 'IN_PROGRESS', 'ON_HOLD', 'SCHEDULED')
      order by f.fulfillment_order_id`,
    [tx.shopId, orderId],
  );
  return rows.map(shippable).filter(({ facts }) => facts.remaining > 0);
}

/**
 * Fulfillment orders that the automatic mode may ship, oldest first: the conditions of `shipRefusal` as SQL, so that a backlog of unpaid
 * orders is not read at every turn. Only orders placed since `since`, when the merchant switched shipping on, and none that had a parcel
 * before: what was refused once is tried again by a person, not for ever by a machine. All of an order waits while a part of it may still
 * move: Shopify merges what arrives at a location into the order's fulfillment order there, which then ends, label or not. A mark that waits for
 * the echoes of our own move does not count: the mirror has that move from its answer. Nor what somebody picks: it ships when it is packed.
 */
export async function automaticShippables(tx: ShopTx, since: Date, now: Date, limit: number): Promise<Shippable[]> {
  const rows = await tx.rows<Row>(
    `${SHIPPABLE}
      where f.shop_id = $1 and f.status in ('OPEN', 'IN_PROGRESS') and f.request_status = 'UNSUBMITTED'
        and f.delivery_method = 'SHIPPING' and f.location_id is not null
        and 'CREATE_FULFILLMENT' = any(f.supported_actions) and jsonb_array_length(f.holds) = 0
        and o.cancelled_at is null and o.deleted_at is null and o.placed_at >= $2 and o.financial_status = any($3)
        and (o.risk = 'ACCEPT' or (o.risk = 'NONE' and o.placed_at <= $4))
        and (c.status = any($5)
             or (c.status = 'decided' and (d.outcome = 'stay' or (d.mode = 'observe' and d.stay_minor is not null))))
        and exists (select 1 from fulfillment_order_line l
                     where l.shop_id = f.shop_id and l.fulfillment_order_id = f.fulfillment_order_id and l.remaining > 0)
        and not exists (select 1 from parcel p where p.shop_id = f.shop_id and p.fulfillment_order_id = f.fulfillment_order_id)
        and not exists (select 1 from pick_task k where k.shop_id = f.shop_id and k.fulfillment_order_id = f.fulfillment_order_id
                           and k.status in ('open', 'picked'))
        and not exists (select 1 from routing_case r where r.shop_id = f.shop_id and r.order_id = f.order_id and r.status = 'due')
        and not exists (select 1 from intent i where i.shop_id = f.shop_id and i.order_id = f.order_id
                           and i.kind = 'fulfillmentOrder.move' and i.status in ('waiting', 'sending', 'unsure'))
        and not exists (select 1 from fulfillment_order s join mark m on m.shop_id = s.shop_id and m.object_id = s.fulfillment_order_id
                         where s.shop_id = f.shop_id and s.order_id = f.order_id and m.kind = $7
                           and not (m.may_rest and m.rests_until > $8))
      order by f.fulfillment_order_id limit $6`,
    [
      tx.shopId,
      since,
      PAYABLE,
      new Date(now.getTime() - RISK_WAIT_MS),
      SETTLED_CASES,
      limit,
      KINDS.fulfillmentOrder,
      now,
    ],
  );
  return rows.map(shippable);
}

/** Fulfillment orders that are not finished and have no parcel, at one location or at all of them, the oldest first. */
export async function openShippables(tx: ShopTx, locationId: LocationId | null, limit: number): Promise<Shippable[]> {
  const rows = await tx.rows<Row>(
    `${SHIPPABLE}
      where f.shop_id = $1 and f.status in ('OPEN', 'IN_PROGRESS', 'ON_HOLD', 'SCHEDULED') and ($2::bigint is null or f.location_id = $2)
        and o.cancelled_at is null and o.deleted_at is null
        and exists (select 1 from fulfillment_order_line l
                     where l.shop_id = f.shop_id and l.fulfillment_order_id = f.fulfillment_order_id and l.remaining > 0)
        and not exists (select 1 from parcel p where p.shop_id = f.shop_id and p.fulfillment_order_id = f.fulfillment_order_id
                           and ${leavesNoRoom("p")})
      order by f.fulfillment_order_id limit $3`,
    [tx.shopId, locationId, limit],
  );
  return rows.map(shippable);
}

export interface ShippableLine {
  readonly lineId: string;
  readonly orderLineId: string;
  readonly itemId: InventoryItemId | null;
  readonly quantity: number;
  readonly grams: number | null;
  readonly requiresShipping: boolean;
}

/** What is left to ship of a fulfillment order. */
export async function remainingLines(tx: ShopTx, fulfillmentOrderId: FulfillmentOrderId): Promise<ShippableLine[]> {
  const rows = await tx.rows<{
    line_id: string;
    order_line_id: string;
    item_id: InventoryItemId | null;
    remaining: number;
    grams: number | null;
    requires_shipping: boolean;
  }>(
    `select line_id, order_line_id, item_id, remaining, grams, requires_shipping from fulfillment_order_line
      where shop_id = $1 and fulfillment_order_id = $2 and remaining > 0 order by line_id`,
    [tx.shopId, fulfillmentOrderId],
  );
  return rows.map((row) => ({
    lineId: row.line_id,
    orderLineId: row.order_line_id,
    itemId: row.item_id,
    quantity: row.remaining,
    grams: row.grams,
    requiresShipping: row.requires_shipping,
  }));
}

function shippable(row: Row): Shippable {
  return {
    fulfillmentOrderId: row.fulfillment_order_id,
    orderId: row.order_id,
    locationId: row.location_id,
    method: { code: row.shipping_code, title: row.shipping_title },
    facts: {
      status: row.status,
      requestStatus: row.request_status,
      deliveryMethod: row.delivery_method,
      canFulfill: row.can_fulfill,
      holds: row.holds,
      remaining: row.remaining,
      hasLocation: row.location_id !== null,
      hasParcel: row.has_parcel,
      cancelled: row.cancelled,
      financialStatus: row.financial_status,
      risk: row.risk,
      placedAt: row.placed_at,
      routing:
        row.case_status === null
          ? null
          : { status: row.case_status, outcome: row.outcome, mode: row.mode, fitsHere: row.fits_here },
    },
  };
}

/**
 * Forgets planned parcels whose label will not be bought because shipping was switched off before: they would stand in the way of the next
 * click. Returns how many went.
 */
export async function dropWithdrawnPlans(tx: ShopTx): Promise<number> {
  return tx.run(
    `delete from parcel p where p.shop_id = $1 and p.stage = 'planned' and p.fulfillment_id is null
        and exists (select 1 from intent i where i.shop_id = p.shop_id and i.kind in ('label.buy', 'label.purchase')
                       and starts_with(i.subject || ' ', 'parcel ' || p.parcel_id || ' ')
                       and i.status = 'cancelled')`,
    [tx.shopId],
  );
}

/** The lines that are in a parcel, in full: those of its fulfillment order, or what was packed into this box of several. */
export async function linesOfParcel(
  tx: ShopTx,
  { fulfillmentOrderId, contents }: Pick<Parcel, "fulfillmentOrderId" | "contents">,
): Promise<{ readonly quantity: number; readonly grams: number | null; readonly requiresShipping: boolean }[]> {
  const rows = await tx.rows<{ line_id: string; total: number; grams: number | null; requires_shipping: boolean }>(
    "select line_id, total, grams, requires_shipping from fulfillment_order_line where shop_id = $1 and fulfillment_order_id = $2",
    [tx.shopId, fulfillmentOrderId],
  );
  const unitsOf = (lineId: string, total: number) =>
    contents === null ? total : (contents.find((line) => line.lineId === lineId)?.units ?? 0);
  return rows.map((row) => ({
    quantity: unitsOf(row.line_id, row.total),
    grams: row.grams,
    requiresShipping: row.requires_shipping,
  }));
}
