import { afterAll, beforeAll, expect, test } from "vitest";
import { deactivateLocation, deleteLocation, openLocation, updateLocation } from "../devshop/state/change-catalog.ts";
import { addTags, cancelOrder, removeUnits } from "../devshop/state/change-order.ts";
import { updateItem } from "../devshop/state/change-products.ts";
import { createFulfillmentEvent } from "../devshop/state/delivery-events.ts";
import { createFulfillment } from "../devshop/state/fulfil.ts";
import { moveFulfillmentOrder } from "../devshop/state/move.ts";
import type { Order } from "../devshop/state/orders.ts";
import { mirrorView } from "../devshop/state/mirror-view.ts";
import { spanishShop } from "../factories/shops.ts";
import { readMirror } from "../setup/mirror.ts";
import { openWorld, type TestWorld } from "../setup/world.ts";
import {
  decisions,
  expectMirror,
  happen,
  HOUR,
  location,
  MINUTE,
  onlyPart,
  order,
  place,
  rows,
  SECOND,
  shrink,
  switchOn,
  timeline,
} from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

async function missed(kind: string): Promise<number> {
  const text = await (await fetch(`${world.appUrl}/metrics`)).text();
  return Number(new RegExp(`entrega_missed_changes_total\\{kind="${kind}"\\} (\\d+)`).exec(text)?.[1] ?? "0");
}

test("everything that happened while no webhook arrived for an hour is found by one reconcile, and counted by kind", async () => {
  const installed = await world.install(spanishShop());
  const { shop } = installed;
  const { world: state } = world.devshop;
  await switchOn(world, installed, "route");
  const madrid = () => order(world, installed, { "CAM-1": 1 });
  const [tagged, cancelled, edited, moved, shipped] = [
    await madrid(),
    await madrid(),
    await order(world, installed, { "TAZ-1": 2 }),
    await madrid(),
    await madrid(),
  ];
  await world.advance(installed, 16 * MINUTE);
  const before = await Promise.all(["order", "fulfillmentOrder", "inventoryItem", "inventoryLevel"].map(missed));

  world.devshop.knobs.webhooks.drop = 1;
  const fresh: Order[] = [];
  const whatHappens = [
    () => addTags(state, shop, tagged, ["vip"]),
    () => cancelOrder(state, shop, { orderId: cancelled.id, reason: "CUSTOMER", restock: true, refund: true }),
    () => removeUnits(state, shop, { orderId: edited.id, lineItemId: edited.lines[0]?.id ?? "", quantity: 1 }),
    () =>
      moveFulfillmentOrder(state, shop, {
        id: onlyPart(installed, moved).id,
        newLocationId: location(installed, "Barcelona"),
        lines: null,
      }),
    () =>
      createFulfillment(state, shop, {
        parts: [{ fulfillmentOrderId: onlyPart(installed, shipped).id, lines: null }],
        tracking: { company: "Correos", numbers: ["ES1"] },
      }),
    () => fresh.push(place(world, installed, { "CAM-1": 4 })),
    () => {
      shrink(world, installed, "TAZ-1", "Barcelona", 2);
    },
    () => {
      const item = [...shop.items.values()].find((each) => each.sku === "POS-1");
      if (item) updateItem(state, shop, item, { grams: 150 });
    },
  ];
  for (const act of whatHappens) {
    act();
    await world.clock.advance(HOUR / whatHappens.length);
  }
  world.devshop.knobs.webhooks.drop = 0;

  await world.advance(installed, 15 * MINUTE);
  await expectMirror(world, installed);
  const after = await Promise.all(["order", "fulfillmentOrder", "inventoryItem", "inventoryLevel"].map(missed));
  expect(after.map((count, index) => count - (before[index] ?? 0)).every((count) => count > 0)).toBe(true);
  expect(await timeline(world, installed, cancelled)).toContain("order.cancelled");
  expect(await timeline(world, installed, edited)).toContain("order.units_changed");
  expect(await timeline(world, installed, moved)).toContain("routing.pinned");
  expect(await timeline(world, installed, shipped)).toContain("fulfillment.created");
  expect(await decisions(world, installed, fresh[0])).toMatchObject([{ mode: "live" }]);

  const again = await missed("order");
  await world.advance(installed, 16 * MINUTE);
  expect(await missed("order")).toBe(again);
  await expectMirror(world, installed);
});

test("a location that was changed, opened or deleted while nobody told is found by reconcile", async () => {
  const installed = await world.install(spanishShop());
  const { shop } = installed;
  const { world: state } = world.devshop;
  const [seville, barcelona] = ["Sevilla", "Barcelona"].map((name) => shop.locations.get(location(installed, name)));
  if (!seville || !barcelona) throw new Error("the shop has other locations");
  world.devshop.knobs.webhooks.drop = 1;
  await world.clock.advance(MINUTE);
  updateLocation(state, shop, seville, { fulfillsOnlineOrders: false });
  openLocation(state, shop, { name: "Valencia", address: { city: "Valencia", countryCode: "ES" } });
  deactivateLocation(state, shop, barcelona);
  deleteLocation(state, shop, barcelona);
  world.devshop.knobs.webhooks.drop = 0;
  await world.advance(installed, 16 * MINUTE);
  const { locations } = mirrorView(shop);
  expect((await readMirror(world.owner, installed.shopId)).locations).toEqual(locations);
  expect(locations).toHaveLength(3);
});

test("a parcel whose delivery nobody told is found by reconcile, and the order is delivered", async () => {
  const installed = await world.install(spanishShop());
  const { shop } = installed;
  const { world: state } = world.devshop;
  const placed = await order(world, installed, { "CAM-1": 1 });
  const parts = [{ fulfillmentOrderId: onlyPart(installed, placed).id, lines: null }];
  const sent = await happen(
    world,
    installed,
    createFulfillment(state, shop, { parts, tracking: { company: "Correos", numbers: ["ES2"] } }),
  );
  await world.advance(installed, MINUTE);
  world.devshop.knobs.webhooks.drop = 1;
  const place = {
    address1: null,
    city: null,
    province: null,
    country: null,
    zip: null,
    latitude: null,
    longitude: null,
  };
  createFulfillmentEvent(state, shop, {
    fulfillmentId: sent.id,
    status: "DELIVERED",
    happenedAt: null,
    estimatedDeliveryAt: null,
    message: null,
    place,
  });
  world.devshop.knobs.webhooks.drop = 0;
  await world.advance(installed, 16 * MINUTE);
  const [stored] = await rows(world, "select stage from shop_order where shop_id = $1", [installed.shopId]);
  expect(stored).toEqual({ stage: "delivered" });
  await expectMirror(world, installed);
});

test("a reconcile that loses its lease, or meets a fault half way, changes nothing and is done again in full", async () => {
  const installed = await world.install(spanishShop());
  world.devshop.knobs.webhooks.drop = 1;
  place(world, installed, { "CAM-1": 1 });
  await world.clock.advance(10 * SECOND);
  world.devshop.knobs.webhooks.drop = 0;
  const reconciledTo = async () =>
    (await rows(world, "select reconciled_to from shop_profile where shop_id = $1", [installed.shopId]))[0];
  const before = await reconciledTo();
  world.devshop.admin.interferences.add("ChangedItems", { kind: "serverError" });
  await expect(world.advance(installed, 15 * MINUTE)).rejects.toThrow(/500/);
  expect(await reconciledTo()).toEqual(before);
  await world.advance(installed, MINUTE);
  expect(await reconciledTo()).not.toEqual(before);
  await expectMirror(world, installed);
});

test("deliveries are kept for two days and then pruned, those for shops we do not know too", async () => {
  const installed = await world.install(spanishShop());
  await order(world, installed, { "CAM-1": 1 });
  const count = async () =>
    (await rows(world, "select count(*)::int as count from delivery where shop_id = $1", [installed.shopId]))[0];
  const before = await count();
  expect(before).not.toEqual({ count: 0 });
  const stranger = `stranger-${installed.shop.domain}`;
  await world.owner.query(
    `insert into stray_delivery (domain, topic, webhook_id, received_at)
     select $1, 'orders/create', age::text, now() - age * interval '1 hour' from unnest(array[47, 49]) age`,
    [stranger],
  );
  const strays = () => rows(world, "select webhook_id from stray_delivery where domain = $1", [stranger]);
  // The receiver stamps them with the machine's time, whatever the shop's clock shows.
  const age = "update delivery set received_at = received_at - $2 * interval '1 hour' where shop_id = $1";
  await world.owner.query(age, [installed.shopId, 47]);
  await world.advance(installed, 16 * MINUTE);
  expect(await count()).toEqual(before);
  expect(await strays()).toEqual([{ webhook_id: "47" }]);
  await world.owner.query(age, [installed.shopId, 2]);
  await world.advance(installed, 16 * MINUTE);
  expect(await count()).toEqual({ count: 0 });
});
