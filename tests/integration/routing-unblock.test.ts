import { afterAll, beforeAll, expect, test } from "vitest";
import { parseId, type OrderId } from "../../app/core/ids.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type TestWorld } from "../setup/world.ts";
import { always, draft, goLive, replayModules } from "./replay-steps.ts";
import { location, order } from "./steps.ts";

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
