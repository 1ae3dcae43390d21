import type { CustomerId, OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";

/** A redaction is remembered as long as a backup may be restored that is older than it: backups are kept 30 days, and five to be sure. */
const KEPT_DAYS = 35;

type Erased = "whole shop" | { readonly customerId: CustomerId | null; readonly orders: readonly OrderId[] };

/** In the transaction that erases: what was erased, as numbers that lead to nobody. Those older than any backup are forgotten. */
export async function rememberRedaction(tx: ShopTx, erased: Erased, now: Date): Promise<void> {
  const whole = erased === "whole shop";
  await tx.run(
    "insert into redaction (shop_no, customer_id, order_ids, whole_shop, done_at) values ($1, $2, $3::bigint[], $4, $5)",
    [tx.shopId, whole ? null : erased.customerId, whole ? [] : erased.orders, whole, now],
  );
  await tx.run(`delete from redaction where done_at < $1::timestamptz - interval '${KEPT_DAYS} days'`, [now]);
}
