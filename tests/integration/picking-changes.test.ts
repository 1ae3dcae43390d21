import { afterAll, beforeAll, expect, test } from "vitest";
import { parseId, type OrderId } from "../../app/core/ids.ts";
import { cancelOrder } from "../devshop/state/change-order.ts";
import type { Order } from "../devshop/state/orders.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { ANA, openWarehouse, placeOrders, startBatch, tasks, worker } from "./picking-steps.ts";
import { happen, intents, timeline } from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

const ana = (installed: InstalledShop) => worker(world, installed, ANA);

test("an order that is cancelled while it is picked is void: the next scan says so, and what was picked is to be put back", async () => {
  const installed = await openWarehouse(world);
  const placed = await placeOrders(world, installed, [{ "CAM-1": 2 }, { "TAZ-1": 1 }]);
  const batchId = await startBatch(world, installed, placed);
  await ana(installed).scan(batchId, ["CAM-1"]);
  const [first] = placed;
  if (!first) throw new Error("no order");
  await happen(
    world,
    installed,
    cancelOrder(world.devshop.world, installed.shop, {
      orderId: first.id,
      refund: false,
      restock: true,
      reason: "CUSTOMER",
    }),
  );
  expect(await ana(installed).scan(batchId, ["CAM-1"])).toEqual(["wrong"]);
  const walk = await ana(installed).walk(batchId);
  expect(walk.putBacks).toMatchObject([{ orderName: first.name, reason: "cancelled", units: 1 }]);
  expect(await tasks(world, installed, batchId)).toMatchObject([
    { status: "void", reason: "cancelled" },
    { status: "open" },
  ]);
  const [voided] = await tasks(world, installed, batchId);
  await ana(installed).pack(voided?.id ?? "", { do: "putBack" });
  expect((await ana(installed).walk(batchId)).putBacks).toEqual([]);
  expect(await timeline(world, installed, first)).toContain("pick.voided");
});

test("an order is not shipped when it is cancelled between packing and the click", async () => {
  const installed = await openWarehouse(world);
  const [placed] = await placeOrders(world, installed, [{ "CAM-1": 1 }]);
  if (!placed) throw new Error("no order");
  const batchId = await startBatch(world, installed, [placed]);
  await ana(installed).scan(batchId, ["CAM-1"]);
  const [task] = await tasks(world, installed, batchId);
  await ana(installed).check(task?.id ?? "", ["CAM-1"]);
  await happen(
    world,
    installed,
    cancelOrder(world.devshop.world, installed.shop, {
      orderId: placed.id,
      refund: false,
      restock: true,
      reason: "CUSTOMER",
    }),
  );
  expect(await ana(installed).pack(task?.id ?? "", { do: "ship", weight: "", sure: "yes" })).toEqual({
    status: "refused",
    code: "void",
  });
  expect(await intents(world, installed)).toEqual([]);
});

test("an order that changes its address: its paper is void, and nobody ships it before they have seen that", async () => {
  const installed = await openWarehouse(world);
  const [placed] = await placeOrders(world, installed, [{ "CAM-1": 1 }]);
  if (!placed) throw new Error("no order");
  const batchId = await startBatch(world, installed, [placed]);
  await ana(installed).scan(batchId, ["CAM-1"]);
  const [task] = await tasks(world, installed, batchId);
  const id = task?.id ?? "";
  await ana(installed).check(id, ["CAM-1"]);
  expect(await ana(installed).station(`P${id}-1`)).toEqual({ status: "found", taskId: id });
  const { shippingAddress } = placed;
  if (!shippingAddress) throw new Error("no address");
  placed.shippingAddress = { ...shippingAddress, address1: "Calle Feria 7" };
  placed.updatedAt = world.clock.now();
  await reread(installed, placed);
  expect(await ana(installed).station(`P${id}-1`)).toEqual({ status: "oldPaper", taskId: id });
  const ship = { do: "ship", weight: "", sure: "no" };
  expect(await ana(installed).pack(id, ship)).toEqual({ status: "refused", code: "news" });
  await ana(installed).pack(id, { do: "seen" });
  expect(await ana(installed).pack(id, ship)).toEqual({ status: "did", did: "ship" });
});

/** Shopify says that the order changed. */
async function reread(installed: InstalledShop, placed: Order): Promise<void> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { markChanged } = await import("../../app/platform/marks.server.ts");
  await inShop(installed.shopId, (tx) =>
    markChanged(tx, [{ kind: "order", objectId: parseId<OrderId>(placed.id) }], world.clock.now()),
  );
  await world.settle(installed);
}
