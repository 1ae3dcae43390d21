import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertOneOfEach, tables, type Table } from "../integration/database-catalogue.ts";
import { CLEAN_DATABASE } from "../setup/database.ts";
import { newShop } from "../integration/bets-setup.ts";
import type { ShopId } from "../../app/core/ids.ts";
import { GUARDS } from "./guards/list.ts";

interface Result {
  readonly name: string;
  readonly withGuard: boolean;
  readonly without: boolean;
  readonly inConstantTime: boolean;
}

describe("the guards in the code", () => {
  let results: readonly Result[];
  beforeAll(async () => {
    // Shopify is at a port where nobody listens: who is let in gets stuck there.
    const env = { ...process.env, DEVSHOP_URL: "http://127.0.0.1:9", NODE_NO_WARNINGS: "1" };
    const { stdout } = await promisify(execFile)("node", ["tests/faults/guards-process.ts"], { env });
    results = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Result[];
  });

  test.each(GUARDS.map(({ name }) => name))(
    "%s: the probe is refused, and gets through when the guard is taken away",
    (name) => {
      const result = results.find((each) => each.name === name);
      expect(result).toMatchObject({ withGuard: false, without: true });
    },
  );

  test("that compare secrets do it in constant time", () => {
    const constant = results.filter(({ inConstantTime }) => inConstantTime).map(({ name }) => name);
    expect(constant).toEqual(expect.arrayContaining(["a webhook is signed", "or to who has its key"]));
  });

  test.each([...new Set(GUARDS.map(({ testedBy }) => testedBy))])("are tested by %s", (testedBy) => {
    const [file = "", title = ""] = testedBy.split(": ", 2);
    expect(readFileSync(file, "utf8")).toContain(title);
  });
});

describe("the guards in the database", () => {
  let owner: pg.Pool;
  let all: readonly Table[];
  let mine: ShopId;
  let theirs: ShopId;
  beforeAll(async () => {
    // A database of its own: policies are taken away here.
    const ownerUrl = new URL(process.env["OWNER_URL"] ?? "");
    const name = `guards_${randomBytes(6).toString("hex")}`;
    const first = new pg.Client({ connectionString: ownerUrl.href });
    await first.connect();
    await first.query(`create database ${name} template ${CLEAN_DATABASE}`);
    await first.end();
    ownerUrl.pathname = `/${name}`;
    owner = new pg.Pool({ connectionString: ownerUrl.href, max: 1 });
    all = (await tables(owner)).filter(
      ({ name: table, columns }) => columns.includes("shop_id") && table !== "shop_lane",
    );
    [mine, theirs] = [await newShop(owner), await newShop(owner)];
    for (const shopId of [mine, theirs]) await insertOneOfEach(owner, all, shopId);
  });
  afterAll(() => owner.end());

  /** How many of their rows somebody inside my shop touches, after the owner has done `first`. Everything is taken back. */
  async function reached(role: string, sql: string, first?: string): Promise<number> {
    const client = await owner.connect();
    try {
      await client.query("begin");
      if (first !== undefined) await client.query(first);
      await client.query(`set local role ${role}`);
      await client.query("select set_config('app.shop', $1, true), set_config('app.shops', $1, true)", [mine]);
      return (await client.query(sql)).rowCount ?? 0;
    } finally {
      await client.query("rollback");
      client.release();
    }
  }

  test("of the app's role: without its policy, every table opens; with it, none does (isolation/tables.test.ts)", async () => {
    for (const { name, columns } of all) {
      const read = `select 1 from "${name}" where shop_id = ${theirs}`;
      const opened = await reached("entrega_app", read, `alter policy own_shop on "${name}" using (true)`);
      const off = await reached("entrega_app", read, `alter table "${name}" disable row level security`);
      expect({ name, closed: await reached("entrega_app", read), opened, off }).toEqual({
        name,
        closed: 0,
        opened: 1,
        off: 1,
      });
      const list = columns.map((column) => `"${column}"`).join(", ");
      const give = `insert into "${name}" (${list}) select ${list.replace('"shop_id"', theirs)} from "${name}"`;
      await expect(reached("entrega_app", give)).rejects.toThrow(/row-level security/);
      // It goes in, or they have such a row already.
      const open = `alter policy own_shop on "${name}" with check (true)`;
      const given = await reached("entrega_app", give, open).catch((error: unknown) => String(error));
      expect(String(given)).toMatch(/^1$|duplicate key/);
    }
  });

  test("of the mailbox between shops: a link the other shop does not know carries nothing, unless nobody asks for its row", async () => {
    const forged = `update shop set installed_at = '2026-11-01', uninstalled_at = null where id in (${mine}, ${theirs});
      insert into stock_link (shop_id, link_id, side, location_id, rule, peer_id, confirmed_at, peer_confirmed_at, created_at)
        values (${mine}, 77, 'source', 1, 'sum', ${theirs}, '2026-11-01', '2026-11-01', '2026-11-01');
      insert into stock_message (shop_id, link_id, way, code, no, moved, stated, ack_moved, ack_stated, sent_at, status)
        values (${mine}, 77, 'out', 'X', 1, 0, 0, 0, 0, '2026-11-01', 'waiting');`;
    const without = `create or replace function stock_link_pair(p_link bigint) returns table (me bigint, peer bigint, is_open boolean)
      language sql security definer as 'select shop_id, peer_id, true from public.stock_link where link_id = p_link';`;
    const send = "select 1 from stock_link_send(77, '2026-11-01') as sent where sent > 0";
    expect(await reached("entrega_app", send, forged)).toBe(0);
    expect(await reached("entrega_app", send, forged + without)).toBe(1);
  });

  test.each(["delivery", "mark", "fact"])("of the receiver's door: without its policy, %s opens", async (name) => {
    const read = `select 1 from "${name}" where shop_id = ${theirs}`;
    expect(await reached("entrega_intake", read)).toBe(0);
    expect(await reached("entrega_intake", read, `alter policy verified_shops on "${name}" using (true)`)).toBe(1);
  });
});
