import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ShopId } from "../../app/core/ids.ts";
import { openOwnDatabase, type OwnDatabase } from "../setup/own-database.ts";
import { seedOrders } from "../bench/orders-seed.ts";
import { newShop, ownerPool } from "./bets-setup.ts";

/** A tenth of what `npm run bench -- list` looks at; from here on PostgreSQL chooses as it does for a million. */
const ORDERS = 100_000;
/** No filter and each single one; then every sixtieth pair. */
const SINGLES = 47;

let database: OwnDatabase;
let owner: pg.Pool;
let shopId: ShopId;
let inShop: (typeof import("../../app/platform/db/in-shop.server.ts"))["inShop"];
let plans: typeof import("../bench/orders-plans.ts");
beforeAll(async () => {
  database = await openOwnDatabase(); // its indexes are built after the orders
  owner = ownerPool();
  ({ inShop } = await import("../../app/platform/db/in-shop.server.ts"));
  plans = await import("../bench/orders-plans.ts");
  const { wordHash } = await import("../../app/platform/seal.server.ts");
  shopId = await newShop(owner);
  await seedOrders(owner, shopId, ORDERS, wordHash, true);
  await seedOrders(owner, await newShop(owner), ORDERS / 10, wordHash);
});
afterAll(async () => {
  await owner.end();
  await database.close();
});

test("no list of orders that the page offers reads a whole table or looks at many orders in vain, as the app's role", async () => {
  const { explainPages, faultsOf, filters, sorted } = plans;
  const chosen = filters().filter((_, index) => index < SINGLES || index % 60 === 0);
  const explained = [];
  for (const filter of chosen.flatMap(sorted))
    explained.push(...(await inShop(shopId, (tx) => explainPages(tx, filter))));
  expect(explained.length).toBeGreaterThan(800);
  expect(faultsOf(explained, ORDERS)).toEqual([]);
});

test("the check itself notices an index that is missing", async () => {
  const { explainPages, faultsOf, sorted } = plans;
  const [filter] = sorted({ stage: "held" });
  if (!filter) throw new Error("no filter");
  const client = await owner.connect();
  const asOwner = {
    shopId,
    rows: async <Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(sql, [...values])).rows,
  };
  await client.query("begin");
  await client.query("drop index shop_order_shop_id_stage_placed_at_order_id_idx");
  expect(faultsOf(await explainPages(asOwner, filter), ORDERS)).not.toEqual([]);
  await client.query("rollback");
  client.release();
});
