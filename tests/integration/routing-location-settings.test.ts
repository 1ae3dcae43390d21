import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { arrivedBy } from "../../app/core/calendar/transit.ts";
import { parseId, type FulfillmentOrderId, type LocationId } from "../../app/core/ids.ts";
import { localDay } from "../../app/core/local-time.ts";
import type { LocationSettings } from "../../app/features/locations/domain/settings.ts";
import type { RoutingSnapshot } from "../../app/features/routing/domain/snapshot.ts";
import type { Order } from "../devshop/state/orders.ts";
import { MADRID, SEVILLE } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { live } from "./rule-steps.ts";
import { location, onlyPart, order, places, switchOn } from "./steps.ts";

let world: TestWorld;
let installed: InstalledShop;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  installed = await world.install(spanishShop());
  await switchOn(world, installed, "route");
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

async function set(name: string, change: Partial<LocationSettings>): Promise<void> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { saveLocationSettings } = await import("../../app/features/locations/store.server.ts");
  const { usualSettings } = await import("../../app/features/locations/domain/settings.ts");
  const settings = { ...usualSettings("Europe/Madrid"), ...change };
  const id = location(installed, name) as LocationId;
  await inShop(installed.shopId, (tx) => saveLocationSettings(tx, [{ id, settings }], "7", world.clock.now()));
}

/** What a decision of the order would look at now. */
async function snapshotOf(placed: Order): Promise<RoutingSnapshot> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { readRoutable } = await import("../../app/features/orders/public.server.ts");
  const { loadSnapshots } = await import("../../app/features/routing/load-snapshots.server.ts");
  const id = parseId<FulfillmentOrderId>(onlyPart(installed, placed).id);
  const now = world.clock.now();
  const [snapshot] = await inShop(installed.shopId, async (tx) => {
    const found = await readRoutable(tx, { ids: [id] });
    const asked = found.map((fulfillmentOrder) => ({ fulfillmentOrder, refusals: [], canHold: false, cause: "new" }));
    return loadSnapshots(tx, asked, now);
  });
  if (!snapshot) throw new Error("no snapshot");
  return snapshot;
}

const at = (snapshot: RoutingSnapshot, name: string) => {
  const found = snapshot.locations.find(({ id }) => id === location(installed, name));
  if (!found) throw new Error(`no ${name}`);
  return found;
};

const area = (
  delivers: "local" | "sameDay" | "nextDay",
  postal: readonly string[],
): LocationSettings["areas"][number] => ({
  ...{ name: "Ciudad", delivers, countries: ["ES"], provinces: [], postal: [...postal], radiusKm: null },
});

// Monday, 10:00 in Madrid.
const today = () => localDay("Europe/Madrid", world.clock.now().getTime());

test("what a location delivers the same or the next day arrives then, and what it brings on its own rounds goes with a carrier", async () => {
  await set("Sevilla", { areas: [area("sameDay", ["41*"])] });
  await set("Madrid", {});
  const placed = await order(world, installed, { "CAM-1": 1 }, { shippingAddress: SEVILLE });
  const sameDay = await snapshotOf(placed);
  expect(at(sameDay, "Sevilla")).toMatchObject({ delivers: "sameDay", arrivals: [{ day: today(), share: 1 }] });
  expect(at(sameDay, "Madrid").delivers).toBe("none");
  expect(at(sameDay, "Madrid").arrivals?.length).toBeGreaterThan(1);

  await set("Sevilla", { areas: [area("nextDay", ["41*"])] });
  expect(at(await snapshotOf(placed), "Sevilla")).toMatchObject({
    delivers: "nextDay",
    arrivals: [{ day: today() + 1, share: 1 }],
  });
  await set("Sevilla", { areas: [area("local", ["41*"])] });
  const local = at(await snapshotOf(placed), "Sevilla");
  expect(local.delivers).toBe("local");
  expect(local.arrivals?.length).toBeGreaterThan(1);
});

test("an address that no area covers is delivered by nobody, and of a location that nobody set that is not known", async () => {
  await set("Sevilla", { areas: [area("sameDay", ["41*"])] });
  const snapshot = await snapshotOf(await order(world, installed, { "CAM-1": 1 }, { shippingAddress: MADRID }));
  expect(at(snapshot, "Sevilla").delivers).toBe("none");
  expect(at(snapshot, "Madrid").delivers).toBeUndefined();
});

test("a rule that wants orders where they are delivered the same day has them there", async () => {
  await set("Sevilla", { areas: [area("sameDay", ["41*"])] });
  await set("Madrid", { areas: [area("sameDay", ["28*"])] });
  await live(world, installed, [
    {
      id: "r1",
      when: { all: [] },
      then: [
        { do: "requireLocations", where: { field: "location.delivers", op: "isOneOf", value: ["sameDay", "nextDay"] } },
      ],
    },
  ]);
  const south = await order(world, installed, { "CAM-1": 1 }, { shippingAddress: SEVILLE });
  const centre = await order(world, installed, { "CAM-1": 1 }, { shippingAddress: MADRID });
  expect(places(installed, south)).toEqual({ "Tienda Sevilla": 1 });
  expect(places(installed, centre)).toEqual({ "Almacén Madrid": 1 });
});

test("a location that takes days to prepare an order has it arrive later, and ships it only where the promise bears that", async () => {
  const { decideBy } = await import("../../app/features/routing/domain/decide.ts");
  await set("Sevilla", {});
  await set("Madrid", {});
  const placed = await order(world, installed, { "CAM-1": 1 }, { shippingAddress: MADRID });
  const promisedAt = world.clock.now().getTime() + 3 * 86_400_000;
  const quick = { ...(await snapshotOf(placed)), promisedAt };
  await set("Madrid", { handling: { kind: "days", orderBy: 14 * 60, days: 4, readyAt: 12 * 60 } });
  const slow = { ...(await snapshotOf(placed)), promisedAt };
  const arrives = (snapshot: RoutingSnapshot) => arrivedBy(at(snapshot, "Madrid").arrivals ?? [], 0.8) ?? 0;
  expect(arrives(slow)).toBeGreaterThanOrEqual(arrives(quick) + 4);
  const costOf = (snapshot: RoutingSnapshot) => {
    const decision = decideBy(snapshot, null);
    const [part] = "plan" in decision ? decision.plan.parts : [];
    return { from: part?.locationId, late: part?.cost.latenessMinor ?? 0 };
  };
  expect(costOf(quick).from).toBe(location(installed, "Madrid"));
  expect(costOf(slow).from).toBe(location(installed, "Sevilla"));
  expect(costOf({ ...slow, costModel: { ...slow.costModel, lateMinor: 0, lateDayMinor: 0 } })).toEqual({
    from: location(installed, "Madrid"),
    late: 0,
  });
});
