/** What PostgreSQL's catalogue says about our tables. */
import type pg from "pg";
import type { ShopId } from "../../app/core/ids.ts";

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** Columns of the primary key, in order. */
  readonly key: readonly string[];
  readonly indexes: readonly { readonly name: string; readonly first: string }[];
  /** Row-level security is on, and binds the table's owner as well. */
  readonly isForced: boolean;
  /** The commands ("ALL", "SELECT" …) for which entrega_app has a policy that looks at the shop both in reading and in writing. */
  readonly appPolicies: readonly string[];
  /** Columns that must be given, with a value that fits each. */
  readonly needed: Readonly<Record<string, string>>;
}

/** All tables of the schema, by name. */
export async function tables(owner: pg.Pool): Promise<Table[]> {
  const { rows } = await owner.query<Table>(
    `select c.relname as name,
            c.relrowsecurity and c.relforcerowsecurity as "isForced",
            (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
            array(select a.attname::text from pg_index i, unnest(i.indkey) with ordinality k(attnum, place)
                    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
                   where i.indrelid = c.oid and i.indisprimary order by k.place) as key,
            (select coalesce(jsonb_agg(jsonb_build_object('name', x.relname, 'first', a.attname)), '[]') from pg_index i
               join pg_class x on x.oid = i.indexrelid
               left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
              where i.indrelid = c.oid) as indexes,
            array(select p.cmd from pg_policies p
                   where p.tablename = c.relname and p.roles = '{entrega_app}' and p.permissive = 'PERMISSIVE'
                     and p.qual ~ 'shop_id = .*app\\.shop''' and p.with_check = p.qual) as "appPolicies",
            (select coalesce(jsonb_object_agg(a.attname, format_type(a.atttypid, a.atttypmod)), '{}') from pg_attribute a
              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attnotnull and not a.atthasdef) as needed
       from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname`,
  );
  return rows;
}

const SAMPLE: Readonly<Record<string, string>> = {
  bigint: "1",
  smallint: "1",
  integer: "1",
  boolean: "true",
  "double precision": "1",
  text: "x",
  jsonb: "{}",
  bytea: "\\x00",
  uuid: "6f4dca3e-7a55-4c2a-9d0b-3f6f1c0a9a11",
};

/** Puts one row of this shop into each of these tables that has a shop; only columns that must be given, with values that mean nothing. */
export async function insertOneOfEach(
  client: pg.Pool | pg.PoolClient,
  all: readonly Table[],
  shopId: ShopId,
): Promise<void> {
  for (const { name, needed } of all) {
    if (!("shop_id" in needed)) continue;
    const columns = Object.keys(needed);
    const values = Object.entries(needed).map(([column, type]) => {
      if (column === "shop_id") return shopId;
      const sample = type === "date" || type.startsWith("timestamp") ? "2026-11-01" : SAMPLE[type];
      if (sample === undefined) throw new Error(`no sample of ${type} for ${name}.${column}`);
      return sample;
    });
    await client.query(
      `insert into "${name}" (${columns.map((column) => `"${column}"`).join(", ")}) values (${values.map((_, index) => `$${index + 1}`).join(", ")})`,
      values,
    );
  }
}
