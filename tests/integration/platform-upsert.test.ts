import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ShopId } from "../../app/core/ids.ts";
import { inShop } from "../../app/platform/db/in-shop.server.ts";
import { upsertRows } from "../../app/platform/db/upsert.server.ts";
import { newShop, ownerPool } from "./bets-setup.ts";

let owner: pg.Pool;
beforeAll(() => {
  owner = ownerPool();
});
afterAll(() => owner.end());

const LEVEL = {
  item_id: "bigint",
  location_id: "bigint",
  active: "boolean",
  available: "integer",
  on_hand: "integer",
  committed: "integer",
  incoming: "integer",
  reserved: "integer",
  damaged: "integer",
  safety_stock: "integer",
  quality_control: "integer",
  updated_at: "timestamptz",
  opened_at: "timestamptz",
  agreed_at: "timestamptz",
  read_no: "bigint",
};
const level = (item: string, available: number, readNo: number) => ({
  item_id: item,
  location_id: "1",
  active: true,
  available,
  ...{ on_hand: 0, committed: 0, incoming: 0, reserved: 0, damaged: 0, safety_stock: 0, quality_control: 0 },
  updated_at: "2026-11-01T10:00:00Z",
  opened_at: "2026-11-01T10:00:00Z",
  agreed_at: "2026-11-01T10:00:00Z",
  read_no: String(readNo),
});
const KEY = ["item_id", "location_id"];

const write = (shopId: ShopId, rows: readonly object[], more: { newerBy?: string; keep?: readonly string[] } = {}) =>
  inShop(shopId, (tx) => upsertRows(tx, "inventory_level", { columns: LEVEL, key: KEY, ...more }, rows));

async function stored(shopId: ShopId): Promise<Record<string, number>> {
  const { rows } = await owner.query<{ item_id: string; available: number }>(
    "select item_id, available from inventory_level where shop_id = $1",
    [shopId],
  );
  return Object.fromEntries(rows.map((row) => [row.item_id, row.available]));
}

describe("rows written in one statement", () => {
  test("are inserted or replaced, and their keys returned, exact beyond 2^53", async () => {
    const shopId = await newShop(owner);
    const big = "9007199254740993";
    expect(await write(shopId, [level(big, 3, 1), level("2", 5, 1)])).toEqual(new Set([`${big} 1`, "2 1"]));
    expect(await write(shopId, [level(big, 4, 2)])).toEqual(new Set([`${big} 1`]));
    expect(await stored(shopId)).toEqual({ [big]: 4, "2": 5 });
  });

  test("replace a stored row only by a later read, and tell which they replaced", async () => {
    const shopId = await newShop(owner);
    await write(shopId, [level("1", 10, 5), level("2", 20, 5), level("3", 30, 5)]);
    const taken = await write(shopId, [level("1", 11, 4), level("2", 21, 5), level("3", 31, 6)], {
      newerBy: "read_no",
    });
    expect(taken).toEqual(new Set(["3 1"]));
    expect(await stored(shopId)).toEqual({ "1": 10, "2": 20, "3": 31 });
  });

  test("leave the columns alone that an update is to keep", async () => {
    const shopId = await newShop(owner);
    await write(shopId, [level("1", 10, 1)]);
    await write(shopId, [level("1", 99, 2)], { keep: ["available"] });
    expect(await stored(shopId)).toEqual({ "1": 10 });
  });

  test("none at all need no statement", async () => {
    expect(await write(await newShop(owner), [])).toEqual(new Set());
  });

  test("in opposite orders by two writers at once do not wait for each other in a circle", async () => {
    const shopId = await newShop(owner);
    const rows = Array.from({ length: 300 }, (_, index) => level(String(index + 1), 1, 1));
    const rounds = Array.from({ length: 6 }, (_, round) => write(shopId, round % 2 ? rows : rows.toReversed()));
    expect((await Promise.all(rounds)).map((keys) => keys.size)).toEqual(rounds.map(() => 300));
  });
});
