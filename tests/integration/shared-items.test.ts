import { afterAll, beforeAll, expect, test } from "vitest";
import type { InventoryItemId } from "../../app/core/ids.ts";
import type { Kind } from "../../app/features/shared-items/domain/recipe.ts";
import type { SharedProblem } from "../../app/features/shared-items/save.server.ts";
import { activeLevel } from "../devshop/state/stock.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { expectMirror, location, MINUTE, order, ran, rows, SECOND, shrink, switchOn } from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

/** Singles, packs of six, the same thing under another name, lids, and a kit of a pack and a lid; everything is in Madrid. */
async function opened(...on: string[]): Promise<InstalledShop> {
  const variant = (sku: string, units: number) => ({
    title: sku,
    variants: [{ sku, priceMinor: 990, grams: 100, stock: [units, 0, 0], inventoryPolicy: "CONTINUE" as const }],
  });
  const installed = await world.install(
    spanishShop({
      products: [variant("ONE", 40), variant("SAME", 3), variant("SIX", 9), variant("LID", 4), variant("KIT", 0)],
    }),
  );
  await world.advance(installed, 16 * MINUTE);
  await switchOn(world, installed, ...on);
  return installed;
}

function item({ shop }: InstalledShop, sku: string): InventoryItemId {
  const found = [...shop.items.values()].find((each) => each.sku === sku);
  if (!found) throw new Error(`no ${sku}`);
  return found.id as InventoryItemId;
}

async function share(
  installed: InstalledShop,
  kind: Kind,
  sku: string,
  parts: Record<string, number>,
): Promise<SharedProblem | undefined> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { saveShared } = await import("../../app/features/shared-items/save.server.ts");
  const shared = {
    kind,
    itemId: item(installed, sku),
    parts: Object.entries(parts).map(([part, quantity]) => ({ itemId: item(installed, part), quantity })),
  };
  const problem = await inShop(installed.shopId, (tx) => saveShared(tx, shared, world.clock.now()));
  await rounds(installed, 2);
  return problem;
}

async function shareAll(installed: InstalledShop): Promise<void> {
  await share(installed, "same", "SAME", { ONE: 1 });
  await share(installed, "pack", "SIX", { ONE: 6 });
  await share(installed, "kit", "KIT", { SIX: 1, LID: 1 });
}

/** Available units in Madrid. */
function stock(installed: InstalledShop): Record<string, number> {
  return Object.fromEntries(
    ["ONE", "SAME", "SIX", "LID", "KIT"].map((sku) => [
      sku,
      activeLevel(installed.shop, item(installed, sku), location(installed, "Madrid"))?.quantities.available ?? NaN,
    ]),
  );
}

/** Bursts are looked at together after a second; each round is a look, its writes, and what they lead to. */
async function rounds(installed: InstalledShop, count = 4): Promise<void> {
  for (let round = 0; round < count; round += 1) await world.advance(installed, 2 * SECOND);
}

/** A shopper orders, and all follows. */
async function sold(installed: InstalledShop, lines: Record<string, number>): Promise<void> {
  await order(world, installed, lines);
  await rounds(installed);
}

/** Lets everything be read and explained; then nothing more is written. */
async function expectQuiet(installed: InstalledShop): Promise<void> {
  for (let look = 0; look < 3; look += 1) await world.advance(installed, 16 * MINUTE);
  const before = ran(world, "AdjustQuantities");
  await world.advance(installed, 25 * 60 * MINUTE);
  expect(ran(world, "AdjustQuantities")).toBe(before);
  await expectMirror(world, installed);
}

test("sales and other people's changes of any of them reach all, once", async () => {
  const installed = await opened("stock");
  await shareAll(installed);
  expect(stock(installed)).toEqual({ ONE: 40, SAME: 40, SIX: 6, LID: 4, KIT: 4 });

  await sold(installed, { KIT: 1, ONE: 2 });
  expect(stock(installed)).toEqual({ ONE: 32, SAME: 32, SIX: 5, LID: 3, KIT: 3 });
  await sold(installed, { SIX: 1, SAME: 1 });
  expect(stock(installed)).toEqual({ ONE: 25, SAME: 25, SIX: 4, LID: 3, KIT: 3 });

  // Somebody counts singles in Shopify: the others follow at once. Of packs: when it is known that no order explains it.
  shrink(world, installed, "ONE", "Madrid", 5);
  await world.settle(installed);
  await rounds(installed);
  expect(stock(installed)).toEqual({ ONE: 20, SAME: 20, SIX: 3, LID: 3, KIT: 3 });
  shrink(world, installed, "SIX", "Madrid", -2);
  await world.settle(installed);
  await expectQuiet(installed);
  expect(stock(installed)).toEqual({ ONE: 32, SAME: 32, SIX: 5, LID: 3, KIT: 3 });

  const documents = await rows(
    world,
    "select distinct document_kind as kind from stock_entry where shop_id = $1 and cause = 'ours'",
    [installed.shopId],
  );
  expect(documents).toEqual([{ kind: "Group" }]);
});

test("a sale that meets our write loses nothing: the refused number is decided anew", async () => {
  const installed = await opened("stock");
  await shareAll(installed);
  // While the first sale is carried over, singles are sold whose webhooks are lost.
  world.devshop.admin.interferences.add("AdjustQuantities", {
    kind: "meanwhile",
    act: () => {
      shrink(world, installed, "ONE", "Madrid", 4);
    },
  });
  await sold(installed, { SIX: 1 });
  expect(stock(installed)).toEqual({ ONE: 30, SAME: 30, SIX: 5, LID: 4, KIT: 4 });
  await expectQuiet(installed);
});

test("in observe nothing is written, and what happened meanwhile is not made up for later", async () => {
  const installed = await opened();
  await shareAll(installed);
  await sold(installed, { SIX: 1 });
  expect(stock(installed)).toEqual({ ONE: 40, SAME: 3, SIX: 8, LID: 4, KIT: 0 });
  await switchOn(world, installed, "stock");
  await world.advance(installed, 16 * MINUTE);
  await rounds(installed);
  expect(stock(installed)).toEqual({ ONE: 40, SAME: 40, SIX: 6, LID: 4, KIT: 4 });
});

test("a cycle is refused, and its way is told", async () => {
  const installed = await opened();
  await shareAll(installed);
  expect(await share(installed, "kit", "ONE", { KIT: 1, LID: 2 })).toEqual({
    code: "cycle",
    path: "ONE → KIT → SIX → ONE",
  });
  expect(await share(installed, "pack", "SIX", { LID: 6 })).toEqual({ code: "taken" });
});
