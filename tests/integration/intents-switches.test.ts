/** From when on an effect may be carried out. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type TestWorld } from "../setup/world.ts";
import { switchOn } from "./shipping-steps.ts";
import { decisions, order } from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

test("an order that comes within the second of the click came after it, although Shopify's time of it is the second's beginning", async () => {
  const installed = await world.install(spanishShop());
  await order(world, installed, { "CAM-1": 4 });
  await world.clock.advance(1_700 - (world.clock.now().getTime() % 1_000));
  await switchOn(world, installed, "route");
  await order(world, installed, { "CAM-1": 4 });
  expect((await decisions(world, installed)).map(({ mode }) => mode)).toEqual(["observe", "live"]);
});
