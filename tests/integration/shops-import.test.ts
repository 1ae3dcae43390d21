import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ShopId } from "../../app/core/ids.ts";
import type { DevShop } from "../devshop/server.ts";
import { mirrorView } from "../devshop/state/mirror-view.ts";
import type { Shop } from "../devshop/state/shop.ts";
import { adminRequest, newShop, startShopify } from "./shops-setup.ts";

const modules = async () => ({
  ...(await import("../../app/shopify.server.ts")),
  ...(await import("../../app/features/shops/public.server.ts")),
  ...(await import("../../app/features/shops/import-bulk.server.ts")),
  ...(await import("../../app/platform/db/in-shop.server.ts")),
  ...(await import("../../app/platform/db/pool.server.ts")),
  ...(await import("../../app/platform/lanes.server.ts")),
});

let devshop: DevShop;
let app: Awaited<ReturnType<typeof modules>>;
const servers: Server[] = [];

beforeAll(async () => {
  devshop = await startShopify();
  app = await modules();
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
  expect(devshop.problems.splice(0)).toEqual([]);
});
afterAll(async () => {
  await devshop.close();
  await app.sqlPool.end();
});

/** 260 items at two places (1,040 lines of result: several batches), and orders, some from before the window. */
function filledShop(): Shop {
  const shop = newShop(devshop, {
    products: Array.from({ length: 260 }, (_, n) => ({
      title: `Thing ${n}`,
      variants: [{ sku: `SKU-${n}`, priceMinor: 100 + n, grams: 250, stock: [20, n % 3 === 0 ? null : 5] }],
    })),
  });
  const variants = [...shop.variants.keys()];
  const DAY = 86_400_000;
  for (let n = 0; n < 40; n += 1) {
    const placed = devshop.placeOrder(shop, {
      lines: [n, n + 100].map((at) => ({ variantId: variants[at] ?? "", quantity: 1 + (n % 2) })),
      shippingAddress: {
        countryCode: "ES",
        firstName: "Ana",
        lastName: "Prueba",
        city: "Toledo",
        latitude: 39.86,
        longitude: -4.02,
      },
      email: `ana${n}@example.com`,
      placedAt: new Date(Date.now() - (n < 36 ? n : 100 + n) * DAY),
    });
    if (placed.kind !== "placed") throw new Error(`order ${n} was refused: ${placed.code}`);
  }
  return shop;
}

async function opened(shop: Shop): Promise<ShopId> {
  devshop.installer.install(shop);
  await app.shopify.authenticate.admin(adminRequest(devshop, shop));
  const shopId = await app.shopIdOf(shop.domain);
  if (shopId === undefined) throw new Error("not installed");
  return shopId;
}

/** One turn of the lane, as the worker takes it. */
async function turn(shopId: ShopId, now = new Date()): Promise<{ nextInMs?: number }> {
  const lease = await app.claimLane(shopId, "long");
  if (!lease) throw new Error("the lane is held");
  try {
    return await app.runLong(lease, now);
  } finally {
    await app.finishLane(lease);
  }
}

const runsOf = (shopId: ShopId) => app.inShop(shopId, app.readRuns);

/** Turns until nothing is left, at most `most`. */
async function imported(shopId: ShopId, most = 30): Promise<void> {
  for (let n = 0; n < most; n += 1) if ((await turn(shopId)).nextInMs === undefined) return;
  throw new Error(`not done after ${most} turns: ${JSON.stringify(await runsOf(shopId))}`);
}

/** Up to the moment in which the items' result is there and nothing of it is taken. */
async function itemsReady(shopId: ShopId): Promise<void> {
  await turn(shopId);
  const run = await itemsOf(shopId);
  if (run?.kind !== "items") throw new Error("items are not imported");
  const lease = await app.claimLane(shopId, "long");
  if (!lease) throw new Error("the lane is held");
  await app.lookAtBulk(lease, await app.adminFor(shopId), { ...run, kind: "items" }, new Date());
  await app.finishLane(lease);
  expect((await itemsOf(shopId))?.status).toBe("loading");
}

async function itemsOf(shopId: ShopId) {
  const runs = await runsOf(shopId);
  return runs.find(({ kind }) => kind === "items");
}

const rowsOf = (shopId: ShopId, sql: string) => app.inShop(shopId, (tx) => tx.rows(sql, [shopId]));

/** The mirror as mirrorView shows the shop, as far as the import goes. */
async function mirrorOf(shopId: ShopId) {
  return {
    locations: await rowsOf(
      shopId,
      `select location_id::text as id, name, active as "isActive", fulfills_online_orders as "fulfillsOnlineOrders",
              ships_inventory as "shipsInventory", is_fulfillment_service as "isFulfillmentService"
         from location where shop_id = $1 and deleted_at is null order by location_id`,
    ),
    items: await rowsOf(
      shopId,
      `select item_id::text as id, sku, tracked, requires_shipping as "requiresShipping" from inventory_item
        where shop_id = $1 and deleted_at is null order by item_id`,
    ),
    levels: await rowsOf(
      shopId,
      `select item_id::text as "itemId", location_id::text as "locationId", active as "isActive",
              jsonb_build_object('available', available, 'on_hand', on_hand, 'committed', committed, 'incoming', incoming,
                'reserved', reserved, 'damaged', damaged, 'safety_stock', safety_stock, 'quality_control', quality_control) as quantities
         from inventory_level where shop_id = $1 order by item_id, location_id`,
    ),
    orders: await rowsOf(
      shopId,
      `select o.order_id::text as id, name,
              (select jsonb_agg(jsonb_build_object('id', line_id::text, 'sku', sku, 'quantity', quantity, 'currentQuantity', current_quantity)
                 order by line_id) from order_line l where l.shop_id = o.shop_id and l.order_id = o.order_id) as lines
         from shop_order o where shop_id = $1 and deleted_at is null order by o.order_id`,
    ),
    fulfillmentOrders: await rowsOf(
      shopId,
      `select fulfillment_order_id::text as id, order_id::text as "orderId", status, location_id::text as "locationId",
              (select jsonb_agg(jsonb_build_object('id', line_id::text, 'totalQuantity', total, 'remainingQuantity', remaining) order by line_id)
                 from fulfillment_order_line l where l.shop_id = f.shop_id and l.fulfillment_order_id = f.fulfillment_order_id) as lines
         from fulfillment_order f where shop_id = $1 order by fulfillment_order_id`,
    ),
  };
}

/** The shop as it should be mirrored: orders of the last 60 days. */
function expected(shop: Shop) {
  const view = mirrorView(shop);
  const since = Date.now() - 60 * 86_400_000;
  const seen = new Set(
    [...shop.orders.values()].filter((order) => order.createdAt.getTime() > since).map(({ id }) => id),
  );
  const pick = <T extends object, K extends keyof T>(value: T, ...keys: K[]): Pick<T, K> =>
    Object.fromEntries(keys.map((key) => [key, value[key]])) as Pick<T, K>;
  return {
    locations: view.locations,
    items: view.items,
    levels: view.levels,
    orders: view.orders.filter(({ id }) => seen.has(id)).map((order) => pick(order, "id", "name", "lines")),
    fulfillmentOrders: view.fulfillmentOrders
      .filter(({ orderId }) => seen.has(orderId))
      .map((each) => ({
        ...pick(each, "id", "orderId", "status", "locationId"),
        lines: each.lines.map((line) => pick(line, "id", "totalQuantity", "remainingQuantity")),
      })),
  };
}

/** Stands between us and Shopify's file store: sends only so many bytes and breaks the line. */
async function cutting(target: string, bytes: number): Promise<string> {
  const body = Buffer.from(await (await fetch(target)).arrayBuffer());
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-length": body.length });
    response.write(body.subarray(0, bytes), () => {
      if (bytes < body.length) response.destroy();
      else response.end();
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return `http://localhost:${(server.address() as AddressInfo).port}/result`;
}

const setUrl = (shopId: ShopId, kind: string, url: string) =>
  app.inShop(shopId, (tx) =>
    tx.run("update import_run set url = $3 where shop_id = $1 and kind = $2", [shopId, kind, url]),
  );

describe("the first import", () => {
  test("makes the mirror equal to the shop, orders of the last 60 days", async () => {
    const shop = filledShop();
    const shopId = await opened(shop);
    await imported(shopId);
    expect(await mirrorOf(shopId)).toEqual(expected(shop));
    const runs = await runsOf(shopId);
    expect(runs.map(({ kind, status }) => [kind, status])).toEqual([
      ["shop", "done"],
      ["locations", "done"],
      ["items", "done"],
      ["orders", "done"],
      ["fulfillment_orders", "done"],
    ]);
    for (const { done, total } of runs) expect([done, done > 0]).toEqual([total, true]);
  });

  test("puts open fulfillment orders before routing, marks fulfillments, and hands over to reconcile", async () => {
    const shop = filledShop();
    const shopId = await opened(shop);
    await imported(shopId);
    const open = await rowsOf(
      shopId,
      "select count(*)::int as n from fulfillment_order where shop_id = $1 and status = 'OPEN'",
    );
    expect(
      await rowsOf(shopId, "select count(*)::int as n from routing_case where shop_id = $1 and status = 'due'"),
    ).toEqual(open);
    const [profile] = await rowsOf(shopId, "select reconciled_to from shop_profile where shop_id = $1");
    const runs = await runsOf(shopId);
    const began = Math.min(...runs.map(({ startedAt }) => startedAt?.getTime() ?? Infinity));
    expect(profile?.["reconciled_to"]).toEqual(new Date(began));
    expect(
      await rowsOf(shopId, "select 1 from shop_lane where shop_id = $1 and lane = 4 and ready_at is not null"),
    ).toHaveLength(1);
    expect([...shop.metafieldDefinitions.values()].map(({ key }) => key)).toEqual(["promise"]);
  });

  test("of a shop with nothing in it ends, too", async () => {
    const shop = newShop(devshop, { products: [] });
    const shopId = await opened(shop);
    await imported(shopId);
    expect((await runsOf(shopId)).map(({ status }) => status)).toEqual(["done", "done", "done", "done", "done"]);
  });
});

describe("an import that breaks", () => {
  test("at any byte goes on where its rows ended, and takes nothing twice", async () => {
    const shop = filledShop();
    const shopId = await opened(shop);
    await itemsReady(shopId);
    const url = (await itemsOf(shopId))?.url ?? "";
    const { length } = Buffer.from(await (await fetch(url)).arrayBuffer());
    const progress: number[] = [];
    for (const share of [0, 0.3, 0.55, 0.551, 0.9]) {
      await setUrl(shopId, "items", await cutting(url, Math.floor(length * share)));
      await expect(turn(shopId)).rejects.toThrow("broke off");
      progress.push((await itemsOf(shopId))?.done ?? -1);
    }
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(progress[0]).toBe(0);
    expect(progress.at(-1)).toBeGreaterThan(progress[1] ?? 0);
    await setUrl(shopId, "items", url);
    await imported(shopId);
    expect(await mirrorOf(shopId)).toEqual(expected(shop));
    // What an import shows is each level's opening, once.
    const unopened = await rowsOf(
      shopId,
      "select item_id from inventory_level where shop_id = $1 and (o_available <> available or differs)",
    );
    expect(unopened).toEqual([]);
  });

  test("for a worker that only looked dead writes nothing more", async () => {
    const shop = filledShop();
    const shopId = await opened(shop);
    await itemsReady(shopId);
    const dead = await app.claimLane(shopId, "long");
    await app.sqlPool.query(
      "update shop_lane set lease_until = now() - interval '1 s' where shop_id = $1 and lane = 3",
      [shopId],
    );
    const living = await app.claimLane(shopId, "long");
    if (!dead || !living) throw new Error("no lease");
    await expect(app.runLong(dead, new Date())).rejects.toThrow("long of shop");
    expect(await rowsOf(shopId, "select 1 from inventory_item where shop_id = $1")).toEqual([]);
    await app.finishLane(living);
    await imported(shopId);
    expect(await mirrorOf(shopId)).toEqual(expected(shop));
  });

  test("because its result is gone is asked for again after a while, and says why", async () => {
    const shop = filledShop();
    const shopId = await opened(shop);
    await itemsReady(shopId);
    devshop.bulk.expireResults(shop);
    const failedAt = new Date();
    await turn(shopId, failedAt);
    const failed = await itemsOf(shopId);
    expect(failed).toMatchObject({ status: "waiting", attempts: 1, done: 0 });
    expect(failed?.failure).toMatch(/^result_4\d\d$/);
    await turn(shopId, new Date(failedAt.getTime() + 20_000));
    expect((await itemsOf(shopId))?.status).toBe("waiting");
    await turn(shopId, new Date(failedAt.getTime() + 31_000));
    expect((await itemsOf(shopId))?.status).not.toBe("waiting");
    for (let n = 0; n < 12; n += 1) await turn(shopId, new Date(failedAt.getTime() + 60_000 * (n + 2)));
    expect(await mirrorOf(shopId)).toEqual(expected(shop));
    expect((await runsOf(shopId)).every(({ status, failure }) => status === "done" && failure === null)).toBe(true);
  });

  test("too often is left to a person, with its reason, and holds nothing else up", async () => {
    const shop = filledShop();
    const shopId = await opened(shop);
    await itemsReady(shopId);
    await app.inShop(shopId, (tx) =>
      tx.run("update import_run set attempts = 5 where shop_id = $1 and kind = 'items'", [shopId]),
    );
    devshop.bulk.expireResults(shop);
    for (let n = 0; n < 12; n += 1) await turn(shopId, new Date(Date.now() + n * 60_000));
    const runs = await runsOf(shopId);
    expect(runs.map(({ kind, status }) => [kind, status])).toEqual([
      ["shop", "done"],
      ["locations", "done"],
      ["items", "failed"],
      ["orders", "done"],
      ["fulfillment_orders", "done"],
    ]);
    expect(runs.find(({ kind }) => kind === "items")?.failure).toMatch(/^result_4/);
  });

  test("because Shopify is busy with five others waits for its turn, without counting that as a failure", async () => {
    const shop = filledShop();
    const shopId = await opened(shop);
    const lease = await app.claimLane(shopId, "long");
    const [run] = (await runsOf(shopId)).filter(({ kind }) => kind === "items");
    if (!lease || !run) throw new Error("nothing to ask for");
    devshop.knobs.state.bulkSeconds = 60;
    const admin = await app.adminFor(shopId);
    for (let n = 0; n < 6; n += 1) await app.askForBulk(lease, admin, { ...run, kind: "items" }, new Date());
    expect(shop.bulkOperations.size).toBe(5);
    await app.inShop(shopId, (tx) =>
      tx.run("update import_run set status = 'waiting' where shop_id = $1 and kind = 'items'", [shopId]),
    );
    await app.askForBulk(lease, admin, { ...run, kind: "items" }, new Date());
    expect(await itemsOf(shopId)).toMatchObject({ status: "waiting", attempts: 0, failure: null });
    devshop.knobs.state.bulkSeconds = 0;
  });

  test("with a file that is not what was asked for takes no half rows", async () => {
    const shop = filledShop();
    const shopId = await opened(shop);
    await itemsReady(shopId);
    const server = createServer((_request, response) =>
      response.end('{"__typename":"Order","id":"gid://shopify/Order/1"}\n'),
    );
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, resolve));
    await setUrl(shopId, "items", `http://localhost:${(server.address() as AddressInfo).port}/`);
    await turn(shopId);
    expect(await itemsOf(shopId)).toMatchObject({
      status: "waiting",
      failure: "result_broken",
    });
    expect(await rowsOf(shopId, "select 1 from inventory_item where shop_id = $1")).toEqual([]);
  });
});

test("a shop that comes back: what was deleted meanwhile is looked at again", async () => {
  const shop = filledShop();
  const shopId = await opened(shop);
  await imported(shopId);
  await app.inShop(shopId, (tx) => tx.run("delete from mark where shop_id = $1", [shopId]));
  const later = new Date(Date.now() + 60_000);
  devshop.installer.uninstall(shop);
  await app.inShop(shopId, (tx) => app.shopFact(tx, { code: "shop.uninstalled", occurredAt: later }, later));
  expect(await turn(shopId)).toEqual({});

  const [item] = shop.items.keys();
  const order = [...shop.orders.values()].find(({ createdAt }) => Date.now() - createdAt.getTime() < 86_400_000);
  if (item === undefined || !order) throw new Error("nothing to delete");
  shop.items.delete(item);
  for (const [key, level] of shop.levels) if (level.itemId === item) shop.levels.delete(key);
  for (const [id, each] of shop.fulfillmentOrders) if (each.orderId === order.id) shop.fulfillmentOrders.delete(id);
  shop.orders.delete(order.id);

  await opened(shop);
  await imported(shopId);
  const marks = await rowsOf(
    shopId,
    "select kind, object_id::text as id from mark where shop_id = $1 and kind in (3, 5)",
  );
  expect(marks).toContainEqual({ kind: 5, id: item });
  expect(marks).toContainEqual({ kind: 3, id: order.id });
});
