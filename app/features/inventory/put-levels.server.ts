import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { ReadStamp } from "../../platform/read-number.server.ts";
import { LEDGER_STATES, STATES } from "../../core/stock-states.ts";
import type { LevelRow } from "./rows.ts";

const OPENED = LEDGER_STATES.flatMap((state) => [`o_${state}`, `x_${state}`]);
const INSERT = `insert into inventory_level as t
    (shop_id, item_id, location_id, active, ${STATES.join(", ")}, updated_at, agreed_at, read_no, provisional, opened_at, ${OPENED.join(", ")})
  select $1::bigint, item_id, location_id, active, ${STATES.join(", ")}, updated_at, agreed_at, $2::bigint, false, updated_at,
         ${LEDGER_STATES.flatMap((state) => [state, state]).join(", ")}
    from unnest($3::bigint[], $4::bigint[], $5::boolean[], $6::timestamptz[], $7::timestamptz[], ${STATES.map((_, n) => `$${n + 8}::int[]`).join(", ")})
      as x(item_id, location_id, active, updated_at, agreed_at, ${STATES.join(", ")})
   order by item_id, location_id
  on conflict (shop_id, item_id, location_id) do update
     set active = excluded.active, updated_at = excluded.updated_at, agreed_at = excluded.agreed_at, read_no = excluded.read_no, provisional = false,
         ${STATES.map((state) => `${state} = excluded.${state}`).join(", ")}
   where t.read_no < excluded.read_no
  returning t.item_id::text || ' ' || t.location_id as key`;

/**
 * Writes levels as a read showed them; a stored level is replaced only by a later read. What a new one shows is its opening, and expected. Arrays, not
 * JSON, because an import writes a million rows of 14 numbers. Returns the keys (`item location`) of what was written.
 */
export async function putLevels(
  tx: ShopTx,
  rows: readonly (LevelRow & { readonly agreed_at: Date })[],
  read: ReadStamp,
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const written = await tx.rows<{ key: string }>(INSERT, [
    tx.shopId,
    read.no,
    list(rows.map((row) => row.item_id)),
    list(rows.map((row) => row.location_id)),
    list(rows.map((row) => row.active)),
    list(rows.map((row) => row.updated_at)),
    list(rows.map((row) => row.agreed_at.toISOString())),
    ...STATES.map((state) => list(rows.map((row) => row[state]))),
  ]);
  return new Set(written.map((row) => row.key));
}

/** As PostgreSQL writes an array of what needs no quotes: digits, times. The driver looks for quotes in each: a fifth of an import's time. */
function list(values: readonly (string | number | boolean)[]): string {
  return `{${values.join(",")}}`;
}
