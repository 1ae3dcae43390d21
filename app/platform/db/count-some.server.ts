import { COUNT_LIMIT, someCount, type SomeCount } from "../../core/some-count.ts";
import type { ShopTx } from "./in-shop.server.ts";

/** Counts rows. `from`: the SQL of a query from its `from` on. */
export async function countSome(tx: ShopTx, from: string, values: readonly unknown[]): Promise<SomeCount> {
  const [row] = await tx.rows<{ count: number }>(
    `select count(*)::int as count from (select 1 ${from} limit ${COUNT_LIMIT + 1}) x`,
    values,
  );
  return someCount(row?.count ?? 0);
}
