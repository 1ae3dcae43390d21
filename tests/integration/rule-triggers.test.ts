import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addTags } from "../devshop/state/change-order.ts";
import type { Order } from "../devshop/state/orders.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { live, matchesOf } from "./rule-steps.ts";
import { told } from "./order-acts-steps.ts";
import { DAY, decisions, expectMirror, happen, MINUTE, order, place, SECOND, switchOn } from "./steps.ts";

let world: TestWorld;
let installed: InstalledShop;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  installed = await world.install(spanishShop());
  await switchOn(world, installed, "rules");
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

const ALWAYS = { all: [] };
const tags = ({ shop }: InstalledShop, { id }: Order) => shop.orders.get(id)?.tags;
const placedRules = (change = {}) =>
  live(
    world,
    installed,
    [
      {
        id: "new",
        when: ALWAYS,
        then: [
          { do: "addTag", tag: "new" },
          { do: "addNote", text: "Hello" },
        ],
        ...change,
      },
    ],
    { trigger: "order.placed" },
  );
const vip = { field: "order.tags", op: "hasAnyOf", value: ["vip"] } as never;
const changedRules = () =>
  live(world, installed, [{ id: "vip", when: vip, then: [{ do: "addTag", tag: "care" }] }], {
    trigger: "order.changed",
  });
const byPerson = (placed: Order, ...added: string[]) =>
  happen(world, installed, addTags(world.devshop.world, installed.shop, placed, added));

describe("rules for an order that was placed", () => {
  test("are asked once, however often Shopify tells of it, and the order says which", async () => {
    Object.assign(world.devshop.knobs.webhooks, { duplicate: 1 });
    await placedRules();
    const placed = await order(world, installed, { "CAM-1": 1 });
    await byPerson(placed, "other");
    await world.advance(installed, 2 * MINUTE);
    expect(tags(installed, placed)).toEqual(["new", "other"]);
    expect(installed.shop.orders.get(placed.id)?.note).toBe("Hello");
    expect(await matchesOf(world, installed)).toEqual({ new: [1, 0] });
    expect(await told(world, installed, placed, "rules.placed")).toEqual([{ rules: ["Rule new"] }]);
    await expectMirror(world, installed);
  });

  test("are asked of what routing never sees, with its products", async () => {
    const acme = { lines: "all", where: { field: "line.vendor", op: "isKnown" } } as never;
    await placedRules({ when: acme });
    const pickup = { delivery: { methodType: "PICK_UP" } } as const;
    const placed = await order(world, installed, { "CAM-1": 1 }, pickup);
    expect(await decisions(world, installed, placed)).toEqual([]);
    expect(tags(installed, placed)).toEqual(["new"]);
  });

  test("are asked once by two workers that look at the same time", async () => {
    await placedRules();
    const placed = [place(world, installed, { "CAM-1": 1 }), place(world, installed, { "CAM-1": 1 })];
    await world.devshop.webhooks.flush();
    await Promise.all([world.settle(installed), world.settle(installed)]);
    expect(placed.map((each) => tags(installed, each))).toEqual([["new"], ["new"]]);
    expect(await matchesOf(world, installed)).toEqual({ new: [2, 0] });
  });

  test("are not asked of orders from before we were there", async () => {
    await placedRules();
    const old = place(world, installed, { "CAM-1": 1 }, { placedAt: new Date(world.clock.now().getTime() - 5 * DAY) });
    await world.settle(installed);
    await world.advance(installed, 10 * SECOND);
    expect(tags(installed, old)).toEqual([]);
    expect(await matchesOf(world, installed)).toEqual({});
  });

  test("do nothing while their effects are switched off, but are counted and told", async () => {
    installed = await world.install(spanishShop());
    await placedRules();
    const placed = await order(world, installed, { "CAM-1": 1 });
    expect(tags(installed, placed)).toEqual([]);
    expect(await matchesOf(world, installed)).toEqual({ new: [1, 0] });
    expect(await told(world, installed, placed, "rules.placed")).toHaveLength(1);
  });

  test("are those of the order's own shop", async () => {
    await placedRules();
    const other = await world.install(spanishShop());
    await switchOn(world, other, "rules");
    const placed = await order(world, other, { "CAM-1": 1 });
    expect(tags(other, placed)).toEqual([]);
    expect(await matchesOf(world, other)).toEqual({});
  });
});

describe("rules for an order that changed", () => {
  test("are asked when a person changes it, and not for what they wrote themselves", async () => {
    await changedRules();
    const placed = await order(world, installed, { "CAM-1": 1 });
    expect(await matchesOf(world, installed)).toEqual({});
    await byPerson(placed, "vip");
    await world.advance(installed, 10 * MINUTE);
    expect(tags(installed, placed)).toEqual(["care", "vip"]);
    expect(await matchesOf(world, installed)).toEqual({ vip: [1, 0] });
    expect(await told(world, installed, placed, "rules.changed")).toEqual([{ rules: ["Rule vip"] }]);
  });

  test("are not asked for webhooks that tell nothing new", async () => {
    Object.assign(world.devshop.knobs.webhooks, { duplicate: 1 });
    await changedRules();
    const placed = await order(world, installed, { "CAM-1": 1 }, { tags: ["vip"] });
    await world.devshop.webhooks.flush();
    world.devshop.world.emit(installed.shop, { topic: "orders/updated", order: placed });
    await world.advance(installed, 10 * MINUTE);
    expect(await matchesOf(world, installed)).toEqual({});
  });

  test("are asked again for each change, and what they asked once is people's to change", async () => {
    await changedRules();
    const placed = await order(world, installed, { "CAM-1": 1 }, { tags: ["vip"] });
    await byPerson(placed, "a");
    await world.advance(installed, MINUTE);
    await byPerson(placed, "b");
    await world.advance(installed, MINUTE);
    expect(await matchesOf(world, installed)).toEqual({ vip: [2, 0] });
    expect(tags(installed, placed)).toEqual(["a", "b", "care", "vip"]);
  });

  test("leave an order alone for a day that changes without end", async () => {
    await changedRules();
    const placed = await order(world, installed, { "CAM-1": 1 }, { tags: ["vip"] });
    for (let index = 0; index < 23; index++) {
      await byPerson(placed, `t${index}`);
      await world.advance(installed, MINUTE);
    }
    expect(await matchesOf(world, installed)).toEqual({ vip: [20, 0] });
    await world.advance(installed, DAY);
    await byPerson(placed, "next day");
    await world.advance(installed, MINUTE);
    expect(await matchesOf(world, installed)).toEqual({ vip: [21, 0] });
  });
});
