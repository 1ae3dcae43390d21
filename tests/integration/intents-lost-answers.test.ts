import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OrderId } from "../../app/core/ids.ts";
import type { Interference } from "../devshop/admin-api/interference.ts";
import { cancelOrder, removeUnits } from "../devshop/state/change-order.ts";
import { releaseHolds as releaseInShop } from "../devshop/state/hold.ts";
import { moveFulfillmentOrder } from "../devshop/state/move.ts";
import type { Order } from "../devshop/state/orders.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import {
  attention,
  claims,
  DAY,
  decisions,
  expectMirror,
  happen,
  intents,
  location,
  MINUTE,
  onlyPart,
  openParts,
  order,
  place,
  places,
  ran,
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

/** What can become of a request whose answer does not come, and how often the operation then runs in Shopify. */
const LOSSES: readonly (readonly [string, Interference, number])[] = [
  ["carried out, its answer lost", { kind: "lostAnswer" }, 1],
  ["carried out 40 seconds after the line broke", { kind: "late", afterMs: 40 * SECOND }, 1],
  ["not carried out, answered 500", { kind: "serverError" }, 1],
];

/** Runs what `begin` sets off while the next request of `operation` meets a fault; returns how often it ran in the end. */
async function through(
  installed: InstalledShop,
  operation: string,
  interference: Interference,
  begin: () => Promise<unknown>,
): Promise<number> {
  const before = ran(world, operation);
  world.devshop.admin.interferences.add(operation, interference);
  await begin();
  for (let time = 0; time < 5; time += 1) await world.advance(installed, 30 * SECOND);
  return ran(world, operation) - before;
}

const codes = async (installed: InstalledShop, placed: Order, code: string) =>
  (await timeline(world, installed, placed)).filter((each) => each === code);

describe.each(LOSSES)("a request that was %s", (_what, interference, once) => {
  test("moves a fulfillment order once", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(world, installed, "route");
    let placed: Order | undefined;
    const times = await through(installed, "MoveFulfillmentOrder", interference, async () => {
      placed = await order(world, installed, { "CAM-1": 4 });
    });
    if (!placed) throw new Error("not placed");
    expect(times).toBe(once);
    expect(places(installed, placed)).toEqual({ "Tienda Sevilla": 4 });
    expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.move", status: "done" }]);
    expect(await decisions(world, installed)).toHaveLength(1);
    expect(await codes(installed, placed, "routing.moved")).toHaveLength(1);
    expect(await codes(installed, placed, "routing.pinned")).toEqual([]);
    expect(await claims(world, installed)).toBe(0);
    await expectMirror(world, installed);
  });

  test("moves the part of a split once", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(world, installed, "route");
    const placed = place(world, installed, { "CAM-1": 7 }, { financialStatus: "PAID" });
    shrink(world, installed, "CAM-1", "Madrid", 7);
    const times = await through(installed, "MoveFulfillmentOrder", interference, () =>
      world.advance(installed, 10 * SECOND),
    );
    expect(await decisions(world, installed)).toEqual([{ outcome: "split", mode: "live", cause: "new" }]);
    expect(times).toBe(once);
    expect(places(installed, placed)).toEqual({ "Almacén Madrid": 2, "Tienda Sevilla": 5 });
    expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.move", status: "done" }]);
    expect(await codes(installed, placed, "routing.pinned")).toEqual([]);
    await expectMirror(world, installed);
  });

  test("holds a fulfillment order once", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(world, installed, "route", "hold");
    let placed: Order | undefined;
    const times = await through(installed, "HoldFulfillmentOrder", interference, async () => {
      placed = await order(world, installed, { "POS-1": 3 });
    });
    if (!placed) throw new Error("not placed");
    expect(times).toBe(once);
    expect(openParts(installed, placed).map(({ status, holds }) => [status, holds.length])).toEqual([["ON_HOLD", 1]]);
    expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.hold", status: "done" }]);
    expect(await attention(world, installed, placed)).toBe("held");
    expect(await codes(installed, placed, "routing.held")).toHaveLength(1);
    await expectMirror(world, installed);
  });

  test("releases a hold once, and the order is decided again", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(world, installed, "route", "hold");
    const placed = await order(world, installed, { "POS-1": 3 });
    const times = await through(installed, "ReleaseHold", interference, () => release(installed, placed));
    expect(times).toBe(once);
    expect(openParts(installed, placed).map(({ status, holds }) => [status, holds.length])).toEqual([["OPEN", 0]]);
    expect(await decisions(world, installed)).toMatchObject([
      { outcome: "hold", cause: "new" },
      { outcome: "unroutable", cause: "released" },
    ]);
    expect(await attention(world, installed, placed)).toBe("unroutable");
    await expectMirror(world, installed);
  });

  test("creates a fulfilment once, with one label", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(world, installed, "ship");
    await world.connectCarrier(installed);
    const labels = world.carrier.stats().shipments;
    let placed: Order | undefined;
    const times = await through(installed, "CreateFulfillment", interference, async () => {
      placed = await order(world, installed, { "CAM-1": 2 });
    });
    if (!placed) throw new Error("not placed");
    expect(times).toBe(once);
    expect(placed.fulfillmentIds).toHaveLength(1);
    expect(world.carrier.stats().shipments - labels).toBe(1);
    expect(await intents(world, installed)).toEqual([
      { kind: "label.buy", status: "done" },
      { kind: "fulfillment.create", status: "done" },
    ]);
    await expectMirror(world, installed);
  });

  test("writes an event of a parcel once", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(world, installed, "ship", "events");
    await world.connectCarrier(installed);
    const placed = await order(world, installed, { "CAM-1": 2 });
    world.devshop.admin.interferences.add("CreateFulfillmentEvent", interference);
    for (let day = 0; day < 5; day += 1) {
      await world.advance(installed, DAY);
      for (let time = 0; time < 2; time += 1) await world.advance(installed, 61 * SECOND);
    }
    const [id] = placed.fulfillmentIds;
    const events = installed.shop.fulfillments.get(id ?? "")?.events ?? [];
    expect(events.length).toBeGreaterThan(1);
    expect(new Set(events.map(({ status, happenedAt }) => `${status} ${happenedAt.toISOString()}`)).size).toBe(
      events.length,
    );
    const written = (await intents(world, installed)).filter(({ kind }) => kind === "fulfillment.event");
    expect(written.map(({ status }) => status)).toEqual(events.map(() => "done"));
    await expectMirror(world, installed);
  });

  test("shows the promise to the shopper once", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(world, installed, "events");
    let placed: Order | undefined;
    const times = await through(installed, "SetPromise", interference, async () => {
      placed = await order(world, installed, { "CAM-1": 2 });
    });
    expect(times).toBe(once);
    expect(placed?.metafields).toHaveLength(1);
    expect(await intents(world, installed)).toEqual([{ kind: "order.promise", status: "done" }]);
  });
});

test("a part that was not moved is not mistaken for units that were at the target before", async () => {
  const installed = await world.install(spanishShop());
  await switchOn(world, installed, "route");
  const placed = place(world, installed, { "CAM-1": 10 });
  shrink(world, installed, "CAM-1", "Madrid", 4);
  await world.advance(installed, 10 * SECOND);
  expect(places(installed, placed)).toEqual({ "Almacén Madrid": 5, "Tienda Sevilla": 5 });
  await world.advance(installed, MINUTE);
  // Three more units break in Madrid, two come to Seville. A person asks again: two of the line are to follow the five.
  shrink(world, installed, "CAM-1", "Madrid", 3);
  shrink(world, installed, "CAM-1", "Sevilla", -2);
  await world.settle(installed);
  const [madrid] = openParts(installed, placed).filter(
    (part) => part.assignedLocationId === location(installed, "Madrid"),
  );
  world.devshop.admin.interferences.add("MoveFulfillmentOrder", { kind: "serverError" });
  const { decideAgain } = await import("../../app/features/routing/public.server.ts");
  expect(await decideAgain(installed.shopId, madrid?.id as never, world.clock.now())).toBe(true);
  await world.settle(installed);
  await world.advance(installed, 2 * MINUTE);
  expect(places(installed, placed)).toEqual({ "Almacén Madrid": 3, "Tienda Sevilla": 7 });
  await expectMirror(world, installed);
});

describe("what somebody undid while the answer was lost is not done again", () => {
  test("a hold that a person released", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(world, installed, "route", "hold");
    let placed: Order | undefined;
    const times = await through(installed, "HoldFulfillmentOrder", { kind: "lostAnswer" }, async () => {
      placed = await order(world, installed, { "POS-1": 3 });
      const { id } = onlyPart(installed, placed);
      const released = releaseInShop(world.devshop.world, installed.shop, { id, holdIds: null, releasedBy: null });
      await happen(world, installed, released);
    });
    if (!placed) throw new Error("not placed");
    expect(times).toBe(1);
    expect(onlyPart(installed, placed).status).toBe("OPEN");
    expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.hold", status: "done" }]);
    expect(await attention(world, installed, placed)).toBe("");
    await expectMirror(world, installed);
  });

  test("a move that a person took back", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(world, installed, "route");
    let placed: Order | undefined;
    const times = await through(installed, "MoveFulfillmentOrder", { kind: "lostAnswer" }, async () => {
      placed = await order(world, installed, { "CAM-1": 4 });
      const { id } = onlyPart(installed, placed);
      const newLocationId = location(installed, "Madrid");
      await happen(
        world,
        installed,
        moveFulfillmentOrder(world.devshop.world, installed.shop, { id, newLocationId, lines: null }),
      );
    });
    if (!placed) throw new Error("not placed");
    expect(times).toBe(1);
    expect(places(installed, placed)).toEqual({ "Almacén Madrid": 4 });
    expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.move", status: "done" }]);
    expect(await claims(world, installed)).toBe(0);
    await expectMirror(world, installed);
  });

  test("a move of an order that was cancelled before any webhook told of the move", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(world, installed, "route");
    const { knobs } = world.devshop.webhooks;
    const times = await through(installed, "MoveFulfillmentOrder", { kind: "late", afterMs: 20 * SECOND }, async () => {
      const { id } = await order(world, installed, { "CAM-1": 4 });
      knobs.drop = 1;
      await world.advance(installed, 30 * SECOND);
      cancelOrder(world.devshop.world, installed.shop, {
        orderId: id,
        reason: "CUSTOMER",
        restock: true,
        refund: true,
      });
      knobs.drop = 0;
    });
    expect(times).toBe(1);
    expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.move", status: "done" }]);
    expect(await claims(world, installed)).toBe(0);
    await world.advance(installed, 20 * MINUTE); // reconcile
    await expectMirror(world, installed);
  });

  test("a move of an order of which a unit was taken off before anybody looked", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(world, installed, "route");
    const { knobs } = world.devshop.webhooks;
    const times = await through(installed, "MoveFulfillmentOrder", { kind: "late", afterMs: 20 * SECOND }, async () => {
      const { id, lines } = await order(world, installed, { "CAM-1": 4 });
      knobs.drop = 1;
      await world.advance(installed, 30 * SECOND);
      const lineItemId = lines[0]?.id ?? "";
      removeUnits(world.devshop.world, installed.shop, { orderId: id, lineItemId, quantity: 1 });
      knobs.drop = 0;
    });
    expect(times).toBe(1);
    expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.move", status: "done" }]);
    await world.advance(installed, 20 * MINUTE); // reconcile
    await expectMirror(world, installed);
  });
});

test("a label whose answer is lost is found at the carrier and bought once", async () => {
  const installed = await world.install(spanishShop());
  await switchOn(world, installed, "ship");
  await world.connectCarrier(installed);
  const before = world.carrier.stats().shipments;
  const { knobs } = world.carrier;
  world.carrier.turn({ ...knobs, answersLost: 1 });
  const placed = await order(world, installed, { "CAM-1": 2 });
  expect(placed.fulfillmentIds).toEqual([]);
  world.carrier.turn({ ...knobs, answersLost: 0 });
  await world.advance(installed, 2 * MINUTE);
  expect(world.carrier.stats().shipments - before).toBe(1);
  expect(placed.fulfillmentIds).toHaveLength(1);
  await expectMirror(world, installed);
});

async function release(installed: InstalledShop, placed: Order): Promise<void> {
  const { releaseHolds } = await import("../../app/features/routing/public.server.ts");
  expect(await releaseHolds(installed.shopId, placed.id as OrderId, world.clock.now())).toBe(1);
  await world.settle(installed);
}
