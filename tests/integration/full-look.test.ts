/** What neither a webhook told nor `updated_at` shows: found once a week, when everything is read. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { deleteItem, updateProduct } from "../devshop/state/change-products.ts";
import { spanishShop } from "../factories/shops.ts";
import { mirrorView } from "../devshop/state/mirror-view.ts";
import { readMirror } from "../setup/mirror.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { DAY, HOUR, MINUTE, order, rows, SECOND, shrink } from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

/** How often Shopify was asked for all items at once. */
const looks = (installed: InstalledShop) =>
  [...installed.shop.bulkOperations.values()].filter(({ query }) => query.includes("inventoryItems")).length;

/** Reconcile asks, the bulk queries run, and what they show is compared. */
async function oneRound(installed: InstalledShop): Promise<void> {
  await world.advance(installed, 16 * MINUTE);
  for (let step = 0; step < 4; step += 1) await world.advance(installed, 30 * SECOND);
}

test("what no webhook told and no time shows is found within a week, and nobody is asked in between", async () => {
  const installed = await world.install(spanishShop());
  const { shop } = installed;
  await order(world, installed, { "CAM-1": 1 });
  await oneRound(installed);
  expect(looks(installed)).toBe(1); // the import

  world.devshop.knobs.webhooks.drop = 1;
  const [mug, poster] = ["TAZ-1", "POS-1"].map((sku) => [...shop.items.values()].find((item) => item.sku === sku));
  const product = [...shop.products.values()].find(({ title }) => title.includes("Camiseta"));
  if (!mug || !poster || !product) throw new Error("the shop has other products");
  const times = new Map([...shop.levels.values()].map((level) => [level, level.updatedAt]));
  shrink(world, installed, "TAZ-1", "Barcelona", 2);
  for (const [level, at] of times) level.updatedAt = at;
  updateProduct(world.devshop.world, shop, product, { vendor: "Taller Nuevo" });
  deleteItem(world.devshop.world, shop, poster);
  world.devshop.knobs.webhooks.drop = 0;

  await oneRound(installed);
  expect(await readMirror(world.owner, installed.shopId)).not.toEqual(mirrorView(shop));
  await world.advance(installed, 6 * DAY);
  await oneRound(installed);
  expect(looks(installed)).toBe(1);
  await world.advance(installed, DAY);
  await oneRound(installed);
  expect(looks(installed)).toBe(2);
  const view = mirrorView(shop);
  const { levels, ...mirror } = await readMirror(world.owner, installed.shopId);
  expect({ ...mirror, levels: view.levels }).toEqual(view);
  expect(levels).toEqual(expect.arrayContaining(view.levels)); // and those of the deleted item, because entries name them
  expect(
    await rows(world, "select distinct vendor from inventory_item where shop_id = $1 and title like 'Camiseta%'", [
      installed.shopId,
    ]),
  ).toEqual([{ vendor: "Taller Nuevo" }]);
  await world.advance(installed, HOUR);
  expect(looks(installed)).toBe(2);
});
