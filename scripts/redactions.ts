/**
 * What was erased for good in the last 35 days, one JSON line each: `npm run --silent redactions > redactions.jsonl` with MIGRATE_URL (the owner of the database). Kept beside the
 * backups; whoever restores one gives it to `npm run restored` (docs/operations.md). Ids only: nothing in it leads to a person.
 */
import pg from "pg";

/** The lines, oldest first, and how many requests about personal data are still to be done: those are not among the lines. */
export async function readRedactions(ownerUrl: string): Promise<{ lines: string[]; open: number }> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ line: string }>(
      `select json_build_object('shop', shop_no::text, 'customer', customer_id::text, 'orders', order_ids::text[], 'wholeShop', whole_shop,
                                'doneAt', to_char(done_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text as line
         from redaction order by redaction_id`,
    );
    // Row-level security binds the owner, too; the watcher may count.
    await client.query("begin; set local role entrega_watch");
    const { rows: open } = await client.query<{ n: number }>(
      "select count(*)::int as n from privacy_request where done_at is null",
    );
    await client.query("commit");
    return { lines: rows.map(({ line }) => line), open: open[0]?.n ?? 0 };
  } finally {
    await client.end();
  }
}

if (import.meta.main) {
  const { MIGRATE_URL } = process.env;
  if (!MIGRATE_URL) {
    console.error("Set MIGRATE_URL (the owner of the database).");
    process.exit(1);
  }
  const { lines, open } = await readRedactions(MIGRATE_URL);
  for (const line of lines) console.log(line);
  if (open > 0)
    console.error(
      `${open} requests about personal data are not done and not in this list: let the worker finish before you restore.`,
    );
}
