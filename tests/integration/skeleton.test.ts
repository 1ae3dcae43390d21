import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mirrorView } from "../devshop/state/mirror-view.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type TestWorld } from "../setup/world.ts";
import { DAY, decisions, expectMirror, intents, MINUTE, order, places, switchOn, timeline } from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

describe("an order's way through the product", () => {
  test("after installing, the mirror equals the shop", async () => {
    const installed = await world.install(spanishShop());
    expect(mirrorView(installed.shop).levels).toHaveLength(9);
    await expectMirror(world, installed);
  });

  test("in observe a decision is made and shown, and nothing is done", async () => {
    const installed = await world.install(spanishShop());
    const placed = await order(world, installed, { "CAM-1": 4 });
    expect(await decisions(world, installed)).toEqual([{ outcome: "move", mode: "observe", cause: "new" }]);
    expect(await intents(world, installed)).toEqual([]);
    expect(await timeline(world, installed, placed)).toEqual(["order.placed", "routing.decided"]);
    await expectMirror(world, installed);
  });

  test("an order is moved to the nearer shop, once, and the echo of the move decides nothing", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(world, installed, "route");
    const placed = await order(world, installed, { "CAM-1": 4 });
    expect(await decisions(world, installed)).toEqual([{ outcome: "move", mode: "live", cause: "new" }]);
    expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.move", status: "done" }]);
    expect(await timeline(world, installed, placed)).toContain("routing.moved");
    expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 4 });
    await expectMirror(world, installed);
  });

  test("an order that is moved, shipped and delivered is written back, and the mirror equals the shop all the way", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(world, installed, "route", "hold", "ship", "events");
    await world.connectCarrier(installed);
    const placed = await order(world, installed, { "CAM-1": 1 });
    await expectMirror(world, installed);
    for (let day = 0; day < 8; day += 1) await world.advance(installed, DAY);
    expect(await timeline(world, installed, placed)).toEqual(
      expect.arrayContaining([
        "order.placed",
        "routing.decided",
        "parcel.labelled",
        "fulfillment.created",
        "parcel.delivered",
      ]),
    );
    await expectMirror(world, installed);
    await world.advance(installed, MINUTE);
  });
});
