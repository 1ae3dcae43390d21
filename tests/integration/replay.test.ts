import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MADRID } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { always, contents, draft, replayed, replayModules, WHO, type ReplayModules } from "./replay-steps.ts";
import { clickAgain, DAY, intents, location, order, rows, switchOn } from "./steps.ts";

let world: TestWorld;
let app: ReplayModules;
let installed: InstalledShop;
beforeAll(async () => {
  world = await openWorld();
  app = await replayModules();
});
beforeEach(async () => {
  installed = await world.install(spanishShop());
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

const now = () => world.clock.now();
const notFrom = (name: string) =>
  always("r-1", {
    do: "excludeLocations",
    where: { field: "location.id", op: "isOneOf", value: [location(installed, name)] },
  } as never);

describe("a draft that is tried on the past", () => {
  test("has no effect: Shopify hears nothing, and no table but replay's own is another", async () => {
    await switchOn(world, installed, "route", "hold");
    await order(world, installed, { "CAM-1": 4 });
    await order(world, installed, { "TAZ-1": 2 }, { shippingAddress: MADRID });
    await order(world, installed, { "POS-1": 3 });
    const drafted = await draft(app, installed, [notFrom("Sevilla")], now());
    const before = { tables: await contents(world), intents: await intents(world, installed) };
    const asked = structuredClone(world.devshop.counters());

    const { replay, rows: changed } = await replayed(app, world, installed, drafted);

    expect(replay).toMatchObject({ status: "done", done: 3, total: 3 });
    expect(changed).toHaveLength(3);
    expect(changed[0]).toMatchObject({ change: "moved", after: { rules: ["r-1"] } });
    expect(world.devshop.counters()).toEqual(asked);
    expect(await intents(world, installed)).toEqual(before.intents);
    const tables = await contents(world);
    const others = Object.keys(tables).filter((name) => tables[name] !== before.tables[name]);
    // The lane that ran it is the work list.
    expect(others.sort()).toEqual(["replay", "replay_order", "shop_lane"]);
  });
});
