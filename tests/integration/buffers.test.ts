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

test("the preview says what saving does; the page shows it, page by page and as a file", async () => {
  const installed = await opened();
  const { changeBuffers } = await import("../../app/features/buffers/change.server.ts");
  const { buffersPage } = await import("../../app/features/buffers/page.server.ts");
  const { readFilter } = await import("../../app/features/buffers/domain/list-filter.ts");
  const { buffersFrom, placeOf } = await import("../../app/features/buffers/list.server.ts");
  const { readPageKey } = await import("../../app/features/buffers/domain/list-filter.ts");
  const change = (texts: Record<string, string>) => changeBuffers(installed.shopId, texts, "7", world.clock.now());
  const rule = { scope: "item", sku: "CAM-1", kind: "percent", amount: "40" };
  expect(await change({ do: "preview", ...rule, sku: "CAM-9" })).toEqual({
    status: "invalid",
    faults: { sku: "noItem" },
  });
  expect(await change({ do: "preview", ...rule })).toEqual({
    status: "preview",
    preview: { levels: 2, unitsIn: 6, unitsBack: 0, worthMinor: 0, unpriced: 6, more: false },
  });
  expect(await change({ do: "save", ...rule })).toEqual({ status: "saved" });
  await world.advance(installed, 2 * SECOND);
  await world.advance(installed, 2 * SECOND);
  expect(await change({ do: "preview", ...rule })).toMatchObject({ preview: { levels: 0 } });
  const filter = readFilter(new URLSearchParams("sort=held.desc&q=cam"));
  const { page, rules } = await buffersPage(installed.shopId, filter, null, world.clock.now());
  expect(rules).toMatchObject([{ title: "Camiseta", levels: 2, held: 6 }]);
  expect(page).toMatchObject({ count: { value: 2, more: false }, before: null, after: null });
  expect(page.levels.map(({ location: at, held, target }) => [at, held, target])).toEqual([
    ["Almacén Madrid", 4, 4],
    ["Tienda Sevilla", 2, 2],
  ]);
  for (const sort of ["held.desc", "title"]) {
    const sorted = readFilter(new URLSearchParams({ sort }));
    const seen = await inside(installed, async (tx) => {
      const [first] = await buffersFrom(tx, sorted, null, 1);
      if (!first) throw new Error("no first row");
      const key = readPageKey(new URLSearchParams({ after: placeOf(first, sorted) }), sorted.sort);
      return [first, ...(await buffersFrom(tx, sorted, key, 1))];
    });
    expect(seen.map(({ held }) => held)).toEqual([4, 2]);
  }
});

test("a shelf that loses units again and again is suggested a buffer, with what it would have cost", async () => {
  const installed = await opened();
  const { itemId, locationId } = level(installed, "CAM-1", "Madrid");
  await world.owner.query("update inventory_level set opened_at = opened_at - interval '50 days' where shop_id = $1", [
    installed.shopId,
  ]);
  // Three units in each of four of the last fifty days; one was sold each day.
  await world.owner.query(
    `insert into stock_entry (shop_id, item_id, location_id, available, cause, occurred_at, recorded_at)
     select $1, $2, $3, case when cause = 'sold' then -1 else -3 end, cause, at, at
       from (select 'sold' as cause, $4::timestamptz - day * interval '1 day' as at from generate_series(1, 49) day
             union all select 'outside', $4::timestamptz - day * interval '1 day' from generate_series(10, 40, 10) day) x`,
    [installed.shopId, itemId, locationId, world.clock.now()],
  );
  const { learnBuffers } = await import("../../app/features/buffers/suggestions.server.ts");
  const [learned, ...others] = await inside(installed, (tx) => learnBuffers(tx, "EUR", world.clock.now()));
  expect(others).toEqual([]);
  expect(learned).toMatchObject({ sku: "CAM-1", lost: 12, badDays: 4, late: 0, worthMinor: null });
  expect(learned?.suggestions).toMatchObject([{ share: 0.95, units: 3, saved: 12 }]);
});
