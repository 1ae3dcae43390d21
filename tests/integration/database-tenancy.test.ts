import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ShopId } from "../../app/core/ids.ts";
import { appPool, newShop, ownerPool } from "./bets-setup.ts";
import { insertOneOfEach, tables, type Table } from "./database-catalogue.ts";

let owner: pg.Pool;
let app: pg.Pool;
let all: readonly Table[];
let mine: ShopId;
let theirs: ShopId;
beforeAll(async () => {
  owner = ownerPool();
  app = appPool();
  all = await tables(owner);
  mine = await newShop(owner);
  theirs = await newShop(owner);
  for (const shopId of [mine, theirs]) await insertOneOfEach(owner, all, shopId);
});
afterAll(() => Promise.all([owner.end(), app.end()]));

/** Tables without a policy, and why that is right. A new one belongs under policy, or here with its reason. */
const WITHOUT_POLICY: Readonly<Record<string, string>> = {
  shop: "names the shops themselves: domain and our number, looked up before anybody is inside a shop",
  shop_lane: "the workers' list of work over all shops; times and counters only",
  redaction: "what was erased, in numbers; it outlives the shop. The app adds and forgets, and cannot read it",
  stray_delivery: "webhooks of domains we do not know: there is no shop to be inside of; topic and time only",
  _prisma_migrations: "Prisma's own list of migrations",
};

const tenants = () => all.filter(({ name }) => !(name in WITHOUT_POLICY));

/** Runs statements as the app inside a transaction that is always taken back. */
async function asApp<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await app.connect();
  try {
    await client.query("begin");
    return await work(client);
  } finally {
    await client.query("rollback");
    client.release();
  }
}

async function refusal(
  client: pg.PoolClient,
  sql: string,
  values: readonly unknown[] = [],
): Promise<string | undefined> {
  await client.query("savepoint before");
  try {
    await client.query(sql, [...values]);
    return undefined;
  } catch (error) {
    await client.query("rollback to before");
    return error instanceof Error && "code" in error ? String(error.code) : "?";
  }
}

const FORBIDDEN = "42501"; // insufficient_privilege: a missing grant, a policy, a role one may not take

describe("every table", () => {
  test("is under a policy of the app's role that is forced on its owner too, or is on the short list", () => {
    expect(tenants().length).toBeGreaterThan(25);
    expect(
      tenants()
        .filter((table) => !table.isForced || !table.appPolicies.includes("ALL"))
        .map(({ name }) => name),
    ).toEqual([]);
  });

  test("on the short list exists, and has no policy that would make its reason a lie", () => {
    const listed = all.filter(({ name }) => name in WITHOUT_POLICY);
    expect(listed.map(({ name }) => name).sort()).toEqual(Object.keys(WITHOUT_POLICY).sort());
    expect(listed.filter(({ isForced }) => isForced)).toEqual([]);
  });

  test("with a shop has the shop as the first column of its key, and of every index", () => {
    const withShop = all.filter(({ columns }) => columns.includes("shop_id"));
    expect(withShop.length).toBeGreaterThan(25);
    expect(withShop.filter(({ key }) => key[0] !== "shop_id").map(({ name }) => name)).toEqual([]);
    const indexes = tenants().flatMap((table) => table.indexes);
    expect(indexes.filter(({ first }) => first !== "shop_id").map(({ name }) => name)).toEqual([]);
  });

  test("under policy has the shop as a column", () => {
    expect(
      tenants()
        .filter(({ columns }) => !columns.includes("shop_id"))
        .map(({ name }) => name),
    ).toEqual([]);
  });
});

describe("the app's role", () => {
  test("is nothing special, owns nothing, and does not silently have the receiver's policies", async () => {
    const { rows } = await owner.query(
      "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit from pg_roles where rolname = 'entrega_app'",
    );
    expect(rows).toEqual([
      {
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: false,
        rolinherit: false,
      },
    ]);
    const owned = await owner.query(
      "select relname from pg_class where relowner in (select oid from pg_roles where rolname like 'entrega%')",
    );
    expect(owned.rows).toEqual([]);
  });

  test("can become the receiver and nobody else", async () => {
    const { rows } = await owner.query<{ rolname: string }>("select rolname from pg_roles");
    await asApp(async (client) => {
      const possible = [];
      for (const { rolname } of rows)
        if (!(await refusal(client, `set local role "${rolname}"`))) possible.push(rolname);
      expect(possible.sort()).toEqual(["entrega_app", "entrega_intake", "entrega_watch"]);
    });
  });

  test.each([
    "alter table shop_order disable row level security",
    "drop policy own_shop on shop_order",
    "create table public.mine (id int)",
    "truncate order_event",
    "alter role entrega_app bypassrls",
    "update order_event set code = 'other'",
    "update stock_entry set available = 0",
    "update rule_change set who = 'nobody'",
    "update audit_entry set who = 'nobody'",
    "update _prisma_migrations set checksum = ''",
  ])("may not: %s", async (sql) => {
    await asApp(async (client) => {
      await client.query("select set_config('app.shop', $1, true)", [mine]);
      expect(await refusal(client, sql)).toBe(FORBIDDEN);
    });
  });

  test("sees no row of any tenant table without a shop, even with the receiver's setting", async () => {
    await asApp(async (client) => {
      await client.query("select set_config('app.shops', $1, true)", [`${mine},${theirs}`]);
      expect(await visible(client, theirs)).toEqual([]);
      expect(await visible(client, mine)).toEqual([]);
    });
  });

  test("inside a shop sees all its rows and none of another shop", async () => {
    await asApp(async (client) => {
      await client.query("select set_config('app.shop', $1, true)", [mine]);
      expect(await visible(client, mine)).toEqual(tenants().map(({ name }) => name));
      expect(await visible(client, theirs)).toEqual([]);
    });
  });

  test("is in no shop any more when the transaction is over", async () => {
    const client = await app.connect();
    for (const end of ["commit", "rollback"]) {
      await client.query("begin");
      await client.query("select set_config('app.shop', $1, true)", [mine]);
      expect((await client.query("select 1 from shop_order")).rowCount).toBe(1);
      await client.query(end);
      expect((await client.query("select 1 from shop_order")).rowCount).toBe(0);
    }
    client.release();
  });

  /** Tables with a row of this shop that the client can see. */
  async function visible(client: pg.PoolClient, shopId: ShopId): Promise<string[]> {
    const seen: string[] = [];
    for (const { name } of tenants()) {
      const { rowCount } = await client.query(`select 1 from "${name}" where shop_id = $1`, [shopId]);
      if (rowCount) seen.push(name);
    }
    return seen;
  }
});

describe("the watcher's role", () => {
  test("may read times, states and kinds of work, column by column, and nothing else", async () => {
    const { rows } = await owner.query<{ seen: string }>(
      `select c.relname || ': ' || string_agg(a.attname, ' ' order by a.attname) as seen
         from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_column_privilege('entrega_watch', c.oid, a.attnum, 'select')
        group by c.relname order by c.relname`,
    );
    expect(rows.map(({ seen }) => seen)).toEqual([
      "_prisma_migrations: finished_at migration_name rolled_back_at",
      "intent: created_at not_before status",
      "mark: kind marked_at not_before set_aside_at",
      "privacy_request: done_at due_at received_at",
      "shop: installed_at uninstalled_at",
    ]);
    await asApp(async (client) => {
      await client.query("set local role entrega_watch");
      expect(await refusal(client, "select shop_id from mark")).toBe(FORBIDDEN);
      expect(await refusal(client, "update intent set status = 'done'")).toBe(FORBIDDEN);
      expect((await client.query("select 1 from mark")).rowCount).toBeGreaterThanOrEqual(2);
    });
  });
});

describe("the receiver's role", () => {
  const asReceiver = <T>(shops: string, work: (client: pg.PoolClient) => Promise<T>) =>
    asApp(async (client) => {
      await client.query("set local role entrega_intake");
      await client.query("select set_config('app.shops', $1, true)", [shops]);
      return work(client);
    });

  test("may do exactly what a delivery needs", async () => {
    const { rows } = await owner.query<{ grant: string }>(
      `select c.relname || ' ' || string_agg(p, ' ' order by p) as grant
         from pg_class c, unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) p
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_table_privilege('entrega_intake', c.oid, p)
        group by c.relname order by c.relname`,
    );
    expect(rows.map(({ grant }) => grant)).toEqual([
      "delivery insert select update",
      "fact insert select",
      "mark insert select update",
      "shop select",
      "shop_lane insert select update",
      "stray_delivery insert",
    ]);
  });

  test("writes for the shops of its batch and for no other", async () => {
    const insert = "insert into mark (shop_id, kind, object_id, marked_at) values ($1, 3, 77, '2026-11-01')";
    await asReceiver(mine, async (client) => {
      expect(await refusal(client, insert, [mine])).toBeUndefined();
      expect(await refusal(client, insert, [theirs])).toBe(FORBIDDEN);
      expect((await client.query("select distinct shop_id from mark")).rows).toEqual([{ shop_id: mine }]);
      const { rowCount } = await client.query("update delivery set repeats = 9 where shop_id = $1", [theirs]);
      expect(rowCount).toBe(0);
    });
    await asReceiver(`${mine},${theirs}`, async (client) => {
      for (const shopId of [mine, theirs]) expect(await refusal(client, insert, [shopId])).toBeUndefined();
    });
  });

  test.each(["", "0"])("with %j for its shops sees nothing and writes nothing", async (shops) => {
    await asReceiver(shops, async (client) => {
      expect((await client.query("select 1 from delivery")).rowCount).toBe(0);
      const insert = "insert into mark (shop_id, kind, object_id, marked_at) values ($1, 3, 77, '2026-11-01')";
      expect(await refusal(client, insert, [mine])).toBe(FORBIDDEN);
    });
  });

  test("does not get into a shop by the app's setting", async () => {
    await asReceiver("", async (client) => {
      await client.query("select set_config('app.shop', $1, true)", [mine]);
      expect((await client.query("select 1 from delivery")).rowCount).toBe(0);
      expect(await refusal(client, "select 1 from shop_order")).toBe(FORBIDDEN);
    });
  });
});
