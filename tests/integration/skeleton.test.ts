import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { spanishShop } from "../factories/shops.ts";
import { mirrorView } from "../devshop/state/mirror-view.ts";
import { readMirror } from "../setup/mirror.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
  await world.close();
});

async function expectMirror(installed: InstalledShop) {
  expect(await readMirror(world.owner, installed.shopId)).toEqual(mirrorView(installed.shop));
}

describe("an order's way through the product", () => {
  test("after installing, the mirror equals the shop", async () => {
    const installed = await world.install(spanishShop());
    await expectMirror(installed);
  });
});
