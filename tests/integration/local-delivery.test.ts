import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseId, type LocationId } from "../../app/core/ids.ts";
import type { DoorAct } from "../../app/features/local-delivery/door.server.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { happen, location, MINUTE, onlyPart, order, rows, timeline } from "./steps.ts";
import { createFulfillment } from "../devshop/state/fulfil.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld({ start: "2026-11-23T08:30:00Z" }); // a Monday, 9:30 in Madrid
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

const load = async () => ({
  ...(await import("../../app/platform/db/in-shop.server.ts")),
  ...(await import("../../app/platform/files.server.ts")),
  ...(await import("../../app/features/local-delivery/plan.server.ts")),
  ...(await import("../../app/features/local-delivery/door.server.ts")),
  ...(await import("../../app/features/local-delivery/store.server.ts")),
});

const MADRID = { city: "Madrid", countryCode: "ES", zip: "28001" };
const TODAY = "2026-11-23";
const PNG = `data:image/png;base64,${Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]).toString("base64")}`;

async function opened(): Promise<InstalledShop> {
  const installed = await world.install(spanishShop());
  await world.advance(installed, 16 * MINUTE);
  return installed;
}

/** Somebody in Madrid orders, so many hundredths of a degree east of the centre. */
const orderAt = (installed: InstalledShop, east: number) =>
  order(
    world,
    installed,
    { "CAM-1": 1 },
    {
      delivery: { methodType: "LOCAL" },
      shippingAddress: {
        firstName: "Ana",
        lastName: "Gil",
        address1: "Calle Mayor 1",
        ...MADRID,
        latitude: 40.42,
        longitude: -3.7 + east / 100,
      },
    },
  );

const madrid = (installed: InstalledShop) => parseId<LocationId>(location(installed, "Madrid"));

async function stops(installed: InstalledShop, day = TODAY) {
  const app = await load();
  return app.inShop(installed.shopId, (tx) => app.stopsOfDay(tx, madrid(installed), day));
}

async function plan(installed: InstalledShop, ids: readonly string[]) {
  const app = await load();
  return app.inShop(installed.shopId, async (tx) => {
    const place = await app.placeOf(tx, madrid(installed));
    if (!place) throw new Error("no Madrid");
    return app.planRoute(tx, place, TODAY, { driver: "Luis", ids }, world.clock.now());
  });
}

async function leave(installed: InstalledShop, day = TODAY) {
  const app = await load();
  const of = { locationId: madrid(installed), day, driver: "Luis", who: "7" };
  const outcome = await app.inShop(installed.shopId, (tx) => app.dispatch(tx, of, world.clock.now()));
  await world.settle(installed);
  return outcome;
}

async function door(installed: InstalledShop, act: DoorAct) {
  const app = await load();
  const outcome = await app.inShop(installed.shopId, (tx) => app.atTheDoor(tx, act, "7", world.clock.now()));
  await world.settle(installed);
  return outcome;
}

describe("orders a location delivers itself", () => {
  test("are in the day's plan, in a good order, and on their way when the driver leaves", async () => {
    const installed = await opened();
    const placed = [];
    for (const east of [3, 1, 2]) placed.push(await orderAt(installed, east));
    const waiting = await stops(installed);
    expect(waiting.map(({ state }) => state)).toEqual(["planned", "planned", "planned"]);
    expect(
      await plan(
        installed,
        waiting.map(({ id }) => id),
      ),
    ).toMatchObject({ did: "planned", count: 3 });
    const route = (await stops(installed)).map((stop) => stop.order);
    const names = placed.map(({ name }) => name);
    // Eastwards or back again: the middle one is in the middle.
    expect([
      [names[1], names[2], names[0]],
      [names[0], names[2], names[1]],
    ]).toContainEqual(route);
    expect(await leave(installed)).toMatchObject({ did: "dispatched", count: 3 });
    expect((await stops(installed)).map(({ state }) => state)).toEqual(["out", "out", "out"]);
    for (const each of placed) {
      const [fulfillment] = each.fulfillmentIds.map((id) => installed.shop.fulfillments.get(id));
      expect(fulfillment?.events.map(({ status }) => status)).toEqual(["OUT_FOR_DELIVERY"]);
    }
    expect(await leave(installed)).toMatchObject({ code: "nothing" });
  });

  test("keep the order somebody gives them by hand, also when two do it at once; those on their way stay where they are", async () => {
    const installed = await opened();
    for (const east of [1, 2, 3]) await orderAt(installed, east);
    const ids = (await stops(installed)).map(({ id }) => id);
    await plan(installed, ids);
    const app = await load();
    const put = (id: string, to: "up" | "down") => app.inShop(installed.shopId, (tx) => app.placeStop(tx, id, to));
    const route = async () => (await stops(installed)).map(({ id }) => id);
    const [first = "", second = "", third = ""] = await route();
    expect(await put(first, "up")).toEqual({ status: "refused", code: "gone" });
    expect(await put(third, "up")).toMatchObject({ did: "placed" });
    expect(await route()).toEqual([first, third, second]);
    await Promise.all([put(third, "up"), put(second, "up")]);
    expect([...(await route())].sort()).toEqual([...ids].sort());
    expect((await stops(installed)).map(({ position }) => position)).toEqual([1, 2, 3]);
    const before = await route();
    await app.inShop(installed.shopId, async (tx) => {
      const place = await app.placeOf(tx, madrid(installed));
      if (place) await app.planRoute(tx, place, TODAY, { driver: "", ids: before.slice(0, 1) }, world.clock.now());
    });
    const left = (await stops(installed)).filter(({ driver }) => driver !== "");
    expect(left.map(({ id, position }) => [id, position])).toEqual([
      [before[1], 1],
      [before[2], 2],
    ]);
    await leave(installed);
    expect(await put(before[2] ?? "", "up")).toEqual({ status: "refused", code: "gone" });
  });

  test("are delivered with a proof, whose bytes and name are sealed, and Shopify is told", async () => {
    const installed = await opened();
    const placed = await orderAt(installed, 1);
    const [stop] = await stops(installed);
    if (!stop) throw new Error("no stop");
    await plan(installed, [stop.id]);
    await leave(installed);
    const act = { act: "delivered", stop: stop.id, name: "", photo: null, signature: null } as const;
    expect(await door(installed, act)).toEqual({ status: "refused", code: "no_proof" });
    const app = await load();
    const proof = app.doorSchema.parse({
      act: "delivered",
      stop: stop.id,
      name: "Vecina Paz",
      photo: PNG,
      signature: PNG,
    });
    expect(await door(installed, proof)).toMatchObject({ did: "delivered" });
    const [done] = await stops(installed);
    expect(done).toMatchObject({ state: "delivered" });
    expect(done?.sealed?.toString("latin1")).not.toContain("Paz");
    const file = await app.inShop(installed.shopId, (tx) => app.readFile(tx, done?.photoId ?? "0"));
    expect([...(file?.bytes ?? [])]).toEqual([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
    const kept = await rows<{ owner: string; kept: boolean }>(
      world,
      "select owner, delete_after is not null as kept from stored_file where shop_id = $1 order by owner",
      [installed.shopId],
    );
    expect(kept.map(({ owner }) => owner)).toEqual([`proof-photo:${stop.id}`, `proof-signature:${stop.id}`]);
    const [fulfillment] = placed.fulfillmentIds.map((id) => installed.shop.fulfillments.get(id));
    expect(fulfillment?.events.map(({ status }) => status)).toEqual(["OUT_FOR_DELIVERY", "DELIVERED"]);
    expect(await timeline(world, installed, placed)).toEqual(
      expect.arrayContaining(["local_delivery.planned", "local_delivery.out", "local_delivery.delivered"]),
    );
    // A second press of the same button is told, and changes nothing.
    expect(await door(installed, proof)).toMatchObject({ code: "gone" });
  });

  test("that failed wait for another day, with the reason, and are fulfilled only once", async () => {
    const installed = await opened();
    const placed = await orderAt(installed, 1);
    const [stop] = await stops(installed);
    if (!stop) throw new Error("no stop");
    await plan(installed, [stop.id]);
    await leave(installed);
    const next = "2026-11-24";
    await door(installed, { act: "failed", stop: stop.id, reason: "nobody_home", next });
    expect(await stops(installed)).toEqual([]);
    expect(await stops(installed, next)).toMatchObject([
      { state: "failed", failed: "nobody_home", tries: 1, driver: "" },
    ]);
    const app = await load();
    await app.inShop(installed.shopId, async (tx) => {
      const place = await app.placeOf(tx, madrid(installed));
      if (place) await app.planRoute(tx, place, next, { driver: "Luis", ids: [stop.id] }, world.clock.now());
    });
    await world.advance(installed, MINUTE);
    await leave(installed, next);
    expect(await stops(installed, next)).toMatchObject([{ state: "out" }]);
    expect(placed.fulfillmentIds).toHaveLength(1);
    const [fulfillment] = placed.fulfillmentIds.map((id) => installed.shop.fulfillments.get(id));
    expect(fulfillment?.events.map(({ status }) => status)).toEqual([
      "OUT_FOR_DELIVERY",
      "ATTEMPTED_DELIVERY",
      "OUT_FOR_DELIVERY",
    ]);
  });

  test("that somebody fulfilled in Shopify are in no plan any more", async () => {
    const installed = await opened();
    const placed = await orderAt(installed, 1);
    const parts = [{ fulfillmentOrderId: onlyPart(installed, placed).id, lines: null }];
    await happen(world, installed, createFulfillment(world.devshop.world, installed.shop, { parts, tracking: null }));
    await world.advance(installed, MINUTE);
    expect(await stops(installed)).toEqual([]);
  });
});
