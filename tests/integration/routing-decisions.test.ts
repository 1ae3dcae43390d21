import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { deactivateLocation } from "../devshop/state/change-catalog.ts";
import type { Order } from "../devshop/state/orders.ts";
import { disconnectLevel, activeLevel } from "../devshop/state/stock.ts";
import { MADRID } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import {
  attention,
  claims,
  clickAgain,
  decisions,
  expectMirror,
  happen,
  intents,
  location,
  MINUTE,
  onlyPart,
  order,
  place,
  places,
  ran,
  rows,
  SECOND,
  shrink,
  switchOn,
  timeline,
} from "./steps.ts";

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

const MOVED = { kind: "fulfillmentOrder.move", status: "done" };
const decided = (placed?: Order) => decisions(world, installed, placed);

describe("where an order ships from", () => {
  test("it stays where Shopify put it when that is the best", async () => {
    const placed = await order(world, installed, { "CAM-1": 4 }, { shippingAddress: MADRID });
    expect(await decided()).toEqual([{ outcome: "stay", mode: "live", cause: "new" }]);
    expect(await intents(world, installed)).toEqual([]);
    expect(places(installed, placed)).toEqual({ "Almacén Madrid": 4 });
  });

  test("it is split when no single place has everything", async () => {
    const placed = place(world, installed, { "CAM-1": 7 });
    shrink(world, installed, "CAM-1", "Madrid", 7);
    await world.advance(installed, 10 * SECOND);
    expect(await decided()).toEqual([{ outcome: "split", mode: "live", cause: "new" }]);
    expect(await intents(world, installed)).toEqual([MOVED]);
    expect(places(installed, placed)).toEqual({ "Almacén Madrid": 2, "Tienda Sevilla": 5 });
    for (let time = 0; time < 3; time += 1) await world.advance(installed, 16 * MINUTE);
    expect(await decided()).toHaveLength(1);
    await expectMirror(world, installed);
  });

  test("split, each of its parcels gets its label, also the one that stays where it was", async () => {
    await switchOn(world, installed, "ship");
    await world.connectCarrier(installed);
    const placed = place(world, installed, { "CAM-1": 7 });
    shrink(world, installed, "CAM-1", "Madrid", 7);
    await world.advance(installed, 10 * SECOND);
    expect(await decided()).toEqual([{ outcome: "split", mode: "live", cause: "new" }]);
    await world.advance(installed, MINUTE);
    expect(placed.fulfillmentIds).toHaveLength(2);
    await expectMirror(world, installed);
  });

  test("it is held when nothing fits and holding is on, and says why", async () => {
    await switchOn(world, installed, "hold");
    const placed = await order(world, installed, { "POS-1": 3 });
    expect(await decided()).toEqual([{ outcome: "hold", mode: "live", cause: "new" }]);
    expect(onlyPart(installed, placed)).toMatchObject({
      status: "ON_HOLD",
      holds: [{ reason: "INVENTORY_OUT_OF_STOCK" }],
    });
    expect(onlyPart(installed, placed).holds[0]?.reasonNotes).toMatch(/no location and no combination/);
    expect(await attention(world, installed, placed)).toBe("held");
    for (let time = 0; time < 3; time += 1) await world.advance(installed, 16 * MINUTE);
    expect(await decided()).toHaveLength(1);
    await expectMirror(world, installed);
  });

  test("when nothing fits and holding is off it is left alone, and a person is told", async () => {
    const placed = await order(world, installed, { "POS-1": 3 });
    expect(await decided()).toEqual([{ outcome: "unroutable", mode: "live", cause: "new" }]);
    expect(onlyPart(installed, placed).status).toBe("OPEN");
    expect(await attention(world, installed, placed)).toBe("unroutable");
  });

  test("a location that was closed is not chosen", async () => {
    const { shop } = installed;
    const seville = shop.locations.get(location(installed, "Sevilla"));
    if (!seville) throw new Error("no Seville");
    await happen(world, installed, deactivateLocation(world.devshop.world, shop, seville));
    const placed = await order(world, installed, { "CAM-1": 4 });
    expect(await decided()).toEqual([{ outcome: "stay", mode: "live", cause: "new" }]);
    expect(places(installed, placed)).toEqual({ "Almacén Madrid": 4 });
  });

  test("an order paid later is routed at once", async () => {
    await order(world, installed, { "CAM-1": 4 }, { financialStatus: "PENDING", riskLevel: "PENDING" });
    expect(await intents(world, installed)).toEqual([MOVED]);
  });
});

describe("observing", () => {
  test("a shop that switched nothing on sees every decision, and Shopify is not written to", async () => {
    const quiet = await world.install(spanishShop());
    const before = { ...world.devshop.counters().adminApi.operations };
    await order(world, quiet, { "CAM-1": 4 });
    const held = await order(world, quiet, { "POS-1": 3 });
    expect(await decisions(world, quiet)).toEqual([
      { outcome: "move", mode: "observe", cause: "new" },
      { outcome: "unroutable", mode: "observe", cause: "new" },
    ]);
    expect(await intents(world, quiet)).toEqual([]);
    expect(await attention(world, quiet, held)).toBe("unroutable");
    for (const operation of ["MoveFulfillmentOrder", "HoldFulfillmentOrder"])
      expect(ran(world, operation)).toBe(before[operation] ?? 0);
    const [claim] = await rows(world, "select 1 from routing_claim where shop_id = $1", [quiet.shopId]);
    expect(claim).toBeUndefined();
  });

  test("orders older than the switch are not touched, also when they are looked at again", async () => {
    const quiet = await world.install(spanishShop());
    world.devshop.knobs.state.routingDelayMs = 5 * SECOND;
    const old = place(world, quiet, { "CAM-1": 4 });
    await world.advance(quiet, SECOND); // it is in the mirror, its fulfillment order is not there yet
    world.devshop.knobs.state.routingDelayMs = SECOND;
    await switchOn(world, quiet, "route", "hold");
    await world.advance(quiet, 10 * SECOND);
    expect(await decisions(world, quiet)).toEqual([{ outcome: "move", mode: "observe", cause: "new" }]);
    expect(places(quiet, old)).toEqual({ "Almacén Madrid": 4 });
    const young = await order(world, quiet, { "CAM-1": 4 });
    expect(places(quiet, young)).toEqual({ "Tienda Sevilla": 4 });
    expect(places(quiet, old)).toEqual({ "Almacén Madrid": 4 });
  });

  test("a click on an old order counts", async () => {
    const quiet = await world.install(spanishShop());
    const old = await order(world, quiet, { "CAM-1": 4 });
    await switchOn(world, quiet, "route");
    await clickAgain(world, quiet, old);
    await world.settle(quiet);
    expect(await decisions(world, quiet)).toMatchObject([{ mode: "observe" }, { mode: "live", cause: "person" }]);
    expect(places(quiet, old)).toEqual({ "Tienda Sevilla": 4 });
  });
});

describe("the last units", () => {
  test("of two orders for them at the same moment only one is moved there", async () => {
    const [first, second] = [place(world, installed, { "CAM-1": 4 }), place(world, installed, { "CAM-1": 4 })];
    await world.advance(installed, 10 * SECOND);
    const both = [places(installed, first), places(installed, second)];
    expect(both).toContainEqual({ "Tienda Sevilla": 4 });
    expect(both).not.toEqual([{ "Tienda Sevilla": 4 }, { "Tienda Sevilla": 4 }]);
    expect(await claims(world, installed)).toBe(0);
    await expectMirror(world, installed);
  });

  test("are not promised twice while the first move waits", async () => {
    world.devshop.admin.interferences.add("MoveFulfillmentOrder", { kind: "late", afterMs: 40 * SECOND });
    const first = await order(world, installed, { "CAM-1": 4 });
    expect(await claims(world, installed)).toBe(4);
    const second = await order(world, installed, { "CAM-1": 4 });
    for (let time = 0; time < 4; time += 1) await world.advance(installed, 30 * SECOND);
    expect(places(installed, first)).toEqual({ "Tienda Sevilla": 4 });
    expect(places(installed, second)).not.toEqual({ "Tienda Sevilla": 4 });
    const item = [...installed.shop.items.values()].find((each) => each.sku === "CAM-1");
    const shelf = activeLevel(installed.shop, item?.id ?? "", location(installed, "Sevilla"));
    expect(shelf?.quantities.available).toBeGreaterThanOrEqual(0);
    expect(await claims(world, installed)).toBe(0);
    await expectMirror(world, installed);
  });
});

describe("a refusal by Shopify", () => {
  test("rules the place out, the next best is taken, the reason is kept, and nobody needs to look any more", async () => {
    const { shop } = installed;
    const item = [...shop.items.values()].find((each) => each.sku === "TAZ-1");
    const placed = place(world, installed, { "TAZ-1": 3 }, { shippingAddress: MADRID });
    shrink(world, installed, "TAZ-1", "Sevilla", 9);
    shrink(world, installed, "TAZ-1", "Madrid", -5);
    // Between our question and our move, Madrid stops stocking the cup.
    world.devshop.admin.interferences.add("MoveFulfillmentOrder", {
      kind: "meanwhile",
      act: () => {
        const level = activeLevel(shop, item?.id ?? "", location(installed, "Madrid"));
        if (level) disconnectLevel(world.devshop.world, shop, level);
      },
    });
    await world.advance(installed, 10 * SECOND);
    expect(await decided()).toEqual([
      { outcome: "move", mode: "live", cause: "new" },
      { outcome: "move", mode: "live", cause: "rejected" },
    ]);
    expect((await intents(world, installed)).map(({ status }) => status)).toEqual(["refused", "done"]);
    expect(places(installed, placed)).toEqual({ "Tienda Barcelona": 3 });
    expect(await timeline(world, installed, placed)).toContain("routing.refused");
    const [routed] = await rows(world, "select refusals from routing_case where shop_id = $1", [installed.shopId]);
    expect(routed).toEqual({ refusals: [{ locationId: location(installed, "Madrid"), code: "moveRefused" }] });
    expect(await attention(world, installed, placed)).toBe("");
    await expectMirror(world, installed);
  });

  test("that leaves nothing better keeps the order where it is, and nobody needs to look any more", async () => {
    const { shop } = installed;
    const item = [...shop.items.values()].find((each) => each.sku === "CAM-1");
    world.devshop.admin.interferences.add("MoveFulfillmentOrder", {
      kind: "meanwhile",
      act: () => {
        const level = activeLevel(shop, item?.id ?? "", location(installed, "Sevilla"));
        if (level) disconnectLevel(world.devshop.world, shop, level);
      },
    });
    const placed = await order(world, installed, { "CAM-1": 4 });
    expect(await decided()).toMatchObject([{ outcome: "move" }, { outcome: "stay", cause: "rejected" }]);
    expect(places(installed, placed)).toEqual({ "Almacén Madrid": 4 });
    expect(await attention(world, installed, placed)).toBe("");
    await expectMirror(world, installed);
  });
});
