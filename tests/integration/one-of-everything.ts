/** One row in every table that has a `shop_id`, made from the database's own catalogue: a table added later is filled as well. */
import type { ShopTx } from "../../app/platform/db/in-shop.server.ts";

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

/** Every column of every tenant table. */
export async function tenantColumns(tx: ShopTx): Promise<Column[]> {
  return tx.rows<Column & Record<string, unknown>>(
    `select c.relname as "table", a.attname as "column", format_type(a.atttypid, null) as type
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
        and exists (select 1 from pg_attribute s where s.attrelid = c.oid and s.attname = 'shop_id' and not s.attisdropped)
      order by 1, a.attnum`,
  );
}

/** Ids of one customer's things; everything else in the rows follows from them. */
export interface Customer {
  readonly customerId: string;
  readonly orderId: string;
  /** Every text in the rows begins with it. */
  readonly marker: string;
}

/** Makes a row in every table, all of them about this customer's one order where they can be. Returns the tables. */
export async function fillEverything(tx: ShopTx, customer: Customer, at: Date): Promise<string[]> {
  const columns = Map.groupBy(await tenantColumns(tx), ({ table }) => table);
  for (const [table, list] of columns) {
    const values = list.map((column) => valueOf(column, customer, tx.shopId, at));
    const names = list.map(({ column }) => `"${column}"`).join(", ");
    const places = list.map((_, index) => `$${index + 1}`).join(", ");
    await tx.run(`insert into "${table}" (${names}) values (${places}) on conflict do nothing`, values);
  }
  return [...columns.keys()];
}

/** The same id names the same thing in every table: order 71 has parcel 71, fulfillment 71 and decision 71. */
function valueOf({ table, column, type }: Column, customer: Customer, shopId: string, at: Date): unknown {
  if (column === "shop_id") return shopId;
  if (column === "customer_id") return customer.customerId;
  if (table === "mark" && column === "kind") return 3;
  if (table === "audit_entry" && column === "subject") return `order:${customer.orderId}`;
  if (table === "stored_file" && column === "owner") return `parcel:${customer.orderId}`;
  if (table === "privacy_request" && column === "done_at") return at;
  if (table === "shop_lane" && column === "lane") return 2;
  switch (type) {
    case "bigint":
      return customer.orderId;
    case "smallint":
    case "integer":
    case "double precision":
      return 1;
    case "boolean":
      return true;
    case "text":
    case "character varying":
      return `${customer.marker} ${table}.${column}`;
    case "text[]":
      return [`${customer.marker} ${table}.${column}`];
    case "integer[]":
      return [1];
    case "bigint[]":
      return [customer.orderId];
    case "jsonb":
      return JSON.stringify({ text: `${customer.marker} ${table}.${column}` });
    case "bytea":
      return Buffer.from(`${customer.marker} ${table}.${column}`);
    case "uuid":
      return `00000000-0000-4000-8000-${customer.orderId.slice(-12).padStart(12, "0")}`;
    case "date":
    case "timestamp with time zone":
      return at;
    default:
      throw new Error(`${table}.${column} is of type ${type}: say here how a value of it looks`);
  }
}

/** Which columns of the shop still hold a text of this customer, as "table.column". */
export async function columnsWith(tx: ShopTx, marker: string): Promise<string[]> {
  const found: string[] = [];
  for (const { table, column, type } of await tenantColumns(tx)) {
    const text = type === "bytea" ? `encode("${column}", 'escape')` : `"${column}"::text`;
    const rows = await tx.rows(`select 1 from "${table}" where shop_id = $1 and position($2 in ${text}) > 0 limit 1`, [
      tx.shopId,
      marker,
    ]);
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  return found;
}
