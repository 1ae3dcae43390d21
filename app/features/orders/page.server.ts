import type { FulfillmentOrderId, LineItemId, LocationId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";

/** One order as staff are shown it; nothing personal. Times are ISO 8601, statuses are codes, amounts minor units. */
export interface ShownOrder {
  readonly orderId: OrderId;
  readonly name: string;
  readonly placedAt: string;
  readonly isTest: boolean;
  readonly channel: string;
  readonly payment: string;
  readonly risk: string;
  readonly stage: string;
  readonly attention: string;
  /** 1 is the most urgent; 0: none. */
  readonly priority: number;
  /** `rule`, `person`, or "" when nobody said. */
  readonly priorityBy: string;
  /** "": nobody. */
  readonly assignee: string;
  readonly assigneeBy: string;
  /** A rule has a message that nobody has seen yet: it stands in the ledger. */
  readonly told: boolean;
  readonly currency: string;
  readonly totalMinor: number;
  readonly shippingTitle: string | null;
  readonly country: string | null;
  readonly lines: readonly ShownLine[];
  readonly fulfillmentOrders: readonly ShownFulfillmentOrder[];
  /** The ledger, newest first. */
  readonly events: readonly ShownEvent[];
}

export interface ShownLine {
  readonly lineId: LineItemId;
  readonly title: string;
  readonly variant: string | null;
  readonly sku: string | null;
  readonly quantity: number;
  readonly removed: number;
  readonly priceMinor: number;
}

export interface ShownFulfillmentOrder {
  readonly id: FulfillmentOrderId;
  readonly locationId: LocationId | null;
  readonly status: string;
  /** FulfillmentOrder.requestStatus */
  readonly request: string;
  /** By when it has to be fulfilled; null when nobody said. */
  readonly fulfillBy: string | null;
  readonly remaining: number;
  readonly holds: readonly { readonly id: string; readonly reason: string; readonly ours: boolean }[];
  readonly lines: readonly { readonly lineItemId: LineItemId; readonly remaining: number }[];
}

export interface ShownEvent {
  readonly seq: string;
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: string;
}

interface OrderRow {
  readonly name: string;
  readonly placed_at: Date;
  readonly is_test: boolean;
  readonly channel: string;
  readonly financial_status: string;
  readonly risk: string;
  readonly stage: string;
  readonly attention: string;
  readonly priority: number;
  readonly priority_by: string;
  readonly assignee: string;
  readonly assignee_by: string;
  readonly told: boolean;
  readonly currency: string;
  readonly total_minor: string;
  readonly shipping_title: string | null;
  readonly dest_country: string | null;
  readonly [column: string]: unknown;
}

interface LineRow {
  readonly line_id: LineItemId;
  readonly title: string;
  readonly variant_title: string | null;
  readonly sku: string | null;
  readonly quantity: number;
  readonly current_quantity: number;
  readonly unit_price_minor: string;
  readonly [column: string]: unknown;
}

interface FulfillmentOrderRow {
  readonly fulfillment_order_id: FulfillmentOrderId;
  readonly location_id: LocationId | null;
  readonly status: string;
  readonly request_status: string;
  readonly fulfill_by: Date | null;
  readonly holds: { id: string; reason: string; ours: boolean }[];
  readonly lines: { lineItemId: LineItemId; remaining: number }[];
  readonly [column: string]: unknown;
}

interface EventRow {
  readonly seq: string;
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly occurred_at: Date;
  readonly [column: string]: unknown;
}

/** An order that was scanned for years still fits a page. */
const MOST_EVENTS = 500;

/** Undefined when this shop has no such order. */
export async function readOrder(tx: ShopTx, orderId: OrderId): Promise<ShownOrder | undefined> {
  const [order] = await tx.rows<OrderRow>(
    `select name, placed_at, is_test, channel, financial_status, risk, stage, attention, priority, priority_by, assignee, assignee_by, told, currency, total_minor, shipping_title, dest_country
       from shop_order where shop_id = $1 and order_id = $2`,
    [tx.shopId, orderId],
  );
  if (!order) return undefined;
  return {
    orderId,
    name: order.name,
    placedAt: order.placed_at.toISOString(),
    isTest: order.is_test,
    channel: order.channel,
    payment: order.financial_status,
    risk: order.risk,
    stage: order.stage,
    attention: order.attention,
    priority: order.priority,
    priorityBy: order.priority_by,
    assignee: order.assignee,
    assigneeBy: order.assignee_by,
    told: order.told,
    currency: order.currency,
    totalMinor: Number(order.total_minor),
    shippingTitle: order.shipping_title,
    country: order.dest_country,
    lines: await linesOf(tx, orderId),
    fulfillmentOrders: await fulfillmentOrdersOf(tx, orderId),
    events: await eventsOf(tx, orderId),
  };
}

async function linesOf(tx: ShopTx, orderId: OrderId): Promise<ShownLine[]> {
  const rows = await tx.rows<LineRow>(
    `select line_id, title, variant_title, sku, quantity, current_quantity, unit_price_minor
       from order_line where shop_id = $1 and order_id = $2 order by line_id`,
    [tx.shopId, orderId],
  );
  return rows.map((row) => ({
    lineId: row.line_id,
    title: row.title,
    variant: row.variant_title,
    sku: row.sku,
    quantity: row.current_quantity,
    removed: row.quantity - row.current_quantity,
    priceMinor: Number(row.unit_price_minor),
  }));
}

async function fulfillmentOrdersOf(tx: ShopTx, orderId: OrderId): Promise<ShownFulfillmentOrder[]> {
  const rows = await tx.rows<FulfillmentOrderRow>(
    `select f.fulfillment_order_id, f.location_id, f.status, f.request_status, f.fulfill_by, f.holds,
            coalesce((select jsonb_agg(jsonb_build_object('lineItemId', l.order_line_id::text, 'remaining', l.remaining) order by l.line_id)
               from fulfillment_order_line l
              where l.shop_id = f.shop_id and l.fulfillment_order_id = f.fulfillment_order_id), '[]') as lines
       from fulfillment_order f where f.shop_id = $1 and f.order_id = $2 and f.status <> 'CANCELLED'
      order by f.fulfillment_order_id`,
    [tx.shopId, orderId],
  );
  return rows.map((row) => ({
    id: row.fulfillment_order_id,
    locationId: row.location_id,
    status: row.status,
    request: row.request_status,
    fulfillBy: row.fulfill_by?.toISOString() ?? null,
    remaining: row.lines.reduce((sum, line) => sum + line.remaining, 0),
    holds: row.holds.map(({ id, reason, ours }) => ({ id, reason, ours })),
    lines: row.lines,
  }));
}

async function eventsOf(tx: ShopTx, orderId: OrderId): Promise<ShownEvent[]> {
  const rows = await tx.rows<EventRow>(
    `select seq, code, data, occurred_at from order_event where shop_id = $1 and order_id = $2
      order by occurred_at desc, seq desc limit $3`,
    [tx.shopId, orderId, MOST_EVENTS],
  );
  return rows.map(({ seq, code, data, occurred_at }) => ({ seq, code, data, at: occurred_at.toISOString() }));
}
