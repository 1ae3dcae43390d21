import type { FulfillmentOrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readCode } from "./domain/pick-code.ts";
import { pickupOfCode } from "./store.server.ts";

/** Codes are short: whoever guesses has this many wrong ones in this time, and then has to wait. */
export const MOST_TRIES = 8;
export const TRIES_MS = 10 * 60_000;

export type DeskAnswer =
  | { readonly status: "found"; readonly fulfillmentOrderId: FulfillmentOrderId }
  | { readonly status: "refused"; readonly code: "wrong_code" | "locked" };

/**
 * Whose pickup a scanned or typed code is. Wrong codes of one member of staff (`who`) are counted; too many within ten minutes lock them out until those are
 * over, also with a right one.
 */
export async function askCode(tx: ShopTx, text: string, who: string, now: Date): Promise<DeskAnswer> {
  // Nothing typed is no guess.
  if (text.trim() === "") return { status: "refused", code: "wrong_code" };
  const since = new Date(now.getTime() - TRIES_MS);
  const [tried] = await tx.rows<{ tries: number }>(
    "select tries from pickup_try where shop_id = $1 and who = $2 and since > $3 for update",
    [tx.shopId, who, since],
  );
  if (tried && tried.tries >= MOST_TRIES) return { status: "refused", code: "locked" };
  const code = readCode(text);
  const pickup = code === undefined ? undefined : await pickupOfCode(tx, code);
  if (pickup) return { status: "found", fulfillmentOrderId: pickup.fulfillmentOrderId };
  await tx.run(
    `insert into pickup_try as t (shop_id, who, since, tries) values ($1, $2, $3, 1)
     on conflict (shop_id, who) do update
        set tries = case when t.since > $4 then t.tries + 1 else 1 end, since = case when t.since > $4 then t.since else $3 end`,
    [tx.shopId, who, now, since],
  );
  return { status: "refused", code: "wrong_code" };
}
