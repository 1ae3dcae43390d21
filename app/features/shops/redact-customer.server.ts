import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { erasePersons } from "../orders/public.server.ts";
import { ordersOf } from "./customer-orders.server.ts";
import type { DataSubject } from "./domain/compliance.ts";
import { PERSONAL_TABLES } from "./domain/personal-tables.ts";

/**
 * What is erased of a customer's orders beside the person (blob, key, search words). The order itself stays, as goods, places and times: the
 * merchant's figures are built on it, and without these fields it leads to nobody.
 */
const ERASURES: readonly { readonly what: string; readonly sql: string }[] = [
  { what: "stored_file", sql: `delete from stored_file where shop_id = $1 and ${condition("stored_file")}` },
  { what: "order_key", sql: `delete from order_key where shop_id = $1 and ${condition("order_key")}` },
  // Merchants write names into tags.
  { what: "order_tag", sql: `delete from order_tag where shop_id = $1 and ${condition("order_tag")}` },
  {
    what: "shop_order",
    sql: `update shop_order set customer_id = null, dest_lat = null, dest_lng = null, facts = '{}' where shop_id = $1 and ${condition("shop_order")}`,
  },
  // A tracking number shows name and address at many carriers.
  {
    what: "fulfillment",
    sql: `update fulfillment set tracking = '[]' where shop_id = $1 and ${condition("fulfillment")}`,
  },
  {
    what: "parcel",
    sql: `update parcel set tracking_number = null, tracking_url = null, carrier_ref = null, label_file_id = null, next_poll_at = null
           where shop_id = $1 and ${condition("parcel")}`,
  },
  // Where the order went, and what merchants write about a customer.
  {
    what: "decision_snapshot",
    sql: `delete from decision_snapshot where shop_id = $1 and ${condition("decision_snapshot")}`,
  },
  // What speaks for or against a report is about them; that there was one stays.
  {
    what: "delivery_report",
    sql: `update delivery_report set looked = '{}',
             evidence = '{"scans":[],"deliveredAt":null,"hoursSinceDelivery":null,"proof":null,"promisedTo":null,"address":[],"earlierReports":0,"orders":0}'
           where shop_id = $1 and ${condition("delivery_report")}`,
  },
  // What a carrier thinks of their door. That a label waits for an answer stays, or its parcel would wait for nobody.
  {
    what: "address_check",
    sql: `delete from address_check where shop_id = $1 and status <> 'waiting' and ${condition("address_check")}`,
  },
  {
    what: "address_check",
    sql: `update address_check set mark = '', codes = '{}', parts = '{}', sealed = null where shop_id = $1 and ${condition("address_check")}`,
  },
  {
    // A workflow of the merchant may have written a shopper into the note of a hold.
    what: "intent",
    sql: `update intent set outcome = null, input = case kind when 'fulfillmentOrder.hold' then input - 'note' else input end
           where shop_id = $1 and ${condition("intent")}`,
  },
  { what: "mail_stop", sql: `delete from mail_stop where shop_id = $1 and ${condition("mail_stop")}` },
  {
    what: "message",
    sql: `update message set params = '{}', sealed_to = null, sealed = null, to_masked = '', to_hash = null,
                 status = case when status in ('waiting', 'observed') then 'left' else status end,
                 why = case when status in ('waiting', 'observed') then 'no_address' else why end, due_at = null
           where shop_id = $1 and ${condition("message")}`,
  },
  // Who came for it, or opened the door.
  { what: "pickup", sql: `update pickup set sealed = null where shop_id = $1 and ${condition("pickup")}` },
  {
    what: "local_stop",
    sql: `update local_stop set sealed = null, photo_id = null, signature_id = null where shop_id = $1 and ${condition("local_stop")}`,
  },
  // The last scan is at the shopper's door.
  {
    what: "parcel_scan",
    sql: `update parcel_scan set place = null where shop_id = $1 and ${condition("parcel_scan")}`,
  },
];

function condition(table: string): string {
  const found = PERSONAL_TABLES[table];
  if (found === undefined) throw new RangeError(`no condition for ${table}`);
  // Every statement gets the same three values; PostgreSQL wants each of them used.
  return `${found} and ($2::bigint[] is null or true) and ($3::bigint is null or true)`;
}

/** Erases what is personal of a customer, for good. Returns how many rows of each table were touched, and of which orders. */
export async function redactCustomer(
  tx: ShopTx,
  subject: DataSubject,
): Promise<{ readonly orders: readonly OrderId[]; readonly counts: Readonly<Record<string, number>> }> {
  const orders = await ordersOf(tx, subject);
  const counts: Record<string, number> = {};
  for (const { what, sql } of ERASURES)
    counts[what] = (counts[what] ?? 0) + (await tx.run(sql, [tx.shopId, orders, subject.customerId]));
  counts["order_person"] = await erasePersons(tx, orders);
  return { orders, counts };
}
