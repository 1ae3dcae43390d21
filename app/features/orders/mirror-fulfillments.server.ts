import type { FulfillmentId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { upsertRows, type Columns } from "../../platform/db/upsert.server.ts";
import type { ReadStamp } from "../../platform/read-number.server.ts";
import { appendOrderEvents } from "./ledger.server.ts";
import { trackingWord } from "./domain/tracking-word.ts";
import { lockOrders } from "./lock-orders.server.ts";
import { addOrderWords } from "./order-words.server.ts";
import { restage } from "./restage.server.ts";
import { fulfillmentLineRows, fulfillmentRow, type FulfillmentNode } from "./rows.ts";

const ROW: Columns = {
  fulfillment_id: "bigint",
  order_id: "bigint",
  location_id: "bigint",
  status: "text",
  display_status: "text",
  created_at: "timestamptz",
  updated_at: "timestamptz",
  in_transit_at: "timestamptz",
  delivered_at: "timestamptz",
  estimated_delivery_at: "timestamptz",
  tracking: "jsonb",
  events: "jsonb",
  read_no: "bigint",
};

const LINE: Columns = { fulfillment_id: "bigint", line_id: "bigint", order_line_id: "bigint", quantity: "int" };

/**
 * Takes fulfilments into the mirror, like mirrorOrders; each is a ledger event once, and its order is found by each of its tracking numbers, whoever
 * gave them; by one that was corrected as well: somebody has it on paper. Returns the ids that were taken.
 */
export async function mirrorFulfillments(
  tx: ShopTx,
  nodes: readonly FulfillmentNode[],
  read: ReadStamp,
): Promise<FulfillmentId[]> {
  if (nodes.length === 0) return [];
  const rows = nodes.map((node) => ({ ...fulfillmentRow(node), read_no: read.no }));
  await lockOrders(tx, [...new Set(rows.map((row) => row.order_id))]);
  const taken = await upsertRows(
    tx,
    "fulfillment",
    { columns: ROW, key: ["fulfillment_id"], newerBy: "read_no" },
    rows,
  );
  const fresh = rows.filter((row) => taken.has(row.fulfillment_id));
  const lines = nodes.filter((node) => taken.has(fulfillmentRow(node).fulfillment_id)).flatMap(fulfillmentLineRows);
  await upsertRows(tx, "fulfillment_line", { columns: LINE, key: ["fulfillment_id", "line_id"] }, lines);
  await addOrderWords(
    tx,
    fresh.flatMap(({ order_id: orderId, tracking }) =>
      tracking.flatMap(({ number }) => {
        const word = trackingWord(number ?? "");
        return word === null ? [] : [{ orderId, word }];
      }),
    ),
  );
  await appendOrderEvents(
    tx,
    fresh.flatMap((row) => [
      {
        orderId: row.order_id,
        code: "fulfillment.created",
        ref: row.fulfillment_id,
        occurredAt: new Date(row.created_at),
        data: {
          fulfillmentId: row.fulfillment_id,
          locationId: row.location_id,
          company: row.tracking[0]?.company ?? null,
        },
      },
      ...(row.status === "CANCELLED"
        ? [
            {
              orderId: row.order_id,
              code: "fulfillment.cancelled",
              ref: row.fulfillment_id,
              occurredAt: new Date(row.updated_at),
              data: { fulfillmentId: row.fulfillment_id },
            },
          ]
        : []),
    ]),
    read.at,
  );
  await restage(tx, [...new Set(fresh.map((row) => row.order_id))]);
  return [...taken] as FulfillmentId[];
}

/** Those of these fulfilments that the mirror has, with their lines. */
export async function mirroredFulfillments(tx: ShopTx, ids: readonly FulfillmentId[]): Promise<FulfillmentId[]> {
  const rows = await tx.rows<{ id: FulfillmentId }>(
    "select fulfillment_id as id from fulfillment where shop_id = $1 and fulfillment_id = any($2::bigint[])",
    [tx.shopId, ids],
  );
  return rows.map(({ id }) => id);
}
