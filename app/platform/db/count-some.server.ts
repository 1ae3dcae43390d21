import type { ShopTx } from "./in-shop.server.ts";

/** Rows of a list are counted exactly up to here: nobody reads a number of five digits to its last one, and counting it would cost more than the page. */
const MOST = 10_000;

/** How many there are; `more`: that many and some. */
export interface SomeCount {
  readonly value: number;
  readonly more: boolean;
}

/** Counts rows. `from`: the SQL of a query from its `from` on. */
export async function countSome(tx: ShopTx, from: string, values: readonly unknown[]): Promise<SomeCount> {
  const [row] = await tx.rows<{ count: number }>(
    `select count(*)::int as count from (select 1 ${from} limit ${MOST + 1}) x`,
    values,
  );
  const count = row?.count ?? 0;
  return { value: Math.min(count, MOST), more: count > MOST };
}
