import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { LocationId } from "../../app/core/ids.ts";
import type { LocationSettings } from "../../app/features/locations/domain/settings.ts";
import { SEVILLE } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { decisions, expectMirror, HOUR, location, MINUTE, order, places, switchOn, timeline } from "./steps.ts";

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

const ALWAYS: LocationSettings["hours"] = [0, 1, 2, 3, 4, 5, 6].map(() => [{ from: 0, to: 1440 }]) as never;

/** A place that is open day and night has half an hour to take an order up. */
async function hasHalfAnHour(name = "Sevilla"): Promise<void> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { saveLocationSettings } = await import("../../app/features/locations/store.server.ts");
  const { usualSettings } = await import("../../app/features/locations/domain/settings.ts");
  const settings = { ...usualSettings("Europe/Madrid"), hours: ALWAYS, acceptMinutes: 30 };
  const id = location(installed, name) as LocationId;
  await inShop(installed.shopId, (tx) => saveLocationSettings(tx, [{ id, settings }], "7", world.clock.now()));
}

test("what a store does not take up in time is routed to the next best, once, and the ledger says why", async () => {
  await hasHalfAnHour();
  const placed = await order(world, installed, { "CAM-1": 4 }, { shippingAddress: SEVILLE });
  expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 4 });
  await world.advance(installed, 16 * MINUTE);
  expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 4 });
  await world.advance(installed, HOUR);
  expect(places(installed, placed)).toEqual({ "Almacén Madrid": 4 });
  expect(await timeline(world, installed, placed)).toContain("fulfillment_order.unanswered");
  const before = (await decisions(world, installed, placed)).length;
  await world.advance(installed, 3 * HOUR);
  expect(await decisions(world, installed, placed)).toHaveLength(before);
  await expectMirror(world, installed);
});

test("where nobody else can ship it, it stays and is not asked about again", async () => {
  await hasHalfAnHour("Madrid");
  const placed = await order(world, installed, { "POS-1": 1 });
  await world.advance(installed, 2 * HOUR);
  expect(places(installed, placed)).toEqual({ "Almacén Madrid": 1 });
  expect(await decisions(world, installed, placed)).toMatchObject([
    { cause: "new" },
    { outcome: "stay", cause: "rejected" },
  ]);
});

test("in observe nothing is moved", async () => {
  await world.owner.query("delete from effect_switch where shop_id = $1", [installed.shopId]);
  await hasHalfAnHour();
  const placed = await order(world, installed, { "TAZ-1": 1 }, { shippingAddress: SEVILLE });
  const before = places(installed, placed);
  await world.advance(installed, 2 * HOUR);
  expect(places(installed, placed)).toEqual(before);
  expect(await timeline(world, installed, placed)).not.toContain("fulfillment_order.unanswered");
});
