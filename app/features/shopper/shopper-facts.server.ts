import type { OrderId } from "../../core/ids.ts";
import { dateOf } from "../../core/calendar/day.ts";
import { localDay } from "../../core/local-time.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { ChoiceFacts, WaitingLine } from "./domain/choices.ts";
import type { ReportableParcel } from "./domain/reportable.ts";
import type { ChoiceKind, ChoiceState, ReportKind, ReportState } from "./domain/shopper-view.ts";

/** An order as far as its shopper's choices follow from it. */
interface OrderFacts extends ChoiceFacts {
  readonly timezone: string;
  /** Null: it was placed without signing in, and nobody can choose anything. */
  readonly customerId: string | null;
  readonly lastChoice: { readonly kind: ChoiceKind; readonly state: ChoiceState; readonly at: Date } | null;
}

/** An order as its shopper's choices and reports see it. */
export interface ShopperFacts extends OrderFacts {
  readonly parcels: readonly ReportableParcel[];
  readonly reports: readonly {
    readonly kind: ReportKind;
    readonly state: ReportState;
    readonly at: Date;
    readonly fulfillmentId: string | null;
  }[];
}

interface OrderRow {
  readonly customerId: string | null;
  readonly cancelled: boolean;
  readonly stage: string;
  readonly timezone: string;
  readonly serviced: boolean;
  readonly parcelled: boolean;
  readonly promise: ChoiceFacts["promise"];
  readonly [column: string]: unknown;
}

/** Statuses of a fulfilment that carries nothing. */
const DEAD = ["CANCELLED", "ERROR", "FAILURE"];

/** Reads all of it. Undefined when the order is not there, or not this customer's: nobody learns which. */
export async function readShopperFacts(
  tx: ShopTx,
  orderId: OrderId,
  customerId: string,
  now: Date,
): Promise<ShopperFacts | undefined> {
  const facts = await readOrderFacts(tx, orderId, now);
  if (facts?.customerId !== customerId) return undefined;
  return { ...facts, parcels: await readParcels(tx, orderId), reports: await readReports(tx, orderId) };
}

/** The same for whoever tells its shopper what they may choose. Undefined when the order is not there. */
export async function readOrderFacts(tx: ShopTx, orderId: OrderId, now: Date): Promise<OrderFacts | undefined> {
  const [order] = await tx.rows<OrderRow>(
    `select o.customer_id as "customerId", o.cancelled_at is not null as cancelled, o.stage, coalesce(s.timezone, 'UTC') as timezone,
            exists (select 1 from fulfillment_order f where f.shop_id = o.shop_id and f.order_id = o.order_id
                       and f.status not in ('CLOSED', 'CANCELLED') and (f.status = 'IN_PROGRESS' or f.request_status = 'ACCEPTED')) as serviced,
            exists (select 1 from parcel p where p.shop_id = o.shop_id and p.order_id = o.order_id and p.stage <> 'void')
              or exists (select 1 from fulfillment f where f.shop_id = o.shop_id and f.order_id = o.order_id and not f.status = any($3)) as parcelled,
            (select jsonb_build_object('promiseId', p.promise_id::text, 'to', p.to_date, 'reason', p.reason ->> 'code', 'first',
                      (select q.to_date from delivery_promise q where q.shop_id = p.shop_id and q.order_id = p.order_id and q.to_date is not null
                        order by q.promise_id limit 1))
               from delivery_promise p where p.shop_id = o.shop_id and p.order_id = o.order_id order by p.promise_id desc limit 1) as promise
       from shop_order o left join shop_profile s on s.shop_id = o.shop_id
      where o.shop_id = $1 and o.order_id = $2 and o.deleted_at is null`,
    [tx.shopId, orderId, DEAD],
  );
  if (order === undefined) return undefined;
  const lastChoice = await readLastChoice(tx, orderId);
  return {
    customerId: order.customerId,
    cancelled: order.cancelled,
    arrived: order.stage === "delivered",
    timezone: order.timezone,
    today: dateOf(localDay(order.timezone, now.getTime())),
    promise: order.promise,
    waiting: await readWaitingLines(tx, orderId),
    underWay: order.serviced || order.parcelled,
    last: lastChoice,
    lastChoice,
  };
}

async function readWaitingLines(tx: ShopTx, orderId: OrderId): Promise<WaitingLine[]> {
  return tx.rows<WaitingLine & Record<string, unknown>>(
    `select l.order_line_id as "lineId", max(o.title || coalesce(' ' || o.variant_title, '')) as title, sum(l.remaining)::int as units,
            case when bool_and(i.tracked) then min(h.available) end as "freeHere",
            coalesce((select sum(greatest(v.available, 0))::int from inventory_level v
                       where v.shop_id = $1 and v.item_id = l.item_id and v.active and v.location_id <> all(array_agg(f.location_id))), 0) as "freeElsewhere",
            coalesce((select jsonb_agg(jsonb_build_object('variantId', x.variant_id::text, 'title', coalesce(x.variant_title, x.title), 'free', x.free) order by x.variant_title)
               from (select j.variant_id, j.variant_title, j.title, sum(v.available) as free
                       from inventory_item own join inventory_item j on j.shop_id = own.shop_id and j.product_id = own.product_id and j.item_id <> own.item_id
                       join inventory_level v on v.shop_id = j.shop_id and v.item_id = j.item_id and v.active and v.available > 0
                      where own.shop_id = $1 and own.item_id = l.item_id and j.deleted_at is null and j.variant_id is not null and j.product_status = 'ACTIVE'
                      group by j.variant_id, j.variant_title, j.title) x), '[]') as others
       from fulfillment_order f
       join fulfillment_order_line l on l.shop_id = f.shop_id and l.fulfillment_order_id = f.fulfillment_order_id and l.remaining > 0
       join order_line o on o.shop_id = f.shop_id and o.order_id = f.order_id and o.line_id = l.order_line_id
       left join inventory_item i on i.shop_id = l.shop_id and i.item_id = l.item_id
       left join inventory_level h on h.shop_id = l.shop_id and h.item_id = l.item_id and h.location_id = f.location_id
      where f.shop_id = $1 and f.order_id = $2 and f.status not in ('CLOSED', 'CANCELLED') and l.requires_shipping
      group by l.order_line_id, l.item_id order by l.order_line_id`,
    [tx.shopId, orderId],
  );
}

/** The last choice. One whose intent was withdrawn is staff's again. */
async function readLastChoice(tx: ShopTx, orderId: OrderId) {
  const [row] = await tx.rows<{ kind: ChoiceKind; state: ChoiceState; promiseId: string | null; at: Date }>(
    `select kind, status as state, promise_id as "promiseId", coalesce(settled_at, asked_at) as at
       from shopper_choice where shop_id = $1 and order_id = $2 order by choice_id desc limit 1`,
    [tx.shopId, orderId],
  );
  return row ?? null;
}

async function readParcels(tx: ShopTx, orderId: OrderId): Promise<ReportableParcel[]> {
  return tx.rows<ReportableParcel & Record<string, unknown>>(
    `select f.fulfillment_id as "fulfillmentId",
            concat_ws(' ', f.tracking -> 0 ->> 'company', coalesce(p.tracking_number, f.tracking -> 0 ->> 'number')) as name,
            coalesce(p.stage = 'delivered', f.display_status in ('DELIVERED', 'PICKED_UP'), false) as delivered,
            coalesce(p.last_scan_at, f.in_transit_at, f.created_at) as "lastNewsAt"
       from fulfillment f
       left join parcel p on p.shop_id = f.shop_id and p.fulfillment_id = f.fulfillment_id and p.stage not in ('planned', 'void')
      where f.shop_id = $1 and f.order_id = $2 and not f.status = any($3) order by f.created_at, f.fulfillment_id`,
    [tx.shopId, orderId, DEAD],
  );
}

async function readReports(tx: ShopTx, orderId: OrderId) {
  return tx.rows<ShopperFacts["reports"][number] & Record<string, unknown>>(
    `select kind, status as state, reported_at as at, fulfillment_id as "fulfillmentId"
       from delivery_report where shop_id = $1 and order_id = $2 order by report_id desc limit 20`,
    [tx.shopId, orderId],
  );
}
