import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ShopId } from "../../../app/core/ids.ts";
import { appPool, newShop, ownerPool } from "../../integration/bets-setup.ts";
import { insertOneOfEach, tables, type Table } from "../../integration/database-catalogue.ts";

/** Raw SQL under the app's role: whatever a feature may be brought to send, the database itself keeps the shops apart. */
let owner: pg.Pool;
let app: pg.Pool;
let tenants: readonly Table[];
let mine: ShopId;
let theirs: ShopId;
beforeAll(async () => {
  owner = ownerPool();
  app = appPool();
  // shop_lane is the workers' list over all shops, and under no policy (integration/database-tenancy.test.ts has the list and the reasons).
  tenants = (await tables(owner)).filter(({ name, columns }) => columns.includes("shop_id") && name !== "shop_lane");
  mine = await newShop(owner);
  theirs = await newShop(owner);
  for (const shopId of [mine, theirs]) await insertOneOfEach(owner, tenants, shopId);
});
afterAll(() => Promise.all([owner.end(), app.end()]));

/** What a statement did: how many rows it touched, or PostgreSQL's code of its refusal. Taken back. */
async function did(sql: (table: Table) => string): Promise<Record<string, number | string>> {
  const client = await app.connect();
  const found: Record<string, number | string> = {};
  try {
    await client.query("begin");
    await client.query("select set_config('app.shop', $1, true)", [mine]);
    for (const table of tenants) {
      await client.query("savepoint before");
      found[table.name] = await client.query(sql(table)).then(
        ({ rowCount }) => rowCount ?? 0,
        (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : "?"),
      );
      await client.query("rollback to before");
    }
  } finally {
    await client.query("rollback");
    client.release();
  }
  return found;
}

const each = (value: number | string) => Object.fromEntries(tenants.map(({ name }) => [name, value]));
/** A policy, or a grant that is missing: ledgers can be changed by nobody. */
const FORBIDDEN = "42501";
const LEDGERS = {
  audit_entry: FORBIDDEN,
  order_event: FORBIDDEN,
  rule_change: FORBIDDEN,
  stock_entry: FORBIDDEN,
};
/** The log of what people did lets go of nothing before its term. */
const KEPT = { audit_entry: 0 };

const columnsOf = ({ columns }: Table) => columns.map((column) => `"${column}"`).join(", ");
/** The row of a shop, with another shop's number in front. */
const copied = (table: Table, to: ShopId, from: ShopId) =>
  `insert into "${table.name}" (${columnsOf(table)})
   select ${table.columns.map((column) => (column === "shop_id" ? to : `"${column}"`)).join(", ")} from "${table.name}" where shop_id = ${from}`;

describe("inside a shop, in every table", () => {
  test("its own row is there to be found, changed and deleted: so the refusals below are the other shop's", async () => {
    expect(tenants.length).toBeGreaterThan(25);
    expect(await did(({ name }) => `select 1 from "${name}"`)).toEqual(each(1));
    expect(await did(({ name }) => `update "${name}" set shop_id = ${mine} where shop_id = ${mine}`)).toEqual({
      ...each(1),
      ...LEDGERS,
    });
    expect(await did(({ name }) => `delete from "${name}" where shop_id = ${mine}`)).toEqual({ ...each(1), ...KEPT });
  });

  test.each([
    ["read", ({ name }: Table) => `select 1 from "${name}" where shop_id = ${theirs}`, 0, {}],
    ["locked", ({ name }: Table) => `select 1 from "${name}" where shop_id = ${theirs} for share`, 0, LEDGERS],
    ["changed", ({ name }: Table) => `update "${name}" set shop_id = shop_id where shop_id = ${theirs}`, 0, LEDGERS],
    ["taken over", ({ name }: Table) => `update "${name}" set shop_id = ${mine} where shop_id = ${theirs}`, 0, LEDGERS],
    ["deleted", ({ name }: Table) => `delete from "${name}" where shop_id = ${theirs}`, 0, {}],
    ["copied to oneself", (table: Table) => copied(table, mine, theirs), 0, {}],
    ["added", (table: Table) => copied(table, theirs, mine), FORBIDDEN, {}],
    ["given away", ({ name }: Table) => `update "${name}" set shop_id = ${theirs}`, FORBIDDEN, {}],
  ] as const)("no row of another shop can be %s", async (_, sql, outcome, exceptions) => {
    expect(await did(sql)).toEqual({ ...each(outcome), ...exceptions });
  });
});
