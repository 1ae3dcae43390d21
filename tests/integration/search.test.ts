import { afterAll, beforeAll, expect, test } from "vitest";
import { parseId, type OrderId } from "../../app/core/ids.ts";
import { createFulfillment, updateTracking } from "../devshop/state/fulfil.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { openShop, placeOrder } from "./shipping-steps.ts";
import { happen, onlyPart, order, rows } from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

/** What a text finds, as "group: title". */
async function found({ shopId }: InstalledShop, text: string): Promise<string[] | undefined> {
  const { searchShop } = await import("../../app/features/search/search.server.ts");
  const groups = await searchShop(shopId, text, () => true, "en");
  return groups?.flatMap(({ group, hits }) => hits.map(({ title }) => `${group}: ${title}`));
}

test("finds orders by name and by their customer, items by SKU and words, locations by name, and nothing of another shop", async () => {
  const installed = await world.install(spanishShop());
  const other = await world.install(spanishShop({ products: [], locations: spanishShop().locations.slice(0, 1) }));
  const placed = await order(world, installed, { "CAM-1": 1 });
  expect(await found(installed, placed.name)).toEqual([`orders: ${placed.name}`]);
  expect(await found(installed, " ANA@example.com".trim())).toEqual([`orders: ${placed.name}`]);
  expect(await found(installed, "cam-1")).toEqual(["items: Camiseta"]);
  expect(await found(installed, "poster")).toEqual(["items: Póster"]);
  expect(await found(installed, "barcelona")).toEqual(["locations: Tienda Barcelona"]);
  expect(await found(other, placed.name)).toEqual([]);
  expect(await found(other, "barcelona")).toEqual([]);
});

test("finds a parcel by its whole tracking number, with spaces and small letters too", async () => {
  const installed = await openShop(world, "ship");
  const placed = await placeOrder(world, installed);
  const [parcel] = await rows<{ number: string; order: string }>(
    world,
    `select tracking_number as number, order_id::text as "order" from parcel where shop_id = $1 and tracking_number is not null`,
    [installed.shopId],
  );
  if (!parcel) throw new Error("no parcel");
  const spaced = parcel.number.toLowerCase().replace(/(.{4})/g, "$1 ");
  expect(await found(installed, spaced)).toContain(`parcels: ${parcel.number}`);
  expect(parcel.order).toBe(placed.id);
  expect(await found(installed, parcel.number.slice(0, -1))).not.toContain(`parcels: ${parcel.number}`);
});

test("finds an order by each tracking number others sent it with, by one that was corrected, and after its customer's name changed", async () => {
  const installed = await world.install(spanishShop());
  const placed = await order(world, installed, { "CAM-1": 1 });
  const state = world.devshop.world;
  const parts = [{ fulfillmentOrderId: onlyPart(installed, placed).id, lines: null }];
  const tracking = { company: "Correos", numbers: ["PQ4F6P0412345670128001", "PQ4F6P0412345670128002"] };
  const sent = await happen(world, installed, createFulfillment(state, installed.shop, { parts, tracking }));
  const itself = [`orders: ${placed.name}`];
  for (const text of ["PQ4F6P0412345670128001", "pq4f 6p04 1234 5670 128-002"])
    expect(await found(installed, text)).toEqual(itself);
  expect(await found(installed, "PQ4F6P041234567012800")).toEqual([]);
  const corrected = { company: "SEUR", numbers: ["18003214567"] };
  await happen(world, installed, updateTracking(state, installed.shop, sent.id, corrected));
  expect(await found(installed, "18003214567")).toEqual(itself);
  expect(await found(installed, "PQ4F6P0412345670128001")).toEqual(itself);
  const { readPerson, storePersons } = await import("../../app/features/orders/person.server.ts");
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const orderId = parseId<OrderId>(placed.id);
  const person = await readPerson(installed.shopId, orderId, "a test", "a test", world.clock.now());
  if (!person) throw new Error("no person");
  const named = { ...person, name: "Maite Zubiri" };
  await inShop(installed.shopId, (tx) => storePersons(tx, [{ orderId, placedAt: world.clock.now(), person: named }]));
  expect(await found(installed, "zubiri")).toEqual(itself);
  expect(await found(installed, person.name ?? "")).toEqual([]);
  expect(await found(installed, "18003214567")).toEqual(itself);
});

test("asks for two signs, and shows eight of a group and that there are more", async () => {
  const products = Array.from({ length: 12 }, (_, n) => ({
    title: `Vela ${String(n).padStart(2, "0")}`,
    variants: [{ sku: `VEL-${n}`, priceMinor: 100, stock: [1, 0, 0] }],
  }));
  const installed = await world.install(spanishShop({ products }));
  expect(await found(installed, "v")).toBeUndefined();
  const { searchShop } = await import("../../app/features/search/search.server.ts");
  expect(await searchShop(installed.shopId, "vela", () => true, "en")).toMatchObject([
    { group: "items", more: true, hits: products.slice(0, 8).map(({ title }) => ({ title })) },
  ]);
});
