import type {
  FulfillmentOrderId,
  FulfillmentOrderLineItemId,
  InventoryItemId,
  LineItemId,
  LocationId,
  OrderId,
} from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";

/** A fulfillment order with what a decision about it needs; from the mirror. */
export interface RoutableFulfillmentOrder {
  readonly id: FulfillmentOrderId;
  readonly orderId: OrderId;
  readonly locationId: LocationId | null;
  readonly status: string;
  /** Some of it has shipped, and Shopify lets the rest be moved: that is as open as what nobody has begun. */
  readonly isRest: boolean;
  readonly requestStatus: string;
  readonly deliveryMethod: string;
  readonly holds: readonly {
    readonly id: string;
    readonly reason: string;
    readonly handle: string | null;
    readonly ours: boolean;
  }[];
  readonly readNo: string;
  /** The last moment of the window checkout showed. */
  readonly promisedTo: Date | null;
  readonly lines: readonly {
    readonly lineId: FulfillmentOrderLineItemId;
    readonly lineItemId: LineItemId;
    readonly itemId: InventoryItemId | null;
    readonly remaining: number;
    readonly grams: number | null;
  }[];
  readonly order: {
    readonly placedAt: Date;
    readonly cancelled: boolean;
    readonly financialStatus: string;
    readonly risk: string;
    readonly currency: string;
    readonly country: string | null;
    readonly lat: number | null;
    readonly lng: number | null;
  };
}

interface Row {
  readonly fulfillment_order_id: FulfillmentOrderId;
  readonly order_id: OrderId;
  readonly location_id: LocationId | null;
  readonly status: string;
  readonly is_rest: boolean;
  readonly request_status: string;
  readonly delivery_method: string;
  readonly holds: RoutableFulfillmentOrder["holds"];
  readonly read_no: string;
  readonly promised_to: Date | null;
  readonly lines: readonly {
    lineId: string;
    lineItemId: string;
    itemId: string | null;
    remaining: number;
    grams: number | null;
  }[];
  readonly placed_at: Date;
  readonly cancelled: boolean;
  readonly financial_status: string;
  readonly risk: string;
  readonly currency: string;
  readonly dest_country: string | null;
  readonly dest_lat: number | null;
  readonly dest_lng: number | null;
  readonly [column: string]: unknown;
}

/** Of a fulfillment order `f`: see `isRest`. */
export const IS_REST = `(f.status = 'IN_PROGRESS' and 'MOVE' = any(f.supported_actions)
        and exists (select 1 from fulfillment_order_line r
                     where r.shop_id = f.shop_id and r.fulfillment_order_id = f.fulfillment_order_id and r.remaining < r.total))`;

/** Reads fulfillment orders by their own ids or by order. Those whose order is not in the mirror yet are left out. */
export async function readRoutable(
  tx: ShopTx,
  by: { readonly ids: readonly string[] } | { readonly orderIds: readonly string[] },
): Promise<RoutableFulfillmentOrder[]> {
  const [column, ids] = "ids" in by ? ["fulfillment_order_id", by.ids] : ["order_id", by.orderIds];
  const rows = await tx.rows<Row>(
    `select f.fulfillment_order_id, f.order_id, f.location_id, f.status, ${IS_REST} as is_rest, f.request_status, f.delivery_method, f.holds, f.read_no, f.promised_to,
            coalesce((select jsonb_agg(jsonb_build_object('lineId', l.line_id::text, 'lineItemId', l.order_line_id::text,
                        'itemId', l.item_id::text, 'remaining', l.remaining, 'grams', l.grams) order by l.line_id)
               from fulfillment_order_line l
              where l.shop_id = f.shop_id and l.fulfillment_order_id = f.fulfillment_order_id and l.requires_shipping), '[]') as lines,
            o.placed_at, o.cancelled_at is not null as cancelled, o.financial_status, o.risk, o.currency, o.dest_country, o.dest_lat, o.dest_lng
       from fulfillment_order f join shop_order o on o.shop_id = f.shop_id and o.order_id = f.order_id
      where f.shop_id = $1 and f.${column} = any($2::bigint[])
      order by f.fulfillment_order_id`,
    [tx.shopId, ids],
  );
  return rows.map((row) => ({
    id: row.fulfillment_order_id,
    orderId: row.order_id,
    locationId: row.location_id,
    status: row.status,
    isRest: row.is_rest,
    requestStatus: row.request_status,
    deliveryMethod: row.delivery_method,
    holds: row.holds,
    readNo: row.read_no,
    promisedTo: row.promised_to,
    lines: row.lines.map((line) => ({
      lineId: line.lineId as FulfillmentOrderLineItemId,
      lineItemId: line.lineItemId as LineItemId,
      itemId: line.itemId as InventoryItemId | null,
      remaining: line.remaining,
      grams: line.grams,
    })),
    order: {
      placedAt: row.placed_at,
      cancelled: row.cancelled,
      financialStatus: row.financial_status,
      risk: row.risk,
      currency: row.currency,
      country: row.dest_country,
      lat: row.dest_lat,
      lng: row.dest_lng,
    },
  }));
}

/** The orders of fulfillment orders, from the mirror. */
export async function ordersOfFulfillmentOrders(tx: ShopTx, ids: readonly string[]): Promise<Map<string, OrderId>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.rows<{ id: string; order_id: OrderId }>(
    "select fulfillment_order_id as id, order_id from fulfillment_order where shop_id = $1 and fulfillment_order_id = any($2::bigint[])",
    [tx.shopId, ids],
  );
  return new Map(rows.map((row) => [row.id, row.order_id]));
}
