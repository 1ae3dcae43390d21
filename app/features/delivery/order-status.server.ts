import type { OrderId, ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { isSameText } from "../../platform/same-text.server.ts";
import { carrierName } from "../carriers/public.server.ts";
import type { ScanStage } from "../carriers/domain/carrier.ts";
import { orderStatusView, type StatusFacts, type StatusFulfillment } from "./domain/order-status.ts";
import type { OrderMomentCode, OrderStatusView } from "./domain/order-status-view.ts";
import type { Surface } from "./domain/surface.ts";
import { leavesNoRoom } from "./parcels.server.ts";
import { promiseSeen } from "./promise-shown.server.ts";
import { orderKey, promisesInForce } from "./promises.server.ts";

/** Who asks for an order's status. */
export interface Shopper {
  /** The signed-in customer, from a verified token. */
  readonly customerId: string | null;
  /** The order's key, as the request brought it. */
  readonly key: string | null;
  /** They have named the order and the e-mail it was placed with; whoever sets this has compared both. */
  readonly named?: true;
}

/**
 * What the shopper may see of an order: if it is theirs, if they carry its key or have named it. Undefined otherwise, and for an order we do not have:
 * nobody learns from the answer which of the two it was.
 */
export async function readOrderStatus(
  shopId: ShopId,
  orderId: OrderId,
  shopper: Shopper,
  now: Date,
  surface: Surface = "orderStatus",
): Promise<OrderStatusView | undefined> {
  const facts = await inShop(shopId, async (tx) => {
    const order = await readOrderRow(tx, orderId);
    const isTheirs = order?.customer_id != null && order.customer_id === shopper.customerId;
    const key = await orderKey(tx, orderId);
    const hasKey = key !== undefined && shopper.key !== null && isSameText(key, shopper.key);
    if (!order || !(isTheirs || hasKey || shopper.named)) return undefined;
    await promiseSeen(tx, orderId, surface, now);
    return readFacts(tx, orderId, order);
  });
  return facts && orderStatusView(facts, now);
}

/** The same for staff of the shop, who need no key: what the shopper is told, and that staff have seen its date. Undefined for an order we do not have. */
export async function orderStatusForStaff(
  tx: ShopTx,
  orderId: OrderId,
  now: Date,
): Promise<OrderStatusView | undefined> {
  const order = await readOrderRow(tx, orderId);
  if (!order) return undefined;
  await promiseSeen(tx, orderId, "admin", now);
  return orderStatusView(await readFacts(tx, orderId, order), now);
}

async function readOrderRow(tx: ShopTx, orderId: OrderId): Promise<OrderRow | undefined> {
  const [order] = await tx.rows<OrderRow>(
    `select o.name, o.placed_at, o.cancelled_at, o.customer_id, coalesce(p.timezone, 'UTC') as timezone
       from shop_order o left join shop_profile p on p.shop_id = o.shop_id
      where o.shop_id = $1 and o.order_id = $2 and o.deleted_at is null`,
    [tx.shopId, orderId],
  );
  return order;
}

interface OrderRow {
  readonly name: string;
  readonly placed_at: Date;
  readonly cancelled_at: Date | null;
  readonly customer_id: string | null;
  readonly timezone: string;
  readonly [column: string]: unknown;
}

async function readFacts(tx: ShopTx, orderId: OrderId, order: OrderRow): Promise<StatusFacts> {
  return {
    name: order.name,
    cancelled: order.cancelled_at !== null,
    timezone: order.timezone,
    waiting: await readWaiting(tx, orderId),
    fulfillments: await readFulfillments(tx, orderId),
    promise: (await promisesInForce(tx, [orderId])).get(orderId) ?? null,
    moments: await readMoments(tx, orderId),
  };
}

async function readWaiting(tx: ShopTx, orderId: OrderId) {
  return tx.rows<{ status: string; held: boolean; packed: boolean }>(
    `select f.status, f.status = 'ON_HOLD' or jsonb_array_length(f.holds) > 0 as held,
            exists (select 1 from parcel p where p.shop_id = f.shop_id and p.fulfillment_order_id = f.fulfillment_order_id
                       and ${leavesNoRoom("p")}) as packed
       from fulfillment_order f
      where f.shop_id = $1 and f.order_id = $2 and f.status not in ('CLOSED', 'CANCELLED')
        and exists (select 1 from fulfillment_order_line l where l.shop_id = f.shop_id
                       and l.fulfillment_order_id = f.fulfillment_order_id and l.remaining > 0)`,
    [tx.shopId, orderId],
  );
}

interface FulfillmentRow {
  readonly fulfillment_id: string;
  readonly status: string;
  readonly display_status: string | null;
  readonly estimated_delivery_at: Date | null;
  readonly units: number | null;
  readonly tracking: { company: string | null; number: string | null; url: string | null }[];
  readonly events: { status: string; at: string }[];
  readonly parcel_id: string | null;
  readonly carrier: string;
  readonly tracking_number: string | null;
  readonly tracking_url: string | null;
  readonly stage: ScanStage;
  readonly expected_at: Date | null;
  readonly last_scan_at: Date | null;
  readonly scans: { stage: ScanStage; at: string; place: string | null }[];
  readonly [column: string]: unknown;
}

async function readFulfillments(tx: ShopTx, orderId: OrderId): Promise<StatusFulfillment[]> {
  const rows = await tx.rows<FulfillmentRow>(
    `select f.fulfillment_id, f.status, f.display_status, f.estimated_delivery_at, f.tracking, f.events,
            (select sum(l.quantity)::int from fulfillment_line l
              where l.shop_id = f.shop_id and l.fulfillment_id = f.fulfillment_id) as units,
            p.parcel_id, p.carrier, p.tracking_number, p.tracking_url, p.stage, p.expected_at, p.last_scan_at,
            coalesce((select jsonb_agg(jsonb_build_object('stage', s.stage, 'at', s.occurred_at, 'place', s.place))
               from parcel_scan s where s.shop_id = p.shop_id and s.parcel_id = p.parcel_id), '[]') as scans
       from fulfillment f
       left join parcel p on p.shop_id = f.shop_id and p.fulfillment_id = f.fulfillment_id and p.stage not in ('planned', 'void')
      where f.shop_id = $1 and f.order_id = $2
      order by f.created_at, f.fulfillment_id`,
    [tx.shopId, orderId],
  );
  return rows.map((row) => ({
    fulfillmentId: row.fulfillment_id,
    status: row.status,
    displayStatus: row.display_status,
    estimatedDeliveryAt: row.estimated_delivery_at,
    units: row.units,
    tracking: row.tracking[0] ?? null,
    events: row.events.map(({ status, at }) => ({ status, at: new Date(at) })),
    parcel:
      row.parcel_id === null
        ? null
        : {
            carrier: carrierName(row.carrier),
            trackingNumber: row.tracking_number,
            trackingUrl: row.tracking_url,
            stage: row.stage,
            expectedAt: row.expected_at,
            lastScanAt: row.last_scan_at,
            scans: row.scans.map(({ stage, at, place }) => ({ stage, occurredAt: new Date(at), place })),
          },
  }));
}

/** Codes of the order's ledger that are moments for a shopper; everything else in it is the merchant's business. */
const MOMENTS: ReadonlyMap<string, OrderMomentCode> = new Map([
  ["order.placed", "placed"],
  ["order.cancelled", "cancelled"],
  ["fulfillment_order.held", "held"],
  ["fulfillment_order.released", "released"],
  ["parcel.labelled", "preparing"],
  ["fulfillment.created", "parcel_shipped"],
  ["parcel.delivered", "parcel_delivered"],
]);
const PROMISE = "promise.shown";

async function readMoments(tx: ShopTx, orderId: OrderId): Promise<StatusFacts["moments"]> {
  const rows = await tx.rows<{ code: string; at: Date; moved: boolean }>(
    `select code, occurred_at as at, coalesce(data ->> 'previousTo' <> data ->> 'to', false) as moved
       from order_event where shop_id = $1 and order_id = $2 and code = any($3)
        -- The label that takes the place of another is none of the shopper's business.
        and not (code = 'parcel.labelled' and ref like '% replace %')`,
    [tx.shopId, orderId, [...MOMENTS.keys(), PROMISE]],
  );
  return rows.flatMap(({ code, at, moved }) => {
    const moment = code === PROMISE ? (moved ? "promise_moved" : undefined) : MOMENTS.get(code);
    return moment ? [{ code: moment, at }] : [];
  });
}
