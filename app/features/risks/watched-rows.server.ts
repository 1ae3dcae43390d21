import type { FulfillmentId, FulfillmentOrderId, LocationId, OrderId, ParcelId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { ParcelStage } from "../delivery/domain/public.ts";
import { JOURNEY, leavesNoRoom, type JourneyColumns } from "../delivery/public.server.ts";

/** An order with what is still on the shelf and what is under way, as stored. Times within are ISO 8601. */
export interface OrderRow extends JourneyColumns {
  readonly order_id: OrderId;
  readonly placed_at: Date;
  /** Cancelled, refunded in full, or gone. */
  readonly over: boolean;
  readonly paid: boolean;
  readonly total_minor: string;
  readonly currency: string;
  readonly assignee: string;
  readonly timezone: string;
  /** The last day promised when it was bought, else the first that was promised at all. */
  readonly promised: string | null;
  readonly to_ship: readonly ShelfRow[];
  readonly parcels: readonly ParcelRow[];
  readonly [column: string]: unknown;
}

export interface ShelfRow {
  readonly id: FulfillmentOrderId;
  /** The number that the next of its parcels has among them. */
  readonly box: number;
  readonly location_id: LocationId | null;
  readonly held: boolean;
  readonly shipped: boolean;
  /** Since when it has been where it is. */
  readonly since: string;
}

export interface ParcelRow {
  /** Null: somebody else sent it. */
  readonly parcel_id: ParcelId | null;
  /** Its number among those of its fulfillment order. */
  readonly box: number;
  readonly fulfillment_order_id: FulfillmentOrderId | null;
  readonly fulfillment_id: FulfillmentId | null;
  readonly location_id: LocationId | null;
  readonly carrier: string;
  readonly stage: ParcelStage;
  readonly decided_at: string;
  readonly expected_at: string | null;
  readonly last_scan_at: string | null;
  readonly left_at: string | null;
}

/** Nobody will pay for these any more, or nobody has yet. */
const UNPAID = ["PENDING", "PARTIALLY_PAID", "EXPIRED", "VOIDED"];

/** Shopify's status of a fulfilment that others made, as one of our stages. */
const STAGE_OF_OTHERS = `case f.display_status when 'DELIVERED' then 'delivered' when 'PICKED_UP' then 'delivered' when 'ATTEMPTED_DELIVERY' then 'attempted'
  when 'OUT_FOR_DELIVERY' then 'out_for_delivery' when 'READY_FOR_PICKUP' then 'ready_for_pickup' when 'FAILURE' then 'exception'
  when 'NOT_DELIVERED' then 'exception' when 'IN_TRANSIT' then 'in_transit' when 'DELAYED' then 'delayed' else 'unknown' end`;

export async function readRows(tx: ShopTx, orderIds: readonly OrderId[]): Promise<OrderRow[]> {
  return tx.rows<OrderRow>(
    `select o.order_id, o.placed_at, o.total_minor, o.currency, o.assignee, ${JOURNEY},
            o.cancelled_at is not null or o.deleted_at is not null or o.financial_status = 'REFUNDED' as over,
            o.financial_status <> all($3) as paid,
            coalesce((select timezone from shop_profile where shop_id = $1), 'UTC') as timezone,
            (select to_char(coalesce(d.to_date, d.from_date), 'YYYY-MM-DD') from delivery_promise d
              where d.shop_id = o.shop_id and d.order_id = o.order_id and d.to_date is not null order by d.promise_id limit 1) as promised,
            coalesce((select jsonb_agg(jsonb_build_object('id', f.fulfillment_order_id::text,
                        'box', (select coalesce(max(p.part) + 1, 0) from parcel p where p.shop_id = f.shop_id
                                 and p.fulfillment_order_id = f.fulfillment_order_id and p.stage not in ('planned', 'void')),
                        'location_id', f.location_id::text,
                        'held', f.status = 'ON_HOLD' or f.status = 'SCHEDULED' or jsonb_array_length(f.holds) > 0,
                        'shipped', f.delivery_method in ('SHIPPING', 'LOCAL'),
                        'since', greatest(o.placed_at, f.created_at, f.fulfill_at)) order by f.fulfillment_order_id)
               from fulfillment_order f
              where f.shop_id = o.shop_id and f.order_id = o.order_id and f.status not in ('CLOSED', 'CANCELLED', 'INCOMPLETE')
                and exists (select 1 from fulfillment_order_line l where l.shop_id = f.shop_id
                             and l.fulfillment_order_id = f.fulfillment_order_id and l.remaining > 0)
                and not exists (select 1 from parcel p where p.shop_id = f.shop_id
                             and p.fulfillment_order_id = f.fulfillment_order_id and p.stage <> 'planned' and ${leavesNoRoom("p")})), '[]') as to_ship,
            coalesce((select jsonb_agg(jsonb_build_object('parcel_id', p.parcel_id::text, 'fulfillment_order_id', p.fulfillment_order_id::text, 'box', p.part,
                        'location_id', p.location_id::text, 'carrier', p.carrier, 'stage', p.stage, 'decided_at', p.created_at,
                        'expected_at', p.expected_at, 'last_scan_at', p.last_scan_at,
                        'left_at', (select min(c.occurred_at) from parcel_scan c where c.shop_id = p.shop_id and c.parcel_id = p.parcel_id
                                     and c.stage not in ('labelled', 'void', 'unknown'))) order by p.parcel_id)
               from parcel p where p.shop_id = o.shop_id and p.order_id = o.order_id and p.stage not in ('planned', 'void')), '[]')
            || coalesce((select jsonb_agg(jsonb_build_object('fulfillment_id', f.fulfillment_id::text, 'box', 0, 'location_id', f.location_id::text,
                        'carrier', coalesce(f.tracking -> 0 ->> 'company', ''), 'stage', ${STAGE_OF_OTHERS}, 'decided_at', f.created_at,
                        'expected_at', f.estimated_delivery_at, 'last_scan_at', f.events -> 0 ->> 'at', 'left_at', f.in_transit_at)
                        order by f.fulfillment_id)
               from fulfillment f where f.shop_id = o.shop_id and f.order_id = o.order_id and f.status in ('OPEN', 'PENDING', 'SUCCESS')
                and not exists (select 1 from parcel p where p.shop_id = f.shop_id and p.fulfillment_id = f.fulfillment_id)), '[]') as parcels
       from shop_order o where o.shop_id = $1 and o.order_id = any($2::bigint[]) order by o.order_id`,
    [tx.shopId, orderIds, UNPAID],
  );
}
