import type { FulfillmentOrderId, LocationId, OrderId, ParcelId, PickBatchId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { leavesNoRoom } from "../delivery/public.server.ts";
import type { PaperLine, PaperOrder } from "./domain/paper-order.ts";

/** What paper is wanted of: a batch, or some fulfillment orders, or all parts of an order. */
export interface Wanted {
  readonly batchId: PickBatchId | null;
  readonly orderId: OrderId | null;
  readonly fulfillmentOrderIds: readonly FulfillmentOrderId[];
}

interface Row {
  readonly order_id: OrderId;
  readonly fulfillment_order_id: FulfillmentOrderId;
  readonly name: string;
  readonly placed_at: Date;
  readonly is_void: boolean;
  readonly location_id: LocationId | null;
  readonly location: string;
  readonly shipping_title: string | null;
  readonly task: PaperOrder["task"];
  readonly parcel_id: ParcelId | null;
  readonly label_file_id: string | null;
  readonly carrier: string | null;
  readonly lines: PaperLine[];
  readonly separately: PaperOrder["separately"];
  readonly [column: string]: unknown;
}

/** More than anybody prints at once. */
const MOST_ORDERS = 500;

/** How much of a line of the fulfillment order is in the parcel: what was packed into it, else what is left, else what was shipped. */
const UNITS = `case when p.contents is not null
  then coalesce((select x.units from jsonb_to_recordset(p.contents) as x("lineId" bigint, units int) where x."lineId" = l.line_id), 0)
  when h.some_left then l.remaining else l.total end`;

/**
 * What is wanted, in the order of picking, each box of a fulfillment order by itself. A part that has something left to ship shows what is left, one that is
 * shipped what was in it.
 */
export async function readPaperOrders(tx: ShopTx, wanted: Wanted): Promise<PaperOrder[]> {
  const rows = await tx.rows<Row>(
    `select f.order_id, f.fulfillment_order_id, o.name, o.placed_at, f.location_id, coalesce(c.name, '') as location, o.shipping_title,
            o.cancelled_at is not null or o.deleted_at is not null or f.status in ('CANCELLED', 'INCOMPLETE') as is_void,
            k.task, p.parcel_id, p.label_file_id, p.carrier,
            coalesce((select jsonb_agg(jsonb_build_object('itemId', l.item_id::text, 'title', coalesce(n.title, i.title, ''),
                               'variant', coalesce(n.variant_title, i.variant_title), 'sku', coalesce(n.sku, i.sku, l.sku), 'barcode', i.barcode,
                               'bin', coalesce(b.bin, ''), 'quantity', ${UNITS}) order by l.line_id)
               from fulfillment_order_line l
               left join order_line n on n.shop_id = l.shop_id and n.order_id = f.order_id and n.line_id = l.order_line_id
               left join inventory_item i on i.shop_id = l.shop_id and i.item_id = l.item_id
               left join item_bin b on b.shop_id = l.shop_id and b.location_id = f.location_id and b.item_id = l.item_id
              where l.shop_id = f.shop_id and l.fulfillment_order_id = f.fulfillment_order_id and l.requires_shipping
                and ${UNITS} > 0), '[]') as lines,
            coalesce((select jsonb_agg(jsonb_build_object('title', n.title, 'variant', n.variant_title, 'sku', n.sku, 'quantity', n.left_out) order by n.line_id)
               from (select n.line_id, n.title, n.variant_title, n.sku,
                            n.current_quantity - coalesce((select sum(${UNITS})
                               from fulfillment_order_line l where l.shop_id = n.shop_id and l.fulfillment_order_id = f.fulfillment_order_id
                                and l.order_line_id = n.line_id), 0) as left_out
                       from order_line n where n.shop_id = f.shop_id and n.order_id = f.order_id and n.requires_shipping) n
              where n.left_out > 0), '[]') as separately
       from fulfillment_order f
       join shop_order o on o.shop_id = f.shop_id and o.order_id = f.order_id
       join lateral (select exists (select 1 from fulfillment_order_line l where l.shop_id = f.shop_id
                        and l.fulfillment_order_id = f.fulfillment_order_id and l.remaining > 0) as some_left) h on true
       left join location c on c.shop_id = f.shop_id and c.location_id = f.location_id
       left join lateral (
         select p.parcel_id, p.label_file_id, p.carrier, p.contents from parcel p
          where p.shop_id = f.shop_id and p.fulfillment_order_id = f.fulfillment_order_id and p.stage <> 'void'
          union all -- what others of its boxes left open
         select null, null, null, null where h.some_left
            and exists (select 1 from parcel p where p.shop_id = f.shop_id and p.fulfillment_order_id = f.fulfillment_order_id and p.stage <> 'void')
            and not exists (select 1 from parcel p where p.shop_id = f.shop_id and p.fulfillment_order_id = f.fulfillment_order_id and ${leavesNoRoom("p")})
       ) p on true
       left join lateral (select k.place, k.task_id, jsonb_build_object('taskId', k.task_id::text, 'version', k.version, 'place', k.place, 'mode', t.mode) as task
                            from pick_task k join pick_batch t on t.shop_id = k.shop_id and t.batch_id = k.batch_id
                           where k.shop_id = f.shop_id and k.fulfillment_order_id = f.fulfillment_order_id and k.status <> 'void'
                             and ($2::bigint is null or k.batch_id = $2) order by k.task_id desc limit 1) k on true
      where f.shop_id = $1 and f.order_id in (select order_id from fulfillment_order where shop_id = $1 and fulfillment_order_id = any($3::bigint[])
              union select order_id from pick_task where shop_id = $1 and batch_id = $2 union select $4::bigint)
        and (f.fulfillment_order_id = any($3::bigint[]) or (f.order_id = $4 and f.status <> 'CANCELLED')
             or ($2::bigint is not null and k.task is not null))
      order by k.place, f.fulfillment_order_id, p.parcel_id limit $5`,
    [tx.shopId, wanted.batchId, wanted.fulfillmentOrderIds, wanted.orderId, MOST_ORDERS],
  );
  return rows.map((row) => ({
    orderId: row.order_id,
    fulfillmentOrderId: row.fulfillment_order_id,
    orderName: row.name,
    placedAt: row.placed_at,
    isVoid: row.is_void,
    locationId: row.location_id,
    location: row.location,
    method: row.shipping_title,
    task: row.task,
    parcel:
      row.parcel_id === null
        ? null
        : { parcelId: row.parcel_id, labelFileId: row.label_file_id, carrier: row.carrier ?? "" },
    lines: row.lines,
    separately: row.separately,
  }));
}
