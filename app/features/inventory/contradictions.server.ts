import type { SomeCount } from "../../core/some-count.ts";
import { countSome } from "../../platform/db/count-some.server.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";

/** Where the shop's stock contradicts itself. */
export interface Contradictions {
  /** Levels of which more was sold than there was. */
  readonly negative: SomeCount;
  /** Changes that no document explains and nobody has looked at. */
  readonly unexplained: SomeCount;
}

/** Counts them, each exactly to 10,000. */
export async function stockContradictions(tx: ShopTx): Promise<Contradictions> {
  return {
    negative: await countSome(
      tx,
      `from location p cross join lateral (
         select 1 from inventory_level l where l.shop_id = $1 and l.location_id = p.location_id and l.active and l.available < 0) n
        where p.shop_id = $1 and p.deleted_at is null`,
      [tx.shopId],
    ),
    unexplained: await countSome(
      tx,
      `from stock_entry e where e.shop_id = $1 and e.cause = 'outside'
        and not exists (select from stock_acknowledgement a where a.shop_id = $1 and a.seq = e.seq)`,
      [tx.shopId],
    ),
  };
}
