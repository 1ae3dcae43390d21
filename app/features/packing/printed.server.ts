import type { FulfillmentOrderId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";

/** What is remembered as printed. */
export type PrintedKind = "slip" | "label" | "pickList" | "tote" | "address";

/** How often something was printed, and whether that paper still holds. Moments are ISO 8601. */
export interface Printed {
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly kind: PrintedKind;
  readonly times: number;
  /** Of the last time: when, and who. */
  readonly at: string;
  readonly byName: string;
  /** Empty: the last one holds. */
  readonly voidReason: string;
  readonly voidAt: string | null;
}

/** Writes down that these were printed. `who`: Shopify's number of the staff member, and their name. */
export async function notePrinted(
  tx: ShopTx,
  kind: PrintedKind,
  printed: readonly { readonly orderId: OrderId; readonly fulfillmentOrderId: FulfillmentOrderId }[],
  who: { readonly id: string; readonly name: string },
  now: Date,
): Promise<void> {
  await tx.run(
    `insert into printed_document (shop_id, kind, order_id, fulfillment_order_id, by, by_name, at)
     select $1, $2, x."orderId", x."fulfillmentOrderId", $4, $5, $6
       from jsonb_to_recordset($3::jsonb) as x("orderId" bigint, "fulfillmentOrderId" bigint)`,
    [
      tx.shopId,
      kind,
      JSON.stringify(printed.map(({ orderId, fulfillmentOrderId }) => ({ orderId, fulfillmentOrderId }))),
      who.id,
      who.name,
      now,
    ],
  );
}

/** What was printed of these, by kind. */
export async function readPrinted(tx: ShopTx, ids: readonly FulfillmentOrderId[]): Promise<Printed[]> {
  const rows = await tx.rows<
    Omit<Printed, "at" | "voidAt"> & { readonly at: Date; readonly voidAt: Date | null } & Record<string, unknown>
  >(
    `select distinct on (fulfillment_order_id, kind) fulfillment_order_id as "fulfillmentOrderId", kind, at, by_name as "byName",
            void_at as "voidAt", void_reason as "voidReason", (count(*) over (partition by fulfillment_order_id, kind))::int as times
       from printed_document where shop_id = $1 and fulfillment_order_id = any($2::bigint[])
      order by fulfillment_order_id, kind, print_id desc`,
    [tx.shopId, ids],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString(), voidAt: row.voidAt?.toISOString() ?? null }));
}

/**
 * An order changed after its paper was printed: all of it must not be used any more. What is printed from now on holds again; a label that was bought before
 * says that it is void. `reason`: a code (cancelled, edited, address, …). Returns how many papers that were.
 */
export async function voidPrinted(tx: ShopTx, orderId: OrderId, reason: string, now: Date): Promise<number> {
  return tx.run(
    "update printed_document set void_at = $4, void_reason = $3 where shop_id = $1 and order_id = $2 and void_at is null",
    [tx.shopId, orderId, reason, now],
  );
}
