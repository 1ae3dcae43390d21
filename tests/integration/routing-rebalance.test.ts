import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { MADRID, SEVILLE } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { decisions, expectMirror, MINUTE, order, places, shrink, SECOND, switchOn } from "./steps.ts";

let world: TestWorld;
let installed: InstalledShop;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  installed = await world.install(spanishShop());
  await switchOn(world, installed, "route");
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

async function lookEvery(hours: number): Promise<void> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { writeCostModel } = await import("../../app/features/routing/public.server.ts");
  const { DEFAULT_COST_MODEL } = await import("../../app/features/routing/domain/cost.ts");
  const costs = { ...DEFAULT_COST_MODEL, rebalanceHours: hours, perKgPer100KmMinor: 200 };
  await inShop(installed.shopId, (tx) => writeCostModel(tx, costs, world.clock.now()));
}

/** Orders for Seville that ship from Madrid, because Seville had nothing when they came; then it gets some. */
async function stockCame() {
  shrink(world, installed, "CAM-1", "Sevilla", 5);
  await world.settle(installed);
  const first = await order(world, installed, { "CAM-1": 2 }, { shippingAddress: SEVILLE });
  const second = await order(world, installed, { "CAM-1": 2 }, { shippingAddress: MADRID });
  expect(places(installed, first)).toEqual({ "Almacén Madrid": 2 });
  shrink(world, installed, "CAM-1", "Sevilla", -4);
  await world.settle(installed);
  await world.advance(installed, 10 * SECOND);
  return { first, second };
}

test("open orders are looked over together when it is time, and what gains moves", async () => {
  await lookEvery(1);
  const { first, second } = await stockCame();
  await world.advance(installed, 80 * MINUTE);
  expect(places(installed, first)).toEqual({ "Tienda Sevilla": 2 });
  expect(places(installed, second)).toEqual({ "Almacén Madrid": 2 });
  expect(await decisions(world, installed, first)).toMatchObject([
    { cause: "new" },
    { outcome: "move", cause: "together" },
  ]);
  await expectMirror(world, installed);
});

test("never without the merchant's wish, nor in observe", async () => {
  const { first } = await stockCame();
  await world.advance(installed, 80 * MINUTE);
  expect(places(installed, first)).toEqual({ "Almacén Madrid": 2 });
  await world.owner.query("delete from effect_switch where shop_id = $1", [installed.shopId]);
  await lookEvery(1);
  await world.advance(installed, 80 * MINUTE);
  expect(await decisions(world, installed, first)).toHaveLength(1);
});
