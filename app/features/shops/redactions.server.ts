import { z } from "zod";
import { parseId, type CustomerId, type OrderId, type ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { assertLease, claimLane, finishLane, type Lease } from "../../platform/lanes.server.ts";
import { eraseShop } from "./erase-shop.server.ts";
import { redactCustomer } from "./redact-customer.server.ts";
import { readShop } from "./store.server.ts";

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

const Digits = z.string().regex(/^[1-9]\d{0,18}$/);

/** One line of the file that `npm run redactions` writes. */
export const RedactionLine = z.object({
  shop: Digits.transform((text) => parseId<ShopId>(text)),
  customer: Digits.transform((text) => parseId<CustomerId>(text)).nullable(),
  orders: z.array(Digits.transform((text) => parseId<OrderId>(text))),
  wholeShop: z.boolean(),
  doneAt: z.iso.datetime().transform((text) => new Date(text)),
});
export type RedactionLine = z.infer<typeof RedactionLine>;

/**
 * Erases again, in a database that was restored to a time before it, what had been erased since. A shop that was erased goes whatever its row says: how it was
 * before is what the backup shows. "gone": there is nothing of it here. Nothing else may run meanwhile (scripts/restored.ts keeps the app out).
 */
export async function replayRedaction(line: RedactionLine, now: Date): Promise<"erased" | "gone"> {
  if ((await readShop(line.shop)) === undefined) return "gone";
  const lease = await claimLane(line.shop, "long");
  if (!lease)
    throw new Error(`the long lane of shop ${line.shop} is held: is a worker running on the restored database?`);
  if (line.wholeShop) await eraseShop(lease, now);
  else await again(lease, line, now);
  return "erased";
}

async function again(lease: Lease, { shop, customer, orders }: RedactionLine, now: Date): Promise<void> {
  await inShop(shop, async (tx) => {
    await assertLease(tx, lease);
    const subject = { customerId: customer, email: null, orderIds: orders };
    const found = await redactCustomer(tx, subject);
    await rememberRedaction(tx, { customerId: customer, orders: found.orders }, now);
  });
  await finishLane(lease, 0);
}
