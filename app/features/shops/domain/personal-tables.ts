/**
 * For every table with rows of a shop: how the rows of one customer are found in it, or why it has none. tests/integration/shops-privacy.test.ts
 * compares the names with the database, so a new table without a line here fails, and its author decides.
 *
 * Conditions are SQL over `$1` (shop), `$2` (bigint[], the customer's orders) and `$3` (bigint or null, the customer).
 */

const OF_ORDER = "order_id = any($2::bigint[])";
const among = (key: string, table: string): string =>
  `${key} in (select ${key} from ${table} where shop_id = $1 and ${OF_ORDER})`;

export const PERSONAL_TABLES: Readonly<Record<string, string>> = {
  shop_order: OF_ORDER,
  order_line: OF_ORDER,
  order_tag: OF_ORDER,
  order_person: OF_ORDER,
  order_word: OF_ORDER,
  order_event: OF_ORDER,
  order_key: OF_ORDER,
  fulfillment_order: OF_ORDER,
  fulfillment_order_line: among("fulfillment_order_id", "fulfillment_order"),
  fulfillment: OF_ORDER,
  order_stock: OF_ORDER,
  order_refund_line: OF_ORDER,
  fulfillment_line: among("fulfillment_id", "fulfillment"),
  parcel: OF_ORDER,
  parcel_scan: among("parcel_id", "parcel"),
  delivery_promise: OF_ORDER,
  routing_case: OF_ORDER,
  routing_decision: OF_ORDER,
  routing_claim: among("decision_id", "routing_decision"),
  intent: OF_ORDER,
  fact: OF_ORDER,
  mark: "kind = 3 and object_id = any($2::bigint[])",
  personal_read: OF_ORDER,
  stored_file: `(owner in (select 'parcel:' || parcel_id from parcel where shop_id = $1 and ${OF_ORDER}) or owner = 'customer:' || $3::bigint)`,
};

/** Tables in which nothing is about a customer. */
export const IMPERSONAL_TABLES: Readonly<Record<string, string>> = {
  shop_profile: "the shop itself",
  shop_session: "staff of the merchant, not customers",
  shop_lane: "work list: shop and lane",
  import_run: "progress of imports",
  catch_up: "progress of a bulk query",
  privacy_request: "the request itself; its body is erased when the duty is done",
  delivery: "webhook ids and topics, for 48 hours",
  location: "the merchant's own places",
  inventory_item: "goods",
  inventory_level: "goods",
  stock_entry: "goods; references are ids",
  stock_due: "work list: goods",
  buffer_rule: "settings: goods and places",
  buffer_level: "goods",
  buffer_correction: "goods",
  buffer_setting: "settings",
  alert_rule: "settings: goods and places",
  stock_alert: "goods; Shopify's number of the member of staff who took it",
  alert_look: "progress of a look at goods",
  usual_demand: "sums of goods",
  stock_count: "goods; the name of the member of staff who counts",
  stock_count_line: "goods",
  stock_count_scan: "goods; codes as scanned",
  item_bin: "goods",
  stock_feed: "settings",
  stock_feed_run: "goods; progress of files",
  stock_feed_target: "goods",
  stock_feed_error: "goods; lines of a supplier's file",
  stock_edit: "goods; Shopify's number of the member of staff",
  stock_edit_line: "goods",
  stock_edit_error: "goods; lines of the merchant's own file",
  transfer: "goods between the merchant's own places",
  transfer_line: "goods",
  shipment: "goods between the merchant's own places",
  shipment_line: "goods",
  transfer_setting: "settings",
  transfer_target: "settings: places",
  transfer_pack: "settings: goods",
  transfer_act: "goods between the merchant's own places",
  transfer_plan: "goods between the merchant's own places",
  transfer_plan_line: "goods",
  shared_item: "settings: goods",
  shared_component: "settings: goods",
  shared_level: "goods",
  guard_rule: "settings: goods",
  guard_claim: "goods and sales channels",
  guard_act: "goods and sales channels",
  guard_setting: "settings",
  stock_link: "settings: the merchant's other shop",
  stock_link_try: "times of wrong codes",
  stock_link_code: "settings: goods",
  stock_link_item: "goods",
  stock_message: "goods",
  inventory_view: "settings",
  item_tag: "goods",
  item_word: "goods",
  stock_acknowledgement: "goods; notes about differences of stock",
  effect_switch: "settings",
  routing_setting: "settings",
  carrier_account: "the merchant's accounts with carriers",
};

/** Columns that are never handed out: sealed blobs are opened instead, hashes and keys are ours alone. */
export const SECRET_COLUMNS: ReadonlySet<string> = new Set(["sealed", "sealed_key", "word", "key", "idempotency_key"]);
