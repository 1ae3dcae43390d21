import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cancelOrder } from "../devshop/state/change-order.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import {
  attention,
  decisions,
  expectMirror,
  happen,
  HOUR,
  intents,
  order,
  places,
  shrink,
  SECOND,
  switchOn,
} from "./steps.ts";

let world: TestWorld;
let installed: InstalledShop;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  installed = await world.install(spanishShop());
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

/** Units come to a shelf (negative: they are gone), and everything that follows happens. */
async function stock(sku: string, place: string, units: number): Promise<void> {
  shrink(world, installed, sku, place, -units);
  await world.settle(installed);
  await world.advance(installed, 10 * SECOND);
}

const outcomes = async () => (await decisions(world, installed)).map(({ outcome, cause }) => `${cause} ${outcome}`);
const released = async () =>
  (await intents(world, installed)).filter(
    ({ kind, status }) => kind === "fulfillmentOrder.release" && status === "done",
  );

describe("what could not be routed", () => {
  test("is held, and shipped when the missing units come, without a click", async () => {
    await switchOn(world, installed, "route", "hold");
    const placed = await order(world, installed, { "POS-1": 3 });
    expect(await outcomes()).toEqual(["new hold"]);
    await stock("POS-1", "Madrid", 2);
    expect(await released()).toHaveLength(1);
    expect(await outcomes()).toEqual(["new hold", "arrived stay"]);
    expect(places(installed, placed)).toEqual({ "Almacén Madrid": 3 });
    expect(await attention(world, installed, placed)).toBe("");
    await expectMirror(world, installed);
  });

  test("stays held while what comes is not enough", async () => {
    await switchOn(world, installed, "route", "hold");
    const placed = await order(world, installed, { "POS-1": 3 });
    await stock("POS-1", "Madrid", 1);
    await world.advance(installed, 7 * HOUR);
    expect(await outcomes()).toEqual(["new hold"]);
    expect(await released()).toEqual([]);
    expect(await attention(world, installed, placed)).toBe("held");
  });

  test("goes to the order that has waited longest", async () => {
    await switchOn(world, installed, "route", "hold");
    const first = await order(world, installed, { "POS-1": 3 });
    const second = await order(world, installed, { "POS-1": 3 });
    await stock("POS-1", "Madrid", 2);
    expect([await attention(world, installed, first), await attention(world, installed, second)]).toEqual(["", "held"]);
    await stock("POS-1", "Madrid", 3);
    expect(await attention(world, installed, second)).toBe("");
  });

  test("does not keep others from what it cannot use itself", async () => {
    await switchOn(world, installed, "route", "hold");
    await order(world, installed, { "POS-1": 100 });
    const small = await order(world, installed, { "POS-1": 1 });
    expect(await outcomes()).toEqual(["new hold", "new stay"]);
    expect(places(installed, small)).toEqual({ "Almacén Madrid": 1 });
  });

  test("that nobody lets us hold is decided again as well", async () => {
    await switchOn(world, installed, "route");
    const placed = await order(world, installed, { "POS-1": 3 });
    expect(await attention(world, installed, placed)).toBe("unroutable");
    await stock("POS-1", "Madrid", 2);
    expect(await outcomes()).toEqual(["new unroutable", "arrived stay"]);
    expect(await attention(world, installed, placed)).toBe("");
  });

  test("and is cancelled meanwhile is not tried again", async () => {
    await switchOn(world, installed, "route", "hold");
    const placed = await order(world, installed, { "POS-1": 3 });
    await happen(
      world,
      installed,
      cancelOrder(world.devshop.world, installed.shop, {
        orderId: placed.id,
        reason: "CUSTOMER",
        restock: true,
        refund: true,
      }),
    );
    await stock("POS-1", "Madrid", 2);
    await world.advance(installed, 7 * HOUR);
    expect(await released()).toEqual([]);
  });
});
