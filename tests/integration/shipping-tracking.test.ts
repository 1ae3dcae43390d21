import { afterAll, beforeAll, expect, test } from "vitest";
import { DEFAULT_KNOBS } from "../devshop/carrier/contract.ts";
import { updateTracking } from "../devshop/state/fulfil.ts";
import { openWorld, type TestWorld } from "../setup/world.ts";
import { HOUR, openShop, placeOrder, rowsOf } from "./shipping-steps.ts";
import { ran } from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld({ start: "2026-11-23T09:00:00Z" }); // a Monday
  world.carrier.turn({ ...DEFAULT_KNOBS, attempted: 0, undocumented: 0 });
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

test("a tracking number that Shopify's page lost is written back once; who takes it away again means it", async () => {
  const installed = await openShop(world, "ship", "events");
  const before = ran(world, "SetTracking");
  const order = await placeOrder(world, installed);
  await world.advance(installed, HOUR);
  const shipped = [...installed.shop.fulfillments.values()].find(({ orderId }) => orderId === order.id);
  const number = shipped?.tracking[0]?.number;
  expect(number).toBeTruthy();
  expect(ran(world, "SetTracking")).toBe(before);

  const lose = async () => {
    updateTracking(world.devshop.world, installed.shop, shipped?.id ?? "", {});
    expect(shipped?.tracking).toEqual([]);
    await world.settle(installed);
    await world.advance(installed, HOUR);
  };
  await lose();
  expect(shipped?.tracking.map((each) => each.number)).toEqual([number]);
  await lose();
  expect(shipped?.tracking).toEqual([]);
  expect(ran(world, "SetTracking")).toBe(before + 1);
  const said = "select 1 from order_event where shop_id = $1 and code = 'tracking.corrected'";
  expect(await rowsOf(world, installed, said)).toHaveLength(1);
});
