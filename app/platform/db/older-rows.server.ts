import type { ShopTx } from "./in-shop.server.ts";

/** A mirrored table and the column that holds Shopify's id. Both come from our own code, never from outside. */
export interface Mirrored {
  readonly table: string;
  readonly key: string;
}

/** Which of the things that Shopify shows are missing in the mirror, or older there by whole seconds (more, Shopify does not tell). Their ids. */
export async function olderRows(
  tx: ShopTx,
  { table, key }: Mirrored,
  seen: readonly (readonly [id: string, updatedAt: string])[],
): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `select x.id from unnest($2::bigint[], $3::timestamptz[]) as x(id, updated_at)
       left join ${table} t on t.shop_id = $1 and t.${key} = x.id
      where t.${key} is null or date_trunc('second', t.updated_at) < date_trunc('second', x.updated_at)`,
    [tx.shopId, seen.map(([id]) => id), seen.map(([, updatedAt]) => updatedAt)],
  );
  return rows.map(({ id }) => id);
}
