import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { openPersons } from "../orders/public.server.ts";
import { addressDoubts, hoursBetween, type Evidence } from "./domain/evidence.ts";

interface Row {
  readonly delivered_at: Date | null;
  readonly promised_to: string | null;
  readonly scans: Evidence["scans"];
  readonly orders: number;
  readonly earlier: number;
  readonly value_minor: number;
  readonly currency: string;
  readonly shop_currency: string | null;
  readonly [column: string]: unknown;
}

/**
 * What is known of a parcel at this moment. Its value is that of its lines; of the whole order when its lines are not known. Earlier reports are those of
 * the same customer, who must be signed in to report.
 */
export async function gatherEvidence(tx: ShopTx, orderId: OrderId, fulfillmentId: string, now: Date) {
  const [row] = await tx.rows<Row>(
    `select coalesce(p.delivered_at, f.delivered_at) as delivered_at,
            coalesce((select jsonb_agg(s order by s.at desc) from (
               select c.stage, c.occurred_at as at, c.place from parcel_scan c where c.shop_id = p.shop_id and c.parcel_id = p.parcel_id
                order by c.occurred_at desc limit 5) s),
              (select jsonb_agg(jsonb_build_object('stage', lower(e ->> 'status'), 'at', e ->> 'at', 'place', null))
                 from (select e from jsonb_array_elements(f.events) e limit 5) x), '[]') as scans,
            (select to_char(q.to_date, 'YYYY-MM-DD') from delivery_promise q where q.shop_id = o.shop_id and q.order_id = o.order_id
              order by q.promise_id desc limit 1) as promised_to,
            (select count(*)::int from shop_order b where b.shop_id = o.shop_id and b.customer_id = o.customer_id) as orders,
            (select count(*)::int from shop_order b join delivery_report r on r.shop_id = b.shop_id and r.order_id = b.order_id
              where b.shop_id = o.shop_id and b.customer_id = o.customer_id) as earlier,
            coalesce((select sum(l.quantity * n.unit_price_minor) from fulfillment_line l
                        join order_line n on n.shop_id = l.shop_id and n.order_id = o.order_id and n.line_id = l.order_line_id
                       where l.shop_id = f.shop_id and l.fulfillment_id = f.fulfillment_id), o.total_minor)::float8 as value_minor,
            o.currency, (select currency from shop_profile where shop_id = o.shop_id) as shop_currency
       from shop_order o join fulfillment f on f.shop_id = o.shop_id and f.order_id = o.order_id and f.fulfillment_id = $3
       left join parcel p on p.shop_id = f.shop_id and p.fulfillment_id = f.fulfillment_id and p.stage not in ('planned', 'void')
      where o.shop_id = $1 and o.order_id = $2`,
    [tx.shopId, orderId, fulfillmentId],
  );
  if (row === undefined) throw new Error("a parcel that can be reported is there");
  const person = (await openPersons(tx, [orderId])).get(orderId);
  const evidence: Evidence = {
    scans: row.scans.map(({ stage, at, place }) => ({ stage, at: new Date(at).toISOString(), place })),
    deliveredAt: row.delivered_at?.toISOString() ?? null,
    hoursSinceDelivery: row.delivered_at === null ? null : hoursBetween(row.delivered_at, now),
    // No adapter hands one on yet.
    proof: null,
    promisedTo: row.promised_to,
    address: person === undefined ? [] : addressDoubts(person),
    earlierReports: row.earlier,
    orders: row.orders,
  };
  return { evidence, valueMinor: row.value_minor, currency: row.currency, shopCurrency: row.shop_currency ?? "" };
}
