/** Rows of a shop written straight into the mirror, for tests of what reads it. Small numbers as ids. */
import { parseId, type OrderId, type ShopId } from "../../app/core/ids.ts";
import { inShop, type ShopTx } from "../../app/platform/db/in-shop.server.ts";
import { sqlPool } from "../../app/platform/db/pool.server.ts";

let count = 0;

/** A shop that has us installed. */
export async function newShop(): Promise<{ shopId: ShopId; domain: string }> {
  count += 1;
  const domain = `rows-${String(process.pid)}-${String(count)}-${Date.now().toString(36)}.myshopify.com`;
  const { rows } = await sqlPool.query<{ id: string }>(
    "insert into shop (domain, installed_at) values ($1, $2) returning id",
    [domain, new Date("2026-01-01")],
  );
  return { shopId: parseId<ShopId>(rows[0]?.id ?? ""), domain };
}

type Values = Readonly<Record<string, unknown>>;

async function insert(tx: ShopTx, table: string, values: Values): Promise<void> {
  const columns = Object.keys(values);
  await tx.run(
    `insert into ${table} (shop_id, ${columns.join(", ")}) values ($1, ${columns.map((_, index) => `$${index + 2}`).join(", ")})`,
    [tx.shopId, ...columns.map((column) => values[column])],
  );
}

const AT = new Date("2026-11-23T09:00:00Z");

/** An order that was paid and assessed. */
export async function insertOrder(shopId: ShopId, id: string, change: Values = {}): Promise<OrderId> {
  await inShop(shopId, (tx) =>
    insert(tx, "shop_order", {
      order_id: id,
      name: `#${id}`,
      placed_at: AT,
      updated_at: AT,
      is_test: false,
      channel: "web",
      financial_status: "PAID",
      fulfillment_status: "UNFULFILLED",
      risk: "ACCEPT",
      currency: "EUR",
      total_minor: 1000,
      units: 1,
      stage: "open",
      read_no: 1,
      ...change,
    }),
  );
  return parseId<OrderId>(id);
}

/** An open fulfillment order of one unit, decided to stay where it is. */
export async function insertFulfillmentOrder(
  shopId: ShopId,
  id: string,
  orderId: string,
  change: { readonly row?: Values; readonly remaining?: number; readonly routing?: Values | null } = {},
): Promise<void> {
  await inShop(shopId, async (tx) => {
    await insert(tx, "fulfillment_order", {
      fulfillment_order_id: id,
      order_id: orderId,
      location_id: 1,
      status: "OPEN",
      request_status: "UNSUBMITTED",
      delivery_method: "SHIPPING",
      created_at: AT,
      updated_at: AT,
      supported_actions: ["CREATE_FULFILLMENT", "MOVE"],
      holds: "[]",
      read_no: 1,
      ...change.row,
    });
    await insert(tx, "fulfillment_order_line", {
      fulfillment_order_id: id,
      line_id: id,
      order_line_id: id,
      total: 1,
      remaining: change.remaining ?? 1,
      requires_shipping: true,
    });
    if (change.routing === null) return;
    const { status = "decided", outcome = "stay", mode = "live", stay_minor = 100 } = change.routing ?? {};
    await insert(tx, "routing_decision", {
      decision_id: id,
      order_id: orderId,
      fulfillment_order_id: id,
      cause: "new",
      outcome,
      mode,
      decided_at: AT,
      currency: "EUR",
      stay_minor,
      plan: "{}",
      trace: "{}",
    });
    await insert(tx, "routing_case", {
      fulfillment_order_id: id,
      order_id: orderId,
      status,
      cause: "new",
      decision_id: status === "decided" ? id : null,
      updated_at: AT,
    });
  });
}

export async function insertParcel(shopId: ShopId, id: string, fulfillmentOrderId: string, change: Values = {}) {
  await inShop(shopId, (tx) =>
    insert(tx, "parcel", {
      parcel_id: id,
      order_id: 1,
      fulfillment_order_id: fulfillmentOrderId,
      location_id: 1,
      carrier: "stand-in",
      service: "standard",
      stage: "planned",
      units: 1,
      created_at: AT,
      ...change,
    }),
  );
}

export async function insertKey(shopId: ShopId, orderId: string, key: string): Promise<void> {
  await inShop(shopId, (tx) => insert(tx, "order_key", { order_id: orderId, key }));
}

/** A fulfilment as Shopify has it, with the tracking numbers somebody gave. */
export async function insertFulfillment(
  shopId: ShopId,
  id: string,
  orderId: string,
  tracking: readonly { readonly company: string | null; readonly number: string; readonly url: string | null }[],
  change: Values = {},
): Promise<void> {
  await inShop(shopId, (tx) =>
    insert(tx, "fulfillment", {
      fulfillment_id: id,
      order_id: orderId,
      status: "SUCCESS",
      display_status: "FULFILLED",
      created_at: AT,
      updated_at: AT,
      tracking: JSON.stringify(tracking),
      events: "[]",
      read_no: 1,
      ...change,
    }),
  );
}
