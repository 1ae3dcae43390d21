import type { ShopTx } from "./in-shop.server.ts";

/** Columns of a table with their SQL types, for a set-based write. */
export type Columns = Readonly<Record<string, string>>;

/**
 * Writes many rows of one table in one statement: `insert … select from jsonb_to_recordset … on conflict do update`. `shop_id` is added here.
 * With `newerBy`, a stored row is replaced only when the new row's value of that column is greater (numbered reads). `keep` names columns an
 * update leaves alone. Returns the keys of the rows that were written. Table and column names come from our own code, never from outside.
 */
export async function upsertRows(
  tx: ShopTx,
  table: string,
  spec: {
    readonly columns: Columns;
    readonly key: readonly string[];
    readonly newerBy?: string;
    readonly keep?: readonly string[];
  },
  rows: readonly object[],
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const names = Object.keys(spec.columns);
  const updated = names.filter((name) => !spec.key.includes(name) && !spec.keep?.includes(name));
  const key = ["shop_id", ...spec.key].join(", ");
  const update =
    updated.length === 0
      ? "do nothing"
      : `do update set ${updated.map((name) => `${name} = excluded.${name}`).join(", ")}` +
        (spec.newerBy ? ` where t.${spec.newerBy} < excluded.${spec.newerBy}` : "");
  const written = await tx.rows<{ key: string }>(
    `insert into ${table} as t (shop_id, ${names.join(", ")})
     select $1::bigint, ${names.join(", ")} from jsonb_to_recordset($2::jsonb) as x(${names.map((name) => `${name} ${spec.columns[name] ?? ""}`).join(", ")})
      order by ${spec.key.join(", ")}
     on conflict (${key}) ${update}
     returning ${spec.key.map((name) => `t.${name}::text`).join(" || ' ' || ")} as key`,
    [tx.shopId, JSON.stringify(rows)],
  );
  return new Set(written.map((row) => row.key));
}
