import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MADRID, SEVILLE } from "../factories/people.ts";
import { createFulfillment } from "../devshop/state/fulfil.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import {
  decisions,
  expectMirror,
  happen,
  MINUTE,
  onlyPart,
  order,
  places,
  rows,
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
  await switchOn(world, installed, "route");
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

async function lookEvery(hours: number, shockUnits = 0): Promise<void> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { writeCostModel } = await import("../../app/features/routing/public.server.ts");
  const { DEFAULT_COST_MODEL } = await import("../../app/features/routing/domain/cost.ts");
  const costs = { ...DEFAULT_COST_MODEL, rebalanceHours: hours, shockUnits, perKgPer100KmMinor: 200 };
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

test("so is the open rest of an order that has shipped in part, which leaves what has shipped where it was", async () => {
  await lookEvery(1);
  shrink(world, installed, "CAM-1", "Sevilla", 5);
  await world.settle(installed);
  const placed = await order(world, installed, { "CAM-1": 4 }, { shippingAddress: SEVILLE });
  await order(world, installed, { "CAM-1": 2 }, { shippingAddress: MADRID });
  const part = onlyPart(installed, placed);
  const [line] = part.lines;
  if (!line) throw new Error("no line");
  const lines = [{ id: line.id, quantity: 1 }];
  await happen(
    world,
    installed,
    createFulfillment(world.devshop.world, installed.shop, {
      parts: [{ fulfillmentOrderId: part.id, lines }],
      tracking: null,
    }),
  );
  expect(part.status).toBe("IN_PROGRESS");
  shrink(world, installed, "CAM-1", "Sevilla", -4);
  await world.settle(installed);
  await world.advance(installed, 80 * MINUTE);
  await world.advance(installed, MINUTE);
  expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 3 });
  expect(await decisions(world, installed, placed)).toMatchObject([
    { cause: "new" },
    { outcome: "move", cause: "together" },
  ]);
  await expectMirror(world, installed);
});

describe("a delivery", () => {
  const reconciled = async (times: number) => {
    for (let n = 0; n < times; n++) await world.advance(installed, 16 * MINUTE);
  };
  /** The first look of all, at nothing, after which Seville has lost all it had: it is a week to the next. */
  const lookOnce = async (shockUnits: number) => {
    await lookEvery(168, shockUnits);
    await world.advance(installed, 20 * MINUTE);
    shrink(world, installed, "CAM-1", "Sevilla", 5);
    // What nobody explains is in the ledger after two reconciles.
    await reconciled(3);
  };
  const comes = async () => {
    const first = await order(world, installed, { "CAM-1": 2 }, { shippingAddress: SEVILLE });
    await order(world, installed, { "CAM-1": 2 }, { shippingAddress: MADRID });
    expect(places(installed, first)).toEqual({ "Almacén Madrid": 2 });
    shrink(world, installed, "CAM-1", "Sevilla", -4);
    // Until the ledger knows of it, and a look finds it at rest.
    await reconciled(4);
    return first;
  };
  const lookedAt = async () => {
    const sql = "select rebalanced_at as at from routing_setting where shop_id = $1";
    return (await rows<{ at: Date }>(world, sql, [installed.shopId]))[0]?.at.getTime();
  };

  test("of what open orders want has them planned together before it is time, once", async () => {
    await lookOnce(2);
    const before = await lookedAt();
    const first = await comes();
    expect(places(installed, first)).toEqual({ "Tienda Sevilla": 2 });
    const looked = await lookedAt();
    expect(looked).toBeGreaterThan(before ?? Infinity);
    await reconciled(4);
    expect(await lookedAt()).toBe(looked);
  });

  test("of fewer units than the merchant wants to hear of changes nothing", async () => {
    await lookOnce(5);
    const before = await lookedAt();
    expect(places(installed, await comes())).toEqual({ "Almacén Madrid": 2 });
    expect(await lookedAt()).toBe(before);
  });
});

test("a location that ships no more, or again, has the open orders planned together", async () => {
  await lookEvery(168, 1);
  await world.advance(installed, 20 * MINUTE);
  const sql = "select rebalanced_at as at from routing_setting where shop_id = $1";
  const lookedAt = async () => (await rows<{ at: Date }>(world, sql, [installed.shopId]))[0]?.at.getTime();
  const before = await lookedAt();
  await world.owner.query(
    "update location set fulfills_online_orders = not fulfills_online_orders where shop_id = $1 and name like '%Sevilla'",
    [installed.shopId],
  );
  await world.advance(installed, 20 * MINUTE);
  expect(await lookedAt()).toBeGreaterThan(before ?? Infinity);
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
