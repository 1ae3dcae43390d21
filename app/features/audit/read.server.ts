import type { Asker } from "../../platform/acting.server.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { ActCode } from "./domain/acts.ts";

/** What was done to one thing, as its own feature reads it. */
export interface ToldAct {
  readonly seq: string;
  readonly code: string;
  readonly who: string;
  readonly at: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Who did something to this thing last: what the worker decides of it later is theirs. `code`: which of the things that are done to it. */
export async function lastActor(tx: ShopTx, subject: string, code: ActCode | null = null): Promise<Asker | undefined> {
  const [row] = await tx.rows<Asker & Record<string, unknown>>(
    `select who, role, permission from audit_entry
      where shop_id = $1 and subject = $2 and role <> '' and ($3::text is null or code = $3) order by seq desc limit 1`,
    [tx.shopId, subject, code],
  );
  return row;
}

/** What was done to one thing, newest first: `count` entries older than `before`, or the one with the number `seq`. */
export async function readActs(
  tx: ShopTx,
  subject: string,
  which: { readonly before: string | null; readonly count: number } | { readonly seq: string },
): Promise<ToldAct[]> {
  const one = "seq" in which;
  return tx.rows<ToldAct & Record<string, unknown>>(
    `select seq, code, who, at, data from audit_entry
      where shop_id = $1 and subject = $2 and ($3::bigint is null or seq ${one ? "=" : "<"} $3) order by seq desc limit $4`,
    one ? [tx.shopId, subject, which.seq, 1] : [tx.shopId, subject, which.before, which.count],
  );
}
