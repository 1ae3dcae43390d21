import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { LocationId } from "../../app/core/ids.ts";
import type { Order } from "../devshop/state/orders.ts";
import { serviceRequest } from "../devshop/state/service-requests.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { told } from "./order-acts-steps.ts";
import { live } from "./rule-steps.ts";
import {
  attention,
  decisions,
  expectMirror,
  happen,
  HOUR,
  intents,
  location,
  MINUTE,
  order,
  places,
  ran,
  SECOND,
  switchOn,
  timeline,
} from "./steps.ts";

let world: TestWorld;
let installed: InstalledShop;
beforeAll(async () => {
  world = await openWorld();
});
/** Madrid is a fulfillment service's, and a rule sends everything to it. */
beforeEach(async () => {
  const seed = spanishShop();
  const [first, ...others] = seed.locations;
  if (!first) throw new Error("no location");
  installed = await world.install({ ...seed, locations: [{ ...first, fulfillmentService: "Envíos SL" }, ...others] });
  await switchOn(world, installed, "route");
  await live(world, installed, [
    {
      id: "r1",
      when: { all: [] },
      then: [{ do: "sendToService", location: location(installed, "Madrid") as LocationId }],
    },
  ]);
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

/** The service, open day and night, has so many minutes until people are told, and until it is taken back. */
async function has(acceptMinutes: number | null, takeBackMinutes: number | null): Promise<void> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { saveLocationSettings } = await import("../../app/features/locations/store.server.ts");
  const { usualSettings } = await import("../../app/features/locations/domain/settings.ts");
  const hours = usualSettings("Europe/Madrid").hours.map(() => [{ from: 0, to: 1440 }]) as never;
  const settings = { ...usualSettings("Europe/Madrid"), hours, acceptMinutes, takeBackMinutes };
  const id = location(installed, "Madrid") as LocationId;
  await inShop(installed.shopId, (tx) => saveLocationSettings(tx, [{ id, settings }], "7", world.clock.now()));
}

const openPart = (placed: Order) => {
  const part = [...installed.shop.fulfillmentOrders.values()].find(
    ({ orderId, status }) => orderId === placed.id && status !== "CLOSED" && status !== "CANCELLED",
  );
  if (!part) throw new Error("nothing is open");
  return part;
};

const answer = (placed: Order, step: "accept" | "reject") =>
  serviceRequest(world.devshop.world, installed.shop, openPart(placed), step);

async function asked(items: Record<string, number> = { "CAM-1": 1 }): Promise<Order> {
  const placed = await order(world, installed, items);
  expect(openPart(placed)).toMatchObject({
    requestStatus: "SUBMITTED",
    assignedLocationId: location(installed, "Madrid"),
  });
  return placed;
}

const takenBack = async () =>
  (await intents(world, installed)).filter(({ kind }) => kind === "fulfillmentOrder.takeBack");

describe("a request that a fulfillment service does not answer", () => {
  test("is taken back after the time the merchant set, and routed to the next best whatever the rule wants; staff read why", async () => {
    await has(60, 120);
    const placed = await asked();
    await world.advance(installed, HOUR + 20 * MINUTE);
    expect(await attention(world, installed, placed)).toBe("declined");
    expect(openPart(placed).requestStatus).toBe("SUBMITTED");
    await world.advance(installed, HOUR);
    await world.advance(installed, MINUTE);
    expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 1 });
    expect(await timeline(world, installed, placed)).toEqual(
      expect.arrayContaining(["fulfillment_order.unanswered", "fulfillment_order.taken_back", "routing.moved"]),
    );
    expect(await told(world, installed, placed, "fulfillment_order.taken_back")).toMatchObject([
      { locationId: location(installed, "Madrid") },
    ]);
    expect(await decisions(world, installed, placed)).toMatchObject([
      { cause: "new" },
      { cause: "rejected", outcome: "move" },
    ]);
    expect(await attention(world, installed, placed)).toBe("");
    expect(await takenBack()).toEqual([{ kind: "fulfillmentOrder.takeBack", status: "done" }]);
    await expectMirror(world, installed);
  });

  test("is told and taken back at once where nothing was to be told before", async () => {
    await has(null, 60);
    const placed = await asked();
    await world.advance(installed, HOUR + 20 * MINUTE);
    await world.advance(installed, MINUTE);
    expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 1 });
    expect(await told(world, installed, placed, "fulfillment_order.unanswered")).toHaveLength(1);
  });

  test("is only told where the merchant set no such time", async () => {
    await has(60, null);
    const before = ran(world, "TakeBackRequest");
    const placed = await asked();
    for (let time = 0; time < 3; time += 1) await world.advance(installed, 4 * HOUR);
    expect(await attention(world, installed, placed)).toBe("declined");
    expect(openPart(placed).requestStatus).toBe("SUBMITTED");
    expect(ran(world, "TakeBackRequest")).toBe(before);
  });

  test.each([{ kind: "lostAnswer" }, { kind: "late", afterMs: 40 * SECOND }] as const)(
    "is taken back once when the answer is lost ($kind)",
    async (interference) => {
      await has(null, 60);
      const placed = await asked();
      const before = ran(world, "TakeBackRequest");
      world.devshop.admin.interferences.add("TakeBackRequest", interference);
      await world.advance(installed, HOUR + 20 * MINUTE);
      for (let time = 0; time < 4; time += 1) await world.advance(installed, 65 * SECOND);
      expect(ran(world, "TakeBackRequest")).toBe(before + 1);
      expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 1 });
      expect(await takenBack()).toEqual([{ kind: "fulfillmentOrder.takeBack", status: "done" }]);
      expect(await told(world, installed, placed, "fulfillment_order.taken_back")).toHaveLength(1);
      await expectMirror(world, installed);
    },
  );

  test("stays the service's when it takes it up just before", async () => {
    await has(null, 60);
    const placed = await asked();
    world.devshop.admin.interferences.add("TakeBackRequest", {
      kind: "meanwhile",
      act: () => void answer(placed, "accept"),
    });
    await world.advance(installed, HOUR + 20 * MINUTE);
    await world.advance(installed, MINUTE);
    expect(openPart(placed)).toMatchObject({
      requestStatus: "ACCEPTED",
      assignedLocationId: location(installed, "Madrid"),
    });
    expect(await takenBack()).toEqual([{ kind: "fulfillmentOrder.takeBack", status: "refused" }]);
    await expectMirror(world, installed);
  });

  test("is made again where nobody else can ship it, and not taken back a second time", async () => {
    await has(null, 60);
    const placed = await asked({ "POS-1": 1 });
    const before = ran(world, "SubmitRequest");
    await world.advance(installed, HOUR + 20 * MINUTE);
    await world.advance(installed, MINUTE);
    expect(openPart(placed)).toMatchObject({
      requestStatus: "SUBMITTED",
      assignedLocationId: location(installed, "Madrid"),
    });
    expect(ran(world, "SubmitRequest")).toBe(before + 1);
    await world.advance(installed, 3 * HOUR);
    expect(await takenBack()).toHaveLength(1);
    // Somebody still has to look: the service says nothing.
    expect(await attention(world, installed, placed)).toBe("declined");
    await happen(world, installed, answer(placed, "accept"));
    expect(await attention(world, installed, placed)).toBe("");
  });
});

test("what a service declines is routed to the next best, whatever the rule wants", async () => {
  const placed = await asked();
  await happen(world, installed, answer(placed, "reject"));
  await world.advance(installed, 16 * MINUTE);
  await world.advance(installed, MINUTE);
  expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 1 });
});
