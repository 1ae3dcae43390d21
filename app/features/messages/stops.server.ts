import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { wordHash } from "../../platform/seal.server.ts";
import { normalEmail } from "./domain/addresses.ts";

/** Why an address gets nothing more, and who said so. */
export interface MailStop {
  readonly why: "opted_out" | "bounced";
  readonly by: "shopper" | "staff" | "server";
  readonly answer: string;
  readonly at: Date;
}

/** How an address is kept where only equality matters. */
export const emailHash = (tx: ShopTx, email: string): Buffer<ArrayBuffer> =>
  wordHash(tx.shopId, `mail ${normalEmail(email)}`);

/** Why this address gets nothing; the shopper's own wish first. */
export async function stopsOf(tx: ShopTx, hash: Buffer): Promise<MailStop[]> {
  return tx.rows<MailStop & Record<string, unknown>>(
    "select why, by, answer, at from mail_stop where shop_id = $1 and email_hash = $2 order by why desc",
    [tx.shopId, hash],
  );
}

/** Nothing more to this address. `orderId`: the order by which it was learned, so that it goes when its person is erased. */
export async function stopMail(
  tx: ShopTx,
  hash: Buffer,
  stop: Omit<MailStop, "at"> & { readonly orderId: OrderId },
  now: Date,
): Promise<void> {
  await tx.run(
    `insert into mail_stop (shop_id, email_hash, why, order_id, by, answer, at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (shop_id, email_hash, why) do nothing`,
    [tx.shopId, hash, stop.why, stop.orderId, stop.by, stop.answer, now],
  );
}

/** The address may be written to again. What its shopper said, nobody but its shopper takes back. */
export async function allowMail(tx: ShopTx, hash: Buffer, by: "shopper" | "staff"): Promise<void> {
  await tx.run(
    "delete from mail_stop where shop_id = $1 and email_hash = $2 and ($3 = 'shopper' and why = 'opted_out' or $3 = 'staff' and by <> 'shopper')",
    [tx.shopId, hash, by],
  );
}
