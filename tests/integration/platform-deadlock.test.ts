import type pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { ShopId } from "../../app/core/ids.ts";
import { inShop, type ShopTx } from "../../app/platform/db/in-shop.server.ts";
import { LANES } from "../../app/core/lanes.ts";
import { wakeLane } from "../../app/platform/lanes.server.ts";
import { newShop, ownerPool } from "./bets-setup.ts";

let owner: pg.Pool;
let shopId: ShopId;
beforeAll(() => {
  owner = ownerPool();
});
beforeEach(async () => {
  shopId = await newShop(owner);
  await owner.query("insert into shop_lane (shop_id, lane) values ($1, $2), ($1, $3)", [
    shopId,
    LANES.refresh,
    LANES.effects,
  ]);
});
afterAll(() => owner.end());

const hold = (tx: ShopTx, lane: number) =>
  tx.run("update shop_lane set failures = failures + 1 where shop_id = $1 and lane = $2", [tx.shopId, lane]);

test("of two transactions that wait for each other, the one that PostgreSQL ends is run again: both are done, each once", async () => {
  const [first, second] = [Promise.withResolvers<unknown>(), Promise.withResolvers<unknown>()];
  let runs = 0;
  const crossing = (own: number, other: number, mine: typeof first, theirs: typeof first) =>
    inShop(shopId, async (tx) => {
      runs += 1;
      await hold(tx, own);
      mine.resolve(undefined);
      await theirs.promise;
      await hold(tx, other);
    });
  await Promise.all([
    crossing(LANES.refresh, LANES.effects, first, second),
    crossing(LANES.effects, LANES.refresh, second, first),
  ]);
  const { rows } = await owner.query("select failures from shop_lane where shop_id = $1", [shopId]);
  expect(rows).toEqual([{ failures: 2 }, { failures: 2 }]);
  expect(runs).toBe(3);
});

test("inside another transaction only the outer one is run again, for the inner one's work is gone with it", async () => {
  const [first, second] = [Promise.withResolvers<unknown>(), Promise.withResolvers<unknown>()];
  const runs = { outer: 0, inner: 0 };
  const crossing = (own: number, other: number, mine: typeof first, theirs: typeof first) =>
    inShop(shopId, async (tx) => {
      runs.outer += 1;
      await hold(tx, own);
      mine.resolve(undefined);
      await theirs.promise;
      await inShop(shopId, async (inner) => {
        runs.inner += 1;
        await hold(inner, other);
      });
    });
  await Promise.all([
    crossing(LANES.refresh, LANES.effects, first, second),
    crossing(LANES.effects, LANES.refresh, second, first),
  ]);
  expect(runs).toEqual({ outer: 3, inner: 3 });
});

test("what a transaction wakes is woken when it ends: until then nobody waits for the row", async () => {
  await inShop(shopId, async (tx) => {
    wakeLane(tx, "effects", 5_000);
    wakeLane(tx, "refresh");
    wakeLane(tx, "effects");
    const { rows } = await owner.query(
      "select lane from shop_lane where shop_id = $1 and ready_at is null for update nowait",
      [shopId],
    );
    expect(rows).toHaveLength(2);
  });
  const { rows } = await owner.query(
    "select count(*)::int as lanes, count(distinct ready_at)::int as times from shop_lane where shop_id = $1 and ready_at <= now()",
    [shopId],
  );
  expect(rows).toEqual([{ lanes: 2, times: 1 }]);
});

test("what fails wakes nothing", async () => {
  const failing = inShop(shopId, async (tx) => {
    wakeLane(tx, "effects");
    await tx.run("select 1");
    throw new RangeError("no");
  });
  await expect(failing).rejects.toThrow("no");
  const { rows } = await owner.query("select 1 from shop_lane where shop_id = $1 and ready_at is not null", [shopId]);
  expect(rows).toEqual([]);
});
