/** Delivered orders of the past, spread evenly over shops: what a pipeline that reads and writes by key should not notice. */
import type pg from "pg";
import { ITEM, ITEMS, PLACES } from "./ids.ts";

/** Below all ids of the load. */
const FIRST = 1_000_000_000;
/** In one transaction. */
const AT_ONCE = 250_000;

/** Stores orders `from` … `to` with what belongs to each: a line, a closed fulfillment order, a fulfilment, three entries of the ledger. */
export async function storeOrders(owner: pg.Pool, shops: readonly string[], from: number, to: number): Promise<void> {
  for (let next = from; next < to; next += AT_ONCE)
    await owner.query(STORE, [shops, FIRST + next, FIRST + Math.min(to, next + AT_ONCE) - 1, ITEM, PLACES[0]]);
  await owner.query("vacuum analyze");
}

const STORE = `
with o as (
  select ($1::bigint[])[1 + n % cardinality($1::bigint[])] as shop_id, n, $4::bigint + n % ${ITEMS} as item_id,
         timestamptz '2026-01-01' - (n % 365) * interval '1 day' as at
    from generate_series($2::bigint, $3::bigint) n),
orders as (
  insert into shop_order (shop_id, order_id, name, placed_at, updated_at, is_test, channel, financial_status, fulfillment_status, risk,
                          currency, total_minor, units, dest_country, stage, read_no)
  select shop_id, n, '#' || n, at, at, false, 'web', 'PAID', 'FULFILLED', 'LOW', 'EUR', 11470, 1, 'ES', 'delivered', 0 from o),
lines as (
  insert into order_line (shop_id, order_id, line_id, sku, title, quantity, current_quantity, requires_shipping, unit_price_minor)
  select shop_id, n, n, 'SKU', 'Camiseta', 1, 0, true, 11470 from o),
parts as (
  insert into fulfillment_order (shop_id, fulfillment_order_id, order_id, location_id, status, request_status, delivery_method,
                                 created_at, updated_at, supported_actions, holds, read_no)
  select shop_id, n, n, $5::bigint, 'CLOSED', 'UNSUBMITTED', 'SHIPPING', at, at, '{}', '[]', 0 from o),
part_lines as (
  insert into fulfillment_order_line (shop_id, fulfillment_order_id, line_id, order_line_id, item_id, total, remaining, requires_shipping, grams)
  select shop_id, n, n, n, item_id, 1, 0, true, 250 from o),
shipped as (
  insert into fulfillment (shop_id, fulfillment_id, order_id, location_id, status, display_status, created_at, updated_at, tracking, events, read_no)
  select shop_id, n, n, $5::bigint, 'SUCCESS', 'DELIVERED', at, at, '[]', '[]', 0 from o)
insert into order_event (shop_id, order_id, code, ref, data, occurred_at, recorded_at)
select shop_id, n, code, '1', '{}', at, at from o, unnest(array['order.placed', 'routing.decided', 'parcel.delivered']) code`;
