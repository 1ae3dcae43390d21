/** Items that a pickup misses come from another location, by a transfer: refused, asked for, partly there, arrived, ready. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { parseId, type FulfillmentOrderId, type InventoryItemId, type LocationId } from "../../app/core/ids.ts";
import type { PickupAct } from "../../app/features/pickup/act-schema.ts";
import { SCOPES_TO_MOVE } from "../../app/features/transfers/domain/scopes.ts";
import type { Order } from "../devshop/state/orders.ts";
import type { Outcome } from "../devshop/state/outcome.ts";
import { createShipment, receiveShipment } from "../devshop/state/shipments.ts";
import type { Shipment, Transfer } from "../devshop/state/transfers.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { click, load, orderToCollect, partId, pickupOf, pickupShop } from "./pickup-steps.ts";
import { DAY, expectMirror, HOUR, location, MINUTE, rows, switchOn, timeline, variant } from "./steps.ts";

let world: TestWorld;
let installed: InstalledShop;
let placed: Order;
let id: FulfillmentOrderId;
beforeAll(async () => {
  world = await openWorld({ start: "2026-11-23T09:00:00Z" }); // a Monday, 10:00 in Madrid
});
beforeEach(async () => {
  installed = await pickupShop(world);
  await switchOn(world, installed, "events");
  placed = await orderToCollect(world, installed, { "CAM-1": 3 });
  id = partId(installed, placed);
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

async function connect(): Promise<void> {
  world.devshop.installer.grant(installed.shop, [...SCOPES_TO_MOVE]);
  await world.settle(installed);
}

/** What a clerk asks of another location: so many units of the pickup's only line, a day away. */
async function missing(units: number, from = "Sevilla"): Promise<PickupAct> {
  const app = await load();
  const [line] = await app.inShop(installed.shopId, (tx) => app.pickupLines(tx, id));
  const locationId = location(installed, from);
  return { act: "transfer", lines: { [line?.lineId ?? ""]: units }, locationId, days: 1 };
}

const transfers = (): Transfer[] => [...installed.shop.transfers.values()];

function did<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.value;
}

const shirt = () => installed.shop.variants.get(variant(installed, "CAM-1"))?.itemId ?? "";

/** Somebody in Seville puts units on the van, in Shopify. */
function send(transfer: Transfer, quantity: number): Shipment {
  const input = { transferId: transfer.id, items: [{ itemId: shirt(), quantity }], tracking: null, dateCreated: null };
  return did(createShipment(world.devshop.world, installed.shop, input, true));
}

/** They are on the shelf in Madrid. */
async function arrive({ id: shipmentId, lines }: Shipment, quantity: number): Promise<void> {
  const items = [{ itemId: shirt(), lineId: lines[0]?.id ?? null, quantity, reason: "ACCEPTED" as const }];
  const received = { id: shipmentId, items: items.map(({ lineId, reason }) => ({ lineId, quantity, reason })) };
  did(receiveShipment(world.devshop.world, installed.shop, { ...received, rest: null, dateReceived: null }));
  await world.settle(installed);
}

/** How many of it are in Madrid, by our mirror. */
async function onHand(): Promise<number> {
  const [level] = await rows<{ units: number }>(
    world,
    "select on_hand as units from inventory_level where shop_id = $1 and item_id = $2 and location_id = $3",
    [installed.shopId, parseId<InventoryItemId>(shirt()), parseId<LocationId>(location(installed, "Madrid"))],
  );
  return level?.units ?? -1;
}

test("nothing is asked for that cannot come: without transfers, more than waits, more than is there, or too late", async () => {
  const before = await pickupOf(installed, id);
  expect(await click(world, installed, id, await missing(1))).toEqual({ status: "refused", code: "not_connected" });
  await connect();
  expect(await click(world, installed, id, await missing(0))).toEqual({ status: "refused", code: "nothing" });
  expect(await click(world, installed, id, await missing(4))).toEqual({ status: "refused", code: "too_many" });
  expect(await click(world, installed, id, await missing(1, "Barcelona"))).toMatchObject({ code: "too_many" });
  // From its own shelf nothing is missing.
  expect(await click(world, installed, id, await missing(1, "Madrid"))).toMatchObject({ code: "too_many" });
  expect(await pickupOf(installed, id)).toMatchObject({ readyBy: before.readyBy, transfers: 0 });
  await click(world, installed, id, { act: "ready" });
  expect(await click(world, installed, id, await missing(1))).toEqual({ status: "refused", code: "settled" });
  expect(transfers()).toEqual([]);
  expect(await timeline(world, installed, placed)).not.toContain("pickup.transfer_asked");
});

test("what is missing comes from another location: the promise moves, it is partly there, arrives, and the pickup becomes ready", async () => {
  await connect();
  const before = await pickupOf(installed, id);
  const had = await onHand();
  expect(await click(world, installed, id, await missing(2))).toEqual({ status: "did", did: "transfer" });

  const [transfer] = transfers();
  if (!transfer) throw new Error("no transfer");
  expect(transfer).toMatchObject({
    origin: { locationId: location(installed, "Sevilla") },
    destination: { locationId: location(installed, "Madrid") },
    status: "READY_TO_SHIP",
  });
  const asked = await pickupOf(installed, id);
  expect(asked).toMatchObject({ state: "preparing", readyByReason: "transfer", transfers: 1 });
  // A day later, when the store is open.
  expect(asked.readyBy.getTime() - before.readyBy.getTime()).toBeGreaterThan(DAY - HOUR - MINUTE);
  expect(await timeline(world, installed, placed)).toContain("pickup.transfer_asked");
  // Its shopper reads the new hour.
  const shown = placed.metafields.find(({ key }) => key === "promise")?.value ?? "{}";
  expect(shown).toContain(asked.readyBy.toISOString());

  const first = send(transfer, 1);
  await arrive(first, 1);
  expect(await onHand()).toBe(had + 1);
  expect(transfers()[0]?.status).toBe("IN_PROGRESS");
  expect(await pickupOf(installed, id)).toMatchObject({ state: "preparing", readyBy: asked.readyBy, units: 3 });

  await world.advance(installed, HOUR);
  const second = send(transfer, 1);
  await arrive(second, 1);
  expect(await onHand()).toBe(had + 2);
  expect(transfers()[0]?.status).toBe("TRANSFERRED");

  expect(await click(world, installed, id, { act: "ready" })).toMatchObject({ status: "did" });
  expect(await pickupOf(installed, id)).toMatchObject({ state: "ready", transfers: 1, readyByReason: "transfer" });
  expect(installed.shop.fulfillmentOrders.get(id)?.preparedForPickup).toBe(true);
  await world.advance(installed, 16 * MINUTE);
  await expectMirror(world, installed);
});

test("two clerks who ask for the same are two transfers, each written down, and the promise goes back for neither", async () => {
  await connect();
  await click(world, installed, id, await missing(1));
  const once = await pickupOf(installed, id);
  await click(world, installed, id, { ...(await missing(1)), days: 0 } as PickupAct, "8");
  const twice = await pickupOf(installed, id);
  expect(twice.transfers).toBe(2);
  expect(twice.readyBy.getTime()).toBe(once.readyBy.getTime());
  expect(transfers().map(({ status }) => status)).toEqual(["READY_TO_SHIP", "READY_TO_SHIP"]);
});
