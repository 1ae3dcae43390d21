import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Bug } from "../../app/core/faults.ts";
import type { ShopId } from "../../app/core/ids.ts";
import { shopPool } from "../../app/platform/db/pool.server.ts";
import { inTransaction } from "../../app/platform/db/transaction.server.ts";
import { assertNoTransaction, inShop, type ShopTx } from "../../app/platform/db/in-shop.server.ts";
import { newShop, ownerPool } from "./bets-setup.ts";

let owner: pg.Pool;
let shopId: ShopId;
let other: ShopId;
beforeAll(async () => {
  owner = ownerPool();
  shopId = await newShop(owner);
  other = await newShop(owner);
});
afterAll(() => owner.end());

const AT = new Date("2026-11-01T10:00:00Z");

const withPrisma = async (tx: ShopTx, effect: string, shop: ShopId = tx.shopId) =>
  (await tx.prisma()).effectSwitch.create({ data: { shopId: BigInt(shop), effect, setAt: AT } });

const withSql = (tx: ShopTx, effect: string, shop: ShopId = tx.shopId) =>
  tx.run("insert into effect_switch (shop_id, effect, set_at) values ($1, $2, $3)", [shop, effect, AT]);

async function stored(shop: ShopId): Promise<string[]> {
  const { rows } = await owner.query<{ effect: string }>(
    "select effect from effect_switch where shop_id = $1 order by effect",
    [shop],
  );
  return rows.map(({ effect }) => effect);
}

/** Which transaction a statement runs in. */
const XID = "select pg_current_xact_id()::text as xid";

describe("one handle for Prisma and SQL", () => {
  test("is one transaction: each sees what the other wrote, and both are there after the commit", async () => {
    const shop = await newShop(owner);
    await inShop(shop, async (tx) => {
      const ofPrisma = await (await tx.prisma()).$queryRawUnsafe<{ xid: string }[]>(XID);
      expect(await tx.rows(XID)).toEqual(ofPrisma);
      await withPrisma(tx, "one");
      expect(await tx.rows("select effect from effect_switch")).toEqual([{ effect: "one" }]);
      await withSql(tx, "two");
      expect(await (await tx.prisma()).effectSwitch.count()).toBe(2);
    });
    expect(await stored(shop)).toEqual(["one", "two"]);
  });

  test.each([
    ["the work throws", () => Promise.reject(new TypeError("changed my mind")), TypeError],
    ["a statement of SQL fails", (tx: ShopTx) => tx.run("select 1 / 0"), /division by zero/],
    ["a statement of Prisma fails", (tx: ShopTx) => withPrisma(tx, "one"), /Unique constraint/],
  ])("takes back both when %s", async (_name, fail, problem) => {
    const shop = await newShop(owner);
    const work = inShop(shop, async (tx) => {
      await withPrisma(tx, "one");
      await withSql(tx, "two");
      await fail(tx);
    });
    await expect(work).rejects.toThrow(problem);
    expect(await stored(shop)).toEqual([]);
  });

  test("writes nothing for another shop, in either language", async () => {
    await expect(inShop(shopId, (tx) => withPrisma(tx, "three", other))).rejects.toThrow(/row-level security/);
    await expect(inShop(shopId, (tx) => withSql(tx, "three", other))).rejects.toThrow(/row-level security/);
    expect(await stored(other)).toEqual([]);
  });

  test("shows nothing of another shop, in either language", async () => {
    await inShop(other, (tx) => withSql(tx, "theirs"));
    await inShop(shopId, async (tx) => {
      expect(await tx.rows("select * from effect_switch where effect = 'theirs'")).toEqual([]);
      expect(await (await tx.prisma()).effectSwitch.findMany({ where: { effect: "theirs" } })).toEqual([]);
      expect(await tx.run("delete from effect_switch where effect = 'theirs'")).toBe(0);
    });
    expect(await stored(other)).toEqual(["theirs"]);
  });

  test("keeps ids beyond 2^53 exact in both directions", async () => {
    const big = "9007199254740993";
    await inShop(shopId, async (tx) => {
      await tx.run("insert into order_key (shop_id, order_id, key) values ($1, $2, 'k')", [shopId, big]);
      expect(await tx.rows("select order_id from order_key where order_id = $1", [big])).toEqual([{ order_id: big }]);
      expect(await (await tx.prisma()).orderKey.findMany({ where: { orderId: BigInt(big) } })).toMatchObject([
        { orderId: 9007199254740993n },
      ]);
    });
  });
});

describe("inShop", () => {
  test("inside the same shop joins the transaction that is open, also at the size of the pool", async () => {
    const shop = await newShop(owner);
    const work = (n: number) =>
      inShop(shop, async (tx) => {
        await withSql(tx, `outer-${n}`);
        return inShop(shop, async (inner) => {
          expect(inner).toBe(tx);
          return (await inner.prisma()).effectSwitch.count({ where: { effect: `outer-${n}` } });
        });
      });
    const counts = await Promise.all(Array.from({ length: 25 }, (_, n) => work(n)));
    expect(counts).toEqual(Array.from({ length: 25 }, () => 1));
  });

  test("hands on a page's own answer as it is, and takes back what was written", async () => {
    const shop = await newShop(owner);
    const answer = new Response(null, { status: 400 });
    const work = inShop(shop, async (tx) => {
      await withSql(tx, "one");
      throw answer;
    });
    await expect(work).rejects.toBe(answer);
    expect(await stored(shop)).toEqual([]);
  });

  test("inside another shop is a Bug and takes back what was written", async () => {
    const shop = await newShop(owner);
    const work = inShop(shop, async (tx) => {
      await withSql(tx, "one");
      await inShop(other, () => Promise.resolve());
    });
    await expect(work).rejects.toThrow(Bug);
    expect(await stored(shop)).toEqual([]);
  });

  test("forbids what goes over the network while it is open, and only then", async () => {
    await expect(inShop(shopId, async () => assertNoTransaction("a call to Shopify"))).rejects.toThrow(
      new Bug("a call to Shopify inside a database transaction"),
    );
    await inShop(shopId, () => Promise.resolve());
    expect(() => assertNoTransaction("a call to Shopify")).not.toThrow();
  });

  test("leaves no handle behind: SQL after the end is a Bug, not a statement in somebody else's transaction", async () => {
    const kept: ShopTx[] = [];
    await inShop(shopId, async (tx) => {
      kept.push(tx);
    });
    await expect(kept[0]?.rows("select 1")).rejects.toThrow(Bug);
    await expect(inShop(shopId, (tx) => (kept.push(tx), Promise.reject(new Error("no"))))).rejects.toThrow("no");
    await expect(kept[1]?.run("select 1")).rejects.toThrow(Bug);
  });

  test("takes the connection away from a transaction that lasts too long, and what it did is taken back", async () => {
    const shop = await newShop(owner);
    const slot: { client?: pg.PoolClient } = {};
    let outcome = "";
    const endless = async () => {
      await slot.client?.query("insert into effect_switch (shop_id, effect, set_at) values ($1, 'long', $2)", [
        shop,
        AT,
      ]);
      while (slot.client) await slot.client.query("select 1").catch(() => undefined);
      outcome = "its connection was taken away";
    };
    const begin = `begin; select set_config('app.shop', '${shop}', true)`;
    await expect(inTransaction(shopPool, slot, begin, endless, 100)).rejects.toThrow("longer than 100 ms");
    expect(outcome).toBe("its connection was taken away");
    expect(await stored(shop)).toEqual([]);
  });

  test("does not commit when a statement had failed and somebody went on", async () => {
    const shop = await newShop(owner);
    const work = inShop(shop, async (tx) => {
      await withSql(tx, "one");
      await tx.run("select 1 / 0").catch(() => undefined);
    });
    await expect(work).rejects.toThrow("a failed transaction cannot be committed");
    expect(await stored(shop)).toEqual([]);
  });

  test("called by what a transaction left behind after its end opens one of its own", async () => {
    let go = () => {};
    const ended = new Promise<void>((resolve) => (go = resolve));
    let left: Promise<string[]> = Promise.resolve([]);
    await inShop(shopId, async () => {
      left = ended.then(() => {
        assertNoTransaction("a call to Shopify");
        return inShop(other, async (tx) => [tx.shopId]);
      });
    });
    go();
    expect(await left).toEqual([other]);
  });

  test("leaves no shop set on the connection it gives back", async () => {
    await inShop(shopId, (tx) => withSql(tx, "left"));
    const { prisma } = await import("../../app/platform/db/client.server.ts");
    const { sqlPool } = await import("../../app/platform/db/pool.server.ts");
    // More than the pool has connections, at once: each of them is asked.
    const asked = await Promise.all(
      Array.from({ length: 20 }, () => shopPool.query<{ effect: string }>("select effect from effect_switch")),
    );
    expect(asked.flatMap(({ rows }) => rows)).toEqual([]);
    expect(await prisma.effectSwitch.count()).toBe(0);
    expect((await sqlPool.query("select * from effect_switch")).rows).toEqual([]);
  });
});
