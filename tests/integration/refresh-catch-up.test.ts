import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { addTags, cancelOrder } from "../devshop/state/change-order.ts";
import { moveFulfillmentOrder } from "../devshop/state/move.ts";
import type { Order } from "../devshop/state/orders.ts";
import { spanishShop } from "../factories/shops.ts";
import { watchAvailable } from "../setup/watch-available.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import {
  decisions,
  expectMirror,
  HOUR,
  location,
  MINUTE,
  onlyPart,
  order,
  place,
  ran,
  rows,
  SECOND,
  shrink,
  timeline,
} from "./steps.ts";

/** How long Shopify prepares an answer here. */
const PREPARES = 20 * SECOND;

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => {
  world.devshop.knobs.state.bulkSeconds = 0;
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

/** A shop whose bucket is full, and fills so slowly that a few orders are a backlog of minutes. */
async function slowShop(): Promise<InstalledShop> {
  const installed = await world.install(spanishShop());
  Object.assign(installed.shop.rate, { maximumAvailable: 20_000, restoreRate: 1 });
  await world.advance(installed, HOUR);
  world.devshop.knobs.state.bulkSeconds = PREPARES / SECOND;
  return installed;
}

/** These orders at once; Shopify has routed them before anybody looks. */
async function placeMany(installed: InstalledShop, skus: readonly string[]): Promise<Order[]> {
  const placed = skus.map((sku) => place(world, installed, { [sku]: 1 }));
  await world.clock.advance(10 * SECOND);
  return placed;
}

const asked = ({ shop }: InstalledShop) => shop.bulkOperations.size;

/** As an effect does that has just written to the order. */
async function writtenByUs({ shopId }: InstalledShop, placed: Order | undefined): Promise<void> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { markOwnWrites } = await import("../../app/platform/marks.server.ts");
  await inShop(shopId, (tx) => markOwnWrites(tx, [{ kind: "order", objectId: placed?.id ?? "" }], world.clock.now()));
}

/** Lets Shopify prepare answer after answer until none is asked for. */
async function caughtUp(installed: InstalledShop): Promise<void> {
  for (let stage = 0; stage < 12; stage += 1) {
    await world.advance(installed, PREPARES);
    const waiting = await rows(
      world,
      "select 1 from mark where shop_id = $1 union all select 1 from catch_up where shop_id = $1 and retry_at is null",
      [installed.shopId],
    );
    if (waiting.length === 0) return;
  }
  throw new Error("it never ends");
}

async function expectAllDecided(installed: InstalledShop): Promise<void> {
  await expectMirror(world, installed);
  const { shop, shopId } = installed;
  expect(await rows(world, "select kind, object_id from mark where shop_id = $1", [shopId])).toEqual([]);
  const undecided = await rows(world, "select 1 from routing_case where shop_id = $1 and status = 'due'", [shopId]);
  expect(undecided).toEqual([]);
  const decided = await rows(world, "select distinct order_id from routing_decision where shop_id = $1", [shopId]);
  const standing = [...shop.orders.values()].filter(({ cancelledAt }) => cancelledAt === null);
  expect(decided.length).toBeGreaterThanOrEqual(standing.length);
}

const threeOf = (skus: readonly string[], from: number) =>
  Object.fromEntries([0, 1, 2].map((n) => [skus[(from + n) % skus.length] ?? "", 1]));

test("130 orders at once are read by three bulk queries and decided, at less than 20 points an order; a move in between pins", async () => {
  const skus = Array.from({ length: 130 }, (_, n) => `SKU-${n}`);
  const products = skus.map((sku) => ({
    title: sku,
    variants: [{ sku, priceMinor: 990, grams: 200, stock: [30, 10, 5] }],
  }));
  const installed = await world.install(spanishShop({ rate: "standard", products }));
  installed.shop.rate.restoreRate = 20;
  const earlier = await order(world, installed, { "SKU-1": 2 });
  const part = onlyPart(installed, earlier);
  const [points, imports] = [world.devshop.counters().adminApi.pointsSpent, asked(installed)];
  for (const index of skus.keys()) place(world, installed, threeOf(skus, index));
  await world.clock.advance(10 * SECOND);
  // The fulfillment order that one of its units moves to is the last of the result, a transaction away from the one it leaves.
  const newLocationId = location(installed, "Barcelona");
  const lines = part.lines.map(({ id }) => ({ id, quantity: 1 }));
  moveFulfillmentOrder(world.devshop.world, installed.shop, { id: part.id, newLocationId, lines });
  await world.settle(installed);
  for (let look = 0; look < 3; look += 1) await world.advance(installed, 3 * SECOND);
  expect(await decisions(world, installed)).toHaveLength(131);
  expect((world.devshop.counters().adminApi.pointsSpent - points) / 130).toBeLessThanOrEqual(20);
  expect(asked(installed) - imports).toBe(3);
  await expectAllDecided(installed);
  expect(await timeline(world, installed, earlier)).toContain("routing.pinned");
});

test("what changes after the answer was written and before it is taken is not lost, and no number goes back", async () => {
  const installed = await slowShop();
  const { shop } = installed;
  const { world: state } = world.devshop;
  await using watch = await watchAvailable(world, installed, "CAM-1", "Madrid");
  const orders = await placeMany(installed, ["CAM-1", "TAZ-1", "CAM-1", "CAM-1"]);
  await world.settle(installed);
  await writtenByUs(installed, orders[3]);
  const stages = asked(installed);
  for (const [stage, changed] of orders.slice(0, 3).entries()) {
    expect(asked(installed)).toBe(stages + stage);
    await world.clock.advance(PREPARES);
    if (stage === 1)
      cancelOrder(state, shop, { orderId: changed.id, reason: "CUSTOMER", restock: false, refund: true });
    else addTags(state, shop, changed, ["vip"]);
    shrink(world, installed, "CAM-1", "Madrid", 1);
    await world.settle(installed);
  }
  await caughtUp(installed);
  await expectAllDecided(installed);
  const seen = await watch.seen();
  expect(seen.length).toBeGreaterThan(3);
  expect(seen).toEqual(seen.toSorted((a, b) => b - a));
});

test("what reconcile finds after an outage is read in bulk, too", async () => {
  const installed = await slowShop();
  world.devshop.knobs.webhooks.drop = 1;
  await placeMany(installed, ["CAM-1", "TAZ-1", "CAM-1"]);
  world.devshop.knobs.webhooks.drop = 0;
  const read = ran(world, "RefreshOrders");
  await world.advance(installed, 16 * MINUTE);
  await caughtUp(installed);
  expect(ran(world, "RefreshOrders")).toBe(read);
  await expectAllDecided(installed);
});

test("a mark that waits for a newer read is left to the bulk query as well, and keeps nobody busy until then", async () => {
  const installed = await slowShop();
  const tag = (each: Order | undefined) => each && addTags(world.devshop.world, installed.shop, each, ["vip"]);
  const [stale, late, ...others] = await placeMany(
    installed,
    Array.from({ length: 8 }, () => "CAM-1"),
  );
  installed.shop.rate.restoreRate = 6;
  await caughtUp(installed);
  installed.shop.rate.restoreRate = 0.6;
  const thaw = world.devshop.admin.freezeReads(installed.shop);
  tag(stale);
  await world.settle(installed);
  thaw();
  others.forEach(tag);
  const before = asked(installed);
  await world.settle(installed);
  expect(asked(installed)).toBe(before + 1);
  await world.clock.advance(2 * SECOND);
  tag(late);
  await world.settle(installed);
  await caughtUp(installed);
  await expectAllDecided(installed);
});

const ORDERS = "{ orders { edges { node { id } } } }";

test.each<[string, (installed: InstalledShop) => unknown, (installed: InstalledShop) => unknown]>([
  ["whose result is gone", () => undefined, ({ shop }) => world.devshop.bulk.expireResults(shop)],
  [
    "for which there is no room beside five others",
    ({ shop }) =>
      Array.from({ length: 5 }, () => world.devshop.bulk.run(shop, new Set(["read_orders"]), ORDERS, false)),
    () => undefined,
  ],
])("a bulk query %s is replaced by single reads, at once", async (_name, before, after) => {
  const installed = await slowShop();
  const orders = await placeMany(installed, ["CAM-1", "TAZ-1", "CAM-1"]);
  await caughtUp(installed);
  before(installed);
  for (const each of orders) addTags(world.devshop.world, installed.shop, each, ["vip"]);
  await world.settle(installed);
  await world.clock.advance(PREPARES);
  after(installed);
  await world.settle(installed);
  await expectAllDecided(installed);
});

test("a lost answer to the question is asked again, and the same orders are answered", async () => {
  const installed = await slowShop();
  world.devshop.admin.interferences.add("StartBulk", { kind: "lostAnswer" });
  await placeMany(installed, ["CAM-1", "TAZ-1", "CAM-1"]);
  await expect(world.settle(installed)).rejects.toThrow(/no answer/);
  await caughtUp(installed);
  await expectAllDecided(installed);
});
