import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { LocationId } from "../../app/core/ids.ts";
import type { LocationSettings } from "../../app/features/locations/domain/settings.ts";
import type { RoutingSnapshot } from "../../app/features/routing/domain/snapshot.ts";
import { SEVILLE } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { DAY, location, onlyPart, order, rows } from "./steps.ts";
import type { Order } from "../devshop/state/orders.ts";

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

/** What a decision of this order would look at now. */
async function snapshotOf(placed: Order): Promise<RoutingSnapshot> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { readRoutable } = await import("../../app/features/orders/public.server.ts");
  const { loadSnapshots } = await import("../../app/features/routing/load-snapshots.server.ts");
  return inShop(installed.shopId, async (tx) => {
    const [fulfillmentOrder] = await readRoutable(tx, { ids: [onlyPart(installed, placed).id] });
    if (!fulfillmentOrder) throw new Error("not in the mirror");
    const [snapshot] = await loadSnapshots(
      tx,
      [{ fulfillmentOrder, refusals: [], canHold: true, cause: "new" }],
      world.clock.now(),
    );
    if (!snapshot) throw new Error("no snapshot");
    return snapshot;
  });
}

/** Somebody sets how a location works. */
async function works(name: string, change: Partial<LocationSettings>): Promise<void> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { saveLocationSettings } = await import("../../app/features/locations/store.server.ts");
  const { usualSettings } = await import("../../app/features/locations/domain/settings.ts");
  const settings = { ...usualSettings("Europe/Madrid"), ...change };
  const id = location(installed, name) as LocationId;
  await inShop(installed.shopId, (tx) => saveLocationSettings(tx, [{ id, settings }], "7", world.clock.now()));
}

const at = (snapshot: RoutingSnapshot, name: string) => snapshot.locations.find((each) => each.name.includes(name));

test("of a location that nobody set rules are told nothing, but a parcel's arrival is expected as usual", async () => {
  const snapshot = await snapshotOf(await order(world, installed, { "CAM-1": 1 }));
  expect(at(snapshot, "Madrid")).toMatchObject({ kind: null, work: null });
  expect(at(snapshot, "Madrid")?.arrivals?.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
});

test("what was set is seen: kind, hours, and what today's capacity still takes", async () => {
  await works("Sevilla", {
    kind: "store",
    capacity: { orders: [3, 3, 3, 3, 3, 3, 3], units: [null, null, null, null, null, null, null] },
  });
  await order(world, installed, { "TAZ-1": 1 }); // Seville has it: one of its three
  const snapshot = await snapshotOf(await order(world, installed, { "CAM-1": 1 }));
  expect(at(snapshot, "Sevilla")).toMatchObject({ kind: "store", work: { ordersLeft: 2, unitsLeft: null } });
});

test("a parcel arrives when parcels of that lane do, once some have", async () => {
  const placed = await order(world, installed, { "CAM-1": 1 });
  const before = await snapshotOf(placed);
  const slowest = (snapshot: RoutingSnapshot) => at(snapshot, "Sevilla")?.arrivals?.at(-1)?.day ?? 0;
  await rows(
    world,
    `with parcels as (
       insert into parcel (shop_id, order_id, fulfillment_order_id, location_id, carrier, service, stage, units, created_at, delivered_at)
       select $1, $2, 900000 + n, $3, 'x', 'y', 'delivered', 1, $4, $4::timestamptz + interval '13 days' from generate_series(1, 50) n returning parcel_id)
     insert into parcel_scan (shop_id, parcel_id, scan_key, code, stage, occurred_at, recorded_at)
     select $1, parcel_id, 'k', 'c', 'in_transit', $4, $4 from parcels`,
    [installed.shopId, placed.id, location(installed, "Sevilla"), new Date(world.clock.now().getTime() - 14 * DAY)],
  );
  await rows(world, "update routing_setting set lanes_at = null where shop_id = $1", [installed.shopId]);
  expect(slowest(await snapshotOf(placed))).toBeGreaterThan(slowest(before));
  expect(at(await snapshotOf(placed), "Madrid")?.arrivals).toEqual(at(before, "Madrid")?.arrivals);
});

test("the order's promise, values and facts are in it, and its postal code is not", async () => {
  const snapshot = await snapshotOf(await order(world, installed, { "CAM-1": 2 }, { tags: ["vip"] }));
  expect(snapshot.promisedAt).toBeGreaterThan(world.clock.now().getTime());
  expect(snapshot.fulfillmentOrder.lines).toMatchObject([{ quantity: 2, valueMinor: 1990, bundle: null }]);
  expect(snapshot.about).toMatchObject({
    order: { tags: ["vip"], total: 4470, shippingPaid: 490, channel: "web", isB2B: false },
    lines: [{ sku: "CAM-1", productType: "", sellingPlan: "" }],
  });
  expect(JSON.stringify(snapshot)).not.toContain(`"${SEVILLE.zip}"`);
});

test("what is sold a day is asked only where last units have a price", async () => {
  const placed = await order(world, installed, { "CAM-1": 1 });
  const perDay = async () =>
    (await snapshotOf(placed)).stock.flatMap(({ levels }) => levels.map((level) => level.perDay));
  expect(new Set(await perDay())).toEqual(new Set([null]));
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { writeCostModel } = await import("../../app/features/routing/public.server.ts");
  const { DEFAULT_COST_MODEL } = await import("../../app/features/routing/domain/cost.ts");
  const costs = { ...DEFAULT_COST_MODEL, stockoutMinor: 500 };
  await inShop(installed.shopId, (tx) => writeCostModel(tx, costs, world.clock.now()));
  expect((await perDay()).every((units) => units !== null)).toBe(true);
});
