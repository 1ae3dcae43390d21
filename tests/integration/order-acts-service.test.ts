import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { LocationId, OrderId } from "../../app/core/ids.ts";
import type { Order } from "../devshop/state/orders.ts";
import { serviceRequest } from "../devshop/state/service-requests.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { decide, told } from "./order-acts-steps.ts";
import {
  attention,
  expectMirror,
  happen,
  HOUR,
  intents,
  location,
  MINUTE,
  onlyPart,
  order,
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
beforeEach(async () => {
  const seed = spanishShop();
  const [first, ...others] = seed.locations;
  if (!first) throw new Error("no location");
  installed = await world.install({ ...seed, locations: [{ ...first, fulfillmentService: "Envíos SL" }, ...others] });
  await switchOn(world, installed, "route");
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

/** An order that stays at the service's location, and a rule that sends it to the service. */
async function send({ settles = true } = {}): Promise<Order> {
  const placed = await order(world, installed, { "CAM-1": 1 });
  expect(onlyPart(installed, placed).assignedLocationId).toBe(location(installed, "Madrid"));
  const service = { locationId: location(installed, "Madrid") as LocationId, by: "r1" };
  await decide(world, installed, placed, { service }, { settles });
  return placed;
}

const answer = (placed: Order, step: "accept" | "reject") =>
  happen(world, installed, serviceRequest(world.devshop.world, installed.shop, onlyPart(installed, placed), step));

async function failed(placed: Order) {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { failedRequests } = await import("../../app/features/order-acts/public.server.ts");
  const found = await inShop(installed.shopId, (tx) => failedRequests(tx, [placed.id as OrderId], world.clock.now()));
  return found.map(({ fulfillmentOrderId, locationId, why }) => ({ fulfillmentOrderId, locationId, why }));
}

/** The location has so many minutes of opening hours to accept. */
async function mustAcceptWithin(acceptMinutes: number): Promise<void> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { saveLocationSettings } = await import("../../app/features/locations/store.server.ts");
  const { usualSettings } = await import("../../app/features/locations/domain/settings.ts");
  const settings = { ...usualSettings("Europe/Madrid"), acceptMinutes };
  const id = location(installed, "Madrid") as LocationId;
  await inShop(installed.shopId, (tx) => saveLocationSettings(tx, [{ id, settings }], "7", world.clock.now()));
}

describe("a fulfillment service", () => {
  test("is asked once, and the answer is the read", async () => {
    const before = ran(world, "SubmitRequest");
    const placed = await send();
    expect(onlyPart(installed, placed).requestStatus).toBe("SUBMITTED");
    expect(ran(world, "SubmitRequest")).toBe(before + 1);
    expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.submit", status: "done" }]);
    expect(await told(world, installed, placed, "fulfillment_order.requested")).toHaveLength(1);
    await expectMirror(world, installed);
    await answer(placed, "accept");
    await world.advance(installed, 2 * MINUTE);
    expect(await failed(placed)).toEqual([]);
    expect(await attention(world, installed, placed)).toBe("");
    await expectMirror(world, installed);
  });

  test("that somebody has asked already is not asked again", async () => {
    const before = ran(world, "SubmitRequest");
    const placed = await send({ settles: false });
    await happen(
      world,
      installed,
      serviceRequest(world.devshop.world, installed.shop, onlyPart(installed, placed), "submit"),
    );
    expect(ran(world, "SubmitRequest")).toBe(before);
    expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.submit", status: "done" }]);
    expect(await timeline(world, installed, placed)).not.toContain("fulfillment_order.requested");
  });

  test.each([{ kind: "lostAnswer" }, { kind: "late", afterMs: 40 * SECOND }] as const)(
    "whose answer is lost ($kind) is not asked twice",
    async (interference) => {
      const before = ran(world, "SubmitRequest");
      world.devshop.admin.interferences.add("SubmitRequest", interference);
      const placed = await send();
      for (let time = 0; time < 3; time += 1) await world.advance(installed, 65 * SECOND);
      expect(onlyPart(installed, placed).requestStatus).toBe("SUBMITTED");
      expect(ran(world, "SubmitRequest")).toBe(before + 1);
      expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.submit", status: "done" }]);
      await expectMirror(world, installed);
    },
  );

  test("that rejects is told to people at once, to the ledger and to routing, which brings the order somewhere else", async () => {
    const placed = await send();
    const part = onlyPart(installed, placed).id;
    await answer(placed, "reject");
    expect(await attention(world, installed, placed)).toBe("declined");
    const madrid = location(installed, "Madrid");
    expect(await failed(placed)).toEqual([{ fulfillmentOrderId: part, locationId: madrid, why: "rejected" }]);
    await world.advance(installed, 16 * MINUTE);
    await world.advance(installed, 16 * MINUTE);
    expect(await told(world, installed, placed, "fulfillment_order.rejected")).toEqual([
      { locationId: madrid, fulfillmentOrderId: part },
    ]);
    expect(onlyPart(installed, placed).assignedLocationId).toBe(location(installed, "Sevilla"));
    expect(await failed(placed)).toEqual([]);
    expect(await attention(world, installed, placed)).toBe("");
  });

  test("that says nothing is told when the opening hours its location has are over, and not before", async () => {
    await mustAcceptWithin(120);
    const placed = await send(); // Monday, 10:00 in Madrid
    await world.advance(installed, HOUR + 50 * MINUTE);
    expect(await failed(placed)).toEqual([]);
    expect(await attention(world, installed, placed)).toBe("");
    await world.advance(installed, 30 * MINUTE);
    expect(await failed(placed)).toMatchObject([{ why: "unanswered" }]);
    expect(await attention(world, installed, placed)).toBe("declined");
    expect(await timeline(world, installed, placed)).toContain("fulfillment_order.unanswered");
    await answer(placed, "accept");
    expect(await failed(placed)).toEqual([]);
    expect(await attention(world, installed, placed)).toBe("");
  });

  test("without such a time is never late", async () => {
    const placed = await send();
    for (let time = 0; time < 3; time += 1) await world.advance(installed, 24 * HOUR);
    expect(await failed(placed)).toEqual([]);
    expect(await timeline(world, installed, placed)).not.toContain("fulfillment_order.unanswered");
  });
});

test("where no service can be asked, the refusal is told and a person has to look", async () => {
  const placed = await order(world, installed, { "TAZ-1": 1 });
  const { assignedLocationId } = onlyPart(installed, placed);
  const service = { locationId: assignedLocationId as LocationId, by: "r1" };
  const before = ran(world, "SubmitRequest");
  await decide(world, installed, placed, { service });
  expect(ran(world, "SubmitRequest")).toBe(before);
  expect(await told(world, installed, placed, "act.refused")).toMatchObject([{ codes: ["not_possible"] }]);
  expect(await attention(world, installed, placed)).toBe("refused");
});

test("while moving orders is only watched, no service is asked", async () => {
  await world.owner.query("delete from effect_switch where shop_id = $1", [installed.shopId]);
  await switchOn(world, installed, "rules");
  const placed = await send();
  expect(await intents(world, installed)).toEqual([]);
  expect(onlyPart(installed, placed).requestStatus).toBe("UNSUBMITTED");
});
