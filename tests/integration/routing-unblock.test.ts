import { afterAll, beforeAll, expect, test } from "vitest";
import { parseId, type OrderId } from "../../app/core/ids.ts";
import type { Rule } from "../../app/features/automation/domain/rule.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type TestWorld } from "../setup/world.ts";
import { always, draft, goLive, replayModules } from "./replay-steps.ts";
import { location, order, place, switchOn } from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

test("an order that a rule keeps from its stock says which rule, where and how much, and what buffers keep", async () => {
  const installed = await world.install(spanishShop());
  const app = await replayModules();
  const { unblocksOfOrder } = await import("../../app/features/routing/public.server.ts");
  const places = [location(installed, "Madrid"), location(installed, "Sevilla")];
  const rule = always("r-1", {
    do: "excludeLocations",
    where: { field: "location.location", op: "isOneOf", value: places },
  });
  const drafted = await draft(app, installed, [rule], world.clock.now());
  await goLive(app, installed, drafted, world.clock.now());
  const placed = await order(world, installed, { "CAM-1": 2 });
  await world.owner.query(
    `insert into buffer_level (shop_id, item_id, location_id, held, target, decided_at)
     select $1, item_id, $2, 3, 3, $3 from inventory_item where shop_id = $1 and sku = 'CAM-1'`,
    [installed.shopId, location(installed, "Madrid"), world.clock.now()],
  );

  const orderId = parseId<OrderId>(placed.id);
  const [found] = await app.inShop(installed.shopId, (tx) => unblocksOfOrder(tx, orderId, world.clock.now()));
  expect(found?.list.map(({ code, units, location: { name } }) => `${code} ${units} ${name}`).sort()).toEqual([
    "buffer 3 Almacén Madrid",
    "ruledOut 10 Almacén Madrid",
    "ruledOut 5 Tienda Sevilla",
  ]);
  expect(found?.list.find(({ code }) => code === "ruledOut")).toMatchObject({ rule: { id: "r-1", name: "Rule r-1" } });
  expect(found?.setOf).toEqual({ "r-1": drafted.setId });
  expect(Object.values(found?.lineOf ?? {})).toHaveLength(1);
});

test("Home and the list of orders have what cannot ship, the oldest first, with the first thing that would let it", async () => {
  const installed = await world.install(spanishShop());
  const app = await replayModules();
  const { homePage } = await import("../../app/features/home/home-page.server.ts");
  const { listOrders } = await import("../../app/features/orders/list.server.ts");
  const { NO_FILTER } = await import("../../app/features/orders/domain/list-filter.ts");
  await switchOn(world, installed, "hold");
  const notFromMadrid = always("r-1", {
    do: "excludeLocations",
    where: { field: "location.location", op: "isOneOf", value: [location(installed, "Madrid")] },
  });
  const wait: Rule = {
    ...always("r-2", { do: "hold", reason: "OTHER", note: "", release: { until: "person" } }),
    when: { field: "order.tags", op: "hasAnyOf", value: ["wait"] },
  };
  const { setId, ...drafted } = await draft(app, installed, [notFromMadrid, wait], world.clock.now());
  await goLive(app, installed, { setId, ...drafted }, world.clock.now());
  const short = place(world, installed, { "CAM-1": 8 });
  const held = place(world, installed, { "TAZ-1": 1 }, { tags: ["wait"] });
  await order(world, installed, { "TAZ-1": 1 });

  const { blocked } = await homePage(installed.shopId, world.clock.now());
  expect(blocked.count).toEqual({ value: 2, more: false });
  expect(blocked.orders.map(({ name }) => name)).toEqual([short.name, held.name]);
  expect(blocked.unblocks).toEqual({
    [short.id]: {
      unblock: expect.objectContaining({
        code: "ruledOut",
        units: 10,
        rule: { id: "r-1", name: "Rule r-1" },
      }) as unknown,
      line: "Camiseta",
      setId,
      more: 0,
    },
  });
  const filter = { ...NO_FILTER, attention: "blocked" } as const;
  const listed = await app.inShop(installed.shopId, (tx) => listOrders(tx, filter, null));
  expect(listed.orders.map(({ name }) => name)).toEqual([held.name, short.name]);
});
