import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { assertLease, keepLease, type Lease } from "../../platform/lanes.server.ts";
import { rememberRedaction } from "./remember-redaction.server.ts";

/** Rows in one transaction: below a second even for the widest table. */
const BATCH_ROWS = 5_000;

/**
 * Deletes every row of the shop in every table that has a `shop_id`, then the shop itself. The list of tables is the database's own catalogue,
 * so none can be forgotten. Resumable: the request that asks for it, the lease and the shop's row go last, in one transaction that also sees
 * that nothing was written meanwhile.
 */
export async function eraseShop(lease: Lease, now: Date): Promise<void> {
  const last = ["privacy_request", "shop_lane"];
  const tables = (await inShop(lease.shopId, tenantTables)).filter((table) => !last.includes(table));
  for (;;) {
    for (const table of tables) await emptyTable(lease, table);
    const isGone = await inShop(lease.shopId, async (tx) => {
      await assertLease(tx, lease);
      for (const table of tables) if (await hasRows(tx, table)) return false;
      for (const table of last) await tx.run(`delete from ${table} where shop_id = $1`, [tx.shopId]);
      await tx.run("delete from shop where id = $1", [tx.shopId]);
      await rememberRedaction(tx, "whole shop", now);
      return true;
    });
    if (isGone) return;
  }
}

async function emptyTable(lease: Lease, table: string): Promise<void> {
  let touched: number;
  do {
    await keepLease(lease);
    touched = await inShop(lease.shopId, async (tx) => {
      await assertLease(tx, lease);
      // The log of what people did lets go of nothing before its term, unless this is said (migration staff_and_audit).
      await tx.rows("select set_config('app.erasing', $1, true)", [tx.shopId]);
      return tx.run(
        `delete from ${table} where ctid = any(array(select ctid from ${table} where shop_id = $1 limit ${BATCH_ROWS}))`,
        [tx.shopId],
      );
    });
  } while (touched === BATCH_ROWS);
}

async function hasRows(tx: ShopTx, table: string): Promise<boolean> {
  return (await tx.rows(`select 1 from ${table} where shop_id = $1 limit 1`, [tx.shopId])).length > 0;
}

/** Every table with rows of shops, quoted for SQL. */
async function tenantTables(tx: ShopTx): Promise<string[]> {
  const rows = await tx.rows<{ name: string }>(
    `select quote_ident(c.relname) as name from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'shop_id' and not a.attisdropped
      where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
      order by 1`,
  );
  return rows.map(({ name }) => name);
}
