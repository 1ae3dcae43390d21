/** Bursts of level webhooks, as when another app writes all its stock anew: the short form of `npm run bench -- burst`. */
import { beforeAll, expect, test } from "vitest";
import { editAsOther, type OthersState } from "../devshop/state/edit-as-other.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { send } from "./intake-signed.ts";
import { expectMirror, HOUR, MINUTE, SECOND } from "./steps.ts";

const LEVELS = 60;
const WEBHOOKS = 600;
/** One read of each: what a level costs, however often it was told of before. */
const ONE_READ = 3;
const OTHERS: readonly OthersState[] = ["damaged", "reserved", "safety_stock", "quality_control", "incoming"];

let world: TestWorld;
let installed: InstalledShop;
beforeAll(async () => {
  world = await openWorld();
  const products = Array.from({ length: LEVELS / 3 }, (_, n) => ({
    title: `Camiseta ${n}`,
    variants: [{ sku: `SKU-${n}`, priceMinor: 1_990, grams: 250, stock: [10, 10, 10] }],
  }));
  installed = await world.install(spanishShop({ products }));
});

const points = () => world.devshop.counters().adminApi.pointsSpent;
const level = (n: number) => {
  const found = [...installed.shop.levels.values()][n % LEVELS];
  if (!found) throw new Error("no level");
  return { itemId: found.itemId, locationId: found.locationId };
};

test("ten webhooks about each level, of every state, end in the shop's numbers and cost one read of each", async () => {
  world.devshop.knobs.state.levelWebhooksForAllStates = true;
  await world.clock.advance(SECOND);
  const before = points();
  for (let n = 0; n < WEBHOOKS; n += 1) {
    const state = n % 10 === 0 ? (OTHERS[n % OTHERS.length] ?? "damaged") : "available";
    editAsOther(world.devshop.world, installed.shop, { ...level(n), kind: "adjust", state, delta: 1 + (n % 3) });
  }
  await world.settle(installed);
  // The levels were made a second ago: they are read when they are quiet.
  await world.advance(installed, MINUTE);
  await expectMirror(world, installed);
  expect((points() - before) / LEVELS).toBeLessThanOrEqual(ONE_READ);
  expect(world.devshop.counters().adminApi.dearest).toBeLessThanOrEqual(1_000);
});

test("a number that comes late costs nothing, also when it was not looked at yet", async () => {
  // Only now: the app reads its configuration when it is first imported.
  const { takeMarks } = await import("../../app/features/refresh/store.server.ts");
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { itemId, locationId } = level(7);
  const updatedAt = new Date(world.clock.now().getTime() - HOUR).toISOString();
  const before = points();
  const body = `{"inventory_item_id":${itemId},"location_id":${locationId},"available":-5,"updated_at":"${updatedAt}"}`;
  await send(world, installed, body, { topic: "inventory_levels/update" });
  const { marks } = await inShop(installed.shopId, (tx) => takeMarks(tx, "inventoryLevel", 10, world.clock.now()));
  expect(marks).toMatchObject([{ objectId: itemId, part: locationId, available: -5, known: true }]);
  await world.settle(installed);
  await expectMirror(world, installed);
  expect(points() - before).toBe(0);
});
