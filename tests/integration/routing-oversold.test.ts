import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { MADRID } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { told } from "./order-acts-steps.ts";
import { decisions, expectMirror, location, MINUTE, order, places, shrink, switchOn } from "./steps.ts";

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

/** Two orders of Madrid, and then units are gone there (of ten shirts; Seville has five): one is missing. */
async function oneShort() {
  const first = await order(world, installed, { "CAM-1": 3 }, { shippingAddress: MADRID });
  await world.advance(installed, MINUTE);
  const second = await order(world, installed, { "CAM-1": 3 }, { shippingAddress: MADRID });
  for (const placed of [first, second]) expect(places(installed, placed)).toEqual({ "Almacén Madrid": 3 });
  shrink(world, installed, "CAM-1", "Madrid", 5);
  await world.settle(installed);
  return { first, second };
}

const aLook = async () => {
  await world.advance(installed, 16 * MINUTE);
  await world.advance(installed, MINUTE);
};

test("what a location can no longer serve is routed to one that can, the newest order only, and the order says why", async () => {
  const { first, second } = await oneShort();
  await aLook();
  expect(places(installed, first)).toEqual({ "Almacén Madrid": 3 });
  expect(places(installed, second)).toEqual({ "Tienda Sevilla": 3 });
  expect(await decisions(world, installed, second)).toMatchObject([
    { cause: "new" },
    { cause: "oversold", outcome: "move", mode: "live" },
  ]);
  expect(await told(world, installed, second, "routing.oversold")).toMatchObject([
    { locationId: location(installed, "Madrid") },
  ]);
  await aLook();
  expect(await decisions(world, installed, first)).toHaveLength(1);
  await expectMirror(world, installed);
});

test("what nobody else has stays where it is, and is not decided again and again", async () => {
  const { first, second } = await oneShort();
  shrink(world, installed, "CAM-1", "Sevilla", 5);
  await aLook();
  await aLook();
  for (const placed of [first, second]) {
    expect(places(installed, placed)).toEqual({ "Almacén Madrid": 3 });
    expect(await decisions(world, installed, placed)).toHaveLength(1);
  }
  // It comes, and a look finds it.
  shrink(world, installed, "CAM-1", "Sevilla", -5);
  await aLook();
  await aLook();
  expect(places(installed, second)).toEqual({ "Tienda Sevilla": 3 });
});

test("in observe it is offered: decided and shown once, and nothing is moved", async () => {
  await world.owner.query("delete from effect_switch where shop_id = $1", [installed.shopId]);
  const { second } = await oneShort();
  await aLook();
  await aLook();
  expect(places(installed, second)).toEqual({ "Almacén Madrid": 3 });
  expect(await decisions(world, installed, second)).toMatchObject([
    { cause: "new" },
    { cause: "oversold", outcome: "move", mode: "observe" },
  ]);
});
