import { z } from "zod";
import { parseId, type CustomerId, type OrderId, type ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { assertLease, claimLane, finishLane, type Lease } from "../../platform/lanes.server.ts";
import { eraseShop } from "./erase-shop.server.ts";
import { redactCustomer } from "./redact-customer.server.ts";
import { rememberRedaction } from "./remember-redaction.server.ts";
import { readShop } from "./store.server.ts";

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
