import { afterAll, beforeAll, expect, test } from "vitest";
import type { InventoryItemId, LocationId } from "../../app/core/ids.ts";
import type { NewRule } from "../../app/features/buffers/rules.server.ts";
import type { ShopTx } from "../../app/platform/db/in-shop.server.ts";
import { activeLevel, changeLevel } from "../devshop/state/stock.ts";
import { spanishShop } from "../factories/shops.ts";
import { unexplained } from "../setup/mirror.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { expectMirror, location, MINUTE, ran, rows, SECOND, shrink, switchOn } from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

async function opened({ on = true } = {}): Promise<InstalledShop> {
  const installed = await world.install(spanishShop());
  await world.advance(installed, 16 * MINUTE);
  if (on) await switchOn(world, installed, "stock");
  return installed;
}

async function inside<T>({ shopId }: InstalledShop, work: (tx: ShopTx) => Promise<T>): Promise<T> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  return inShop(shopId, work);
}

const ALL: NewRule = { scope: "all", itemId: null, locationId: null, label: "", kind: "units", amount: 4 };

async function keep(installed: InstalledShop, change: Partial<NewRule> = {}): Promise<void> {
  const { saveRule } = await import("../../app/features/buffers/rules.server.ts");
  await inside(installed, (tx) => saveRule(tx, { ...ALL, ...change }, world.clock.now()));
  await world.advance(installed, 2 * SECOND);
}

async function pause(installed: InstalledShop, paused: boolean): Promise<void> {
  const { pauseBuffers } = await import("../../app/features/buffers/rules.server.ts");
  await inside(installed, (tx) => pauseBuffers(tx, paused, world.clock.now()));
  await world.advance(installed, 2 * SECOND);
}

function level(installed: InstalledShop, sku: string, place: string) {
  const item = [...installed.shop.items.values()].find((each) => each.sku === sku);
  const found = item && activeLevel(installed.shop, item.id, location(installed, place));
  if (!found) throw new Error(`no ${sku} at ${place}`);
  return found;
}

/** [available, safety_stock] of each level of an item, in the order of its locations. */
const shelves = (installed: InstalledShop, sku: string) =>
  ["Madrid", "Sevilla", "Barcelona"].map((place) => {
    const { available, safety_stock } = level(installed, sku, place).quantities;
    return [available, safety_stock];
  });

const book = ({ shopId }: InstalledShop) =>
  rows(
    world,
    "select held, target, trouble from buffer_level where shop_id = $1 and (held <> 0 or target <> 0) order by held desc, target desc",
    [shopId],
  );

/** Somebody else moves units between states in Shopify's admin. */
async function byHand(installed: InstalledShop, sku: string, place: string, units: Record<string, number>) {
  changeLevel(world.devshop.world, installed.shop, level(installed, sku, place), units);
  await world.settle(installed);
}

test("units go into safety stock, never more than there are, and every one comes back when the rule is gone", async () => {
  const installed = await opened();
  await byHand(installed, "CAM-1", "Sevilla", { safety_stock: 7 });
  const before = shelves(installed, "CAM-1");
  await keep(installed);
  // Shopify tells no one of safety stock: one level was decided from an old number, and a write is done whole or not at all.
  for (let time = 0; time < 3; time += 1) await world.advance(installed, 2 * SECOND);
  expect(shelves(installed, "CAM-1")).toEqual([
    [6, 4],
    [1, 11],
    [0, 0],
  ]);
  expect(shelves(installed, "POS-1")[0]).toEqual([0, 1]);
  const { removeRule, readRules } = await import("../../app/features/buffers/rules.server.ts");
  await inside(installed, async (tx) => removeRule(tx, (await readRules(tx)).rules[0]?.ruleId ?? ""));
  await world.advance(installed, 2 * SECOND);
  expect(shelves(installed, "CAM-1")).toEqual(before);
  for (let look = 0; look < 3; look += 1) await world.advance(installed, 16 * MINUTE);
  expect(await book(installed)).toEqual([]);
  await expectMirror(world, installed);
  expect(await unexplained(world.owner, installed.shopId)).toEqual([]);
  const entries = await rows(
    world,
    "select cause, document_kind, count(*)::int, sum(safety_stock)::int as safety from stock_entry where shop_id = $1 group by 1, 2 order by 1",
    [installed.shopId],
  );
  expect(entries).toEqual([
    { cause: "ours", document_kind: "Buffer", count: 10, safety: 0 },
    { cause: "outside", document_kind: null, count: 1, safety: 7 },
  ]);
});

test("while Entrega only watches, nothing is moved and what would be is known; switched on, it is done", async () => {
  const installed = await opened({ on: false });
  await keep(installed, { scope: "location", locationId: location(installed, "Madrid") as LocationId });
  expect(shelves(installed, "CAM-1")[0]).toEqual([10, 0]);
  expect(await book(installed)).toEqual([
    { held: 0, target: 4, trouble: "off" },
    { held: 0, target: 1, trouble: "off" },
  ]);
  await switchOn(world, installed, "stock");
  await world.advance(installed, 16 * MINUTE);
  await world.advance(installed, 2 * SECOND);
  expect(shelves(installed, "CAM-1")[0]).toEqual([6, 4]);
});

test("a pause gives back, also with the switch off", async () => {
  const installed = await opened();
  await keep(installed);
  await world.owner.query("update effect_switch set on_since = null where shop_id = $1", [installed.shopId]);
  await pause(installed, true);
  expect(shelves(installed, "CAM-1")).toEqual([
    [10, 0],
    [5, 0],
    [0, 0],
  ]);
  await switchOn(world, installed, "stock");
  await pause(installed, false);
  expect(shelves(installed, "CAM-1")[0]).toEqual([6, 4]);
});

test("units that somebody takes out of safety stock are told, and never counted as ours again", async () => {
  const installed = await opened();
  const item = level(installed, "CAM-1", "Madrid").itemId as InventoryItemId;
  await keep(installed, { scope: "item", itemId: item });
  await byHand(installed, "CAM-1", "Madrid", { safety_stock: -3 });
  for (let look = 0; look < 4; look += 1) await world.advance(installed, 16 * MINUTE);
  await world.advance(installed, 2 * SECOND);
  expect(await rows(world, "select code, units from buffer_correction where shop_id = $1", [installed.shopId])).toEqual(
    [{ code: "taken", units: 3 }],
  );
  // The rule still says four: three of what is left follow the one that stayed.
  expect(shelves(installed, "CAM-1")[0]).toEqual([3, 4]);
  await pause(installed, true);
  expect(shelves(installed, "CAM-1")[0]).toEqual([7, 0]);
});

test("a move that met a sale is decided anew from what is there", async () => {
  const installed = await opened();
  world.devshop.knobs.webhooks.drop = 1;
  shrink(world, installed, "CAM-1", "Madrid", 7);
  await keep(installed);
  world.devshop.knobs.webhooks.drop = 0;
  for (let time = 0; time < 3; time += 1) await world.advance(installed, 2 * SECOND);
  expect(shelves(installed, "CAM-1")).toEqual([
    [0, 3],
    [1, 4],
    [0, 0],
  ]);
  expect(await book(installed)).not.toContainEqual(expect.objectContaining({ trouble: expect.stringMatching(/./) }));
});

test("a location that no longer sells online keeps nothing", async () => {
  const installed = await opened();
  await keep(installed);
  await world.advance(installed, 16 * MINUTE);
  const moves = ran(world, "MoveQuantities");
  const madrid = installed.shop.locations.get(location(installed, "Madrid"));
  if (!madrid) throw new Error("no Madrid");
  const { updateLocation } = await import("../devshop/state/change-catalog.ts");
  updateLocation(world.devshop.world, installed.shop, madrid, { fulfillsOnlineOrders: false });
  await world.settle(installed);
  await world.advance(installed, 16 * MINUTE);
  await world.advance(installed, 2 * SECOND);
  expect(shelves(installed, "CAM-1").slice(0, 2)).toEqual([
    [10, 0],
    [1, 4],
  ]);
  for (let look = 0; look < 2; look += 1) await world.advance(installed, 16 * MINUTE);
  expect(ran(world, "MoveQuantities") - moves).toBe(1);
});
