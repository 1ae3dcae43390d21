import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { CLAIM_RESTS_MS } from "./domain/batch.ts";

/** A member of staff: Shopify's number, and the name colleagues know them by. */
export interface Worker {
  readonly who: string;
  readonly name: string;
}

/** What one person at a time works on. */
export type Thing = `batch ${string}` | `task ${string}`;

/** `held`: somebody else has it; `mayTakeOver`: and has done nothing with it for a while. */
export type Claimed =
  | { readonly status: "yours" }
  | { readonly status: "held"; readonly name: string; readonly since: string; readonly mayTakeOver: boolean };

/**
 * Takes a thing for somebody, or says who has it. One statement compares and sets, so that of two people who ask at once one gets it. `takeOver`: also from
 * somebody who has left it lying.
 */
export async function claim(
  tx: ShopTx,
  thing: Thing,
  { who, name }: Worker,
  now: Date,
  { takeOver = false }: { readonly takeOver?: boolean } = {},
): Promise<Claimed> {
  const rested = new Date(now.getTime() - CLAIM_RESTS_MS);
  const [mine] = await tx.rows(
    `insert into pick_claim as c (shop_id, thing, who, name, since, seen_at) values ($1, $2, $3, $4, $5, $5)
     on conflict (shop_id, thing) do update
        set who = excluded.who, name = excluded.name, seen_at = excluded.seen_at,
            since = case when c.who = excluded.who then c.since else excluded.since end
      where c.who = excluded.who or ($6 and c.seen_at <= $7) returning 1 as one`,
    [tx.shopId, thing, who, name, now, takeOver, rested],
  );
  return mine ? { status: "yours" } : ((await readClaim(tx, thing, who, now)) ?? { status: "yours" });
}

/** Who has it, as somebody sees it who asks; undefined: nobody. */
export async function readClaim(tx: ShopTx, thing: Thing, who: string, now: Date): Promise<Claimed | undefined> {
  const [row] = await tx.rows<{ who: string; name: string; since: Date; seen_at: Date }>(
    "select who, name, since, seen_at from pick_claim where shop_id = $1 and thing = $2",
    [tx.shopId, thing],
  );
  if (!row) return undefined;
  if (row.who === who) return { status: "yours" };
  const mayTakeOver = now.getTime() - row.seen_at.getTime() >= CLAIM_RESTS_MS;
  return { status: "held", name: row.name, since: row.since.toISOString(), mayTakeOver };
}

/** Lets go of a thing: it is done, or somebody puts it back for others. */
export async function dropClaim(tx: ShopTx, thing: Thing): Promise<void> {
  await tx.run("delete from pick_claim where shop_id = $1 and thing = $2", [tx.shopId, thing]);
}
