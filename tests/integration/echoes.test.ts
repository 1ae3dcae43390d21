/** Echoes of our own writes: what an order costs with them, and that nothing is lost behind them. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { DEFAULT_KNOBS } from "../devshop/carrier/contract.ts";
import { addTags } from "../devshop/state/change-order.ts";
import { moveFulfillmentOrder } from "../devshop/state/move.ts";
import type { Order } from "../devshop/state/orders.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { send } from "./intake-signed.ts";
import {
  attention,
  expectMirror,
  happen,
  HOUR,
  location,
  MINUTE,
  onlyPart,
  order,
  places,
  ran,
  rows,
  SECOND,
  switchOn,
  timeline,
} from "./steps.ts";

/**
 * Points of an order of one line, from checkout to the read that confirms its shipment: measured 140 with a move, 95 without. An echo that overtakes the
 * answer of its write may cost one read more; echoes that were read like news cost ten.
 */
const MOST = { moved: 155, stayed: 110 };

/** Of an order of three lines in two parcels, until both are at the door: measured 288. */
const MOST_DELIVERED = 300;
/** What is asked and told because of an order; looking for what was missed is the shop's. */
const OF_ORDER = /^(Refresh|SenderAddress|CreateFulfillment|SetPromise|ChangedFulfillments)/;

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

const points = () => world.devshop.counters().adminApi.pointsSpent;

async function openShop(...effects: string[]): Promise<InstalledShop> {
  const installed = await world.install(spanishShop());
  await world.connectCarrier(installed);
  await switchOn(world, installed, ...effects);
  return installed;
}

/** Places an order, and gives it with what it had cost when it was shipped and confirmed. */
async function ship(installed: InstalledShop, units: number): Promise<{ placed: Order; cost: number }> {
  const start = points();
  const placed = await order(world, installed, { "CAM-1": units });
  expect(await timeline(world, installed, placed)).toContain("fulfillment.created");
  await expectMirror(world, installed);
  await world.advance(installed, 2 * MINUTE);
  await expectMirror(world, installed);
  expect(await attention(world, installed, placed)).toBe("");
  return { placed, cost: points() - start };
}

test("an order we move and ship costs few points: the answers are the reads, and the echoes end in one", async () => {
  const installed = await openShop("route", "ship", "events");
  const moved = await ship(installed, 4);
  expect(places(installed, moved.placed)).toEqual({});
  expect(await timeline(world, installed, moved.placed)).toContain("routing.moved");
  expect(moved.cost).toBeLessThanOrEqual(MOST.moved);
  const stayed = await ship(installed, 1);
  expect(stayed.cost).toBeLessThanOrEqual(MOST.stayed);
});

test("parcels are followed to the door with few points: three events each, and what is in them is read once", async () => {
  const installed = await openShop("route", "ship", "events");
  world.carrier.turn({ ...DEFAULT_KNOBS, attempted: 0, undocumented: 0 });
  const { points: before } = structuredClone(world.devshop.counters().adminApi);
  const placed = await order(world, installed, { "CAM-1": 1, "TAZ-1": 1, "POS-1": 1 });
  for (let quarter = 0; quarter < 4 * 8; quarter += 1) await world.advance(installed, 6 * HOUR);
  expect(await timeline(world, installed, placed)).toContain("parcel.delivered");
  await expectMirror(world, installed);
  const after = world.devshop.counters().adminApi.points;
  const spent = Object.entries(after).filter(([name]) => OF_ORDER.test(name));
  const cost = spent.reduce((sum, [name, points]) => sum + points - (before[name] ?? 0), 0);
  expect(cost).toBeLessThanOrEqual(MOST_DELIVERED);
  expect((after["CreateFulfillmentEvent"] ?? 0) - (before["CreateFulfillmentEvent"] ?? 0)).toBe(2 * 3 * 11);
});

test("a change of somebody else that looks like an echo is in the mirror a minute later", async () => {
  const installed = await openShop("ship");
  const placed = await order(world, installed, { "CAM-1": 1 });
  await world.advance(installed, 5 * SECOND);
  const reads = ran(world, "RefreshOrders");
  addTags(world.devshop.world, installed.shop, placed, ["gift"]);
  await world.settle(installed);
  expect(ran(world, "RefreshOrders")).toBe(reads);
  await world.advance(installed, MINUTE);
  expect(ran(world, "RefreshOrders")).toBe(reads + 1);
  await expectMirror(world, installed);
});

test("somebody who moves an order right after us is seen at once", async () => {
  const installed = await openShop("route");
  const placed = await order(world, installed, { "CAM-1": 4 });
  await happen(
    world,
    installed,
    moveFulfillmentOrder(world.devshop.world, installed.shop, {
      id: onlyPart(installed, placed).id,
      newLocationId: location(installed, "Madrid"),
      lines: null,
    }),
  );
  await expectMirror(world, installed);
  expect(await timeline(world, installed, placed)).toContain("routing.pinned");
});

test("an order that somebody moved a moment before we shipped it, unheard, left from where it then was", async () => {
  const installed = await openShop("ship");
  const { shop } = installed;
  world.devshop.admin.interferences.add("CreateFulfillment", {
    kind: "meanwhile",
    act: () => {
      const [part] = [...shop.fulfillmentOrders.values()];
      const newLocationId = location(installed, "Barcelona");
      world.devshop.knobs.webhooks.drop = 1;
      moveFulfillmentOrder(world.devshop.world, shop, { id: part?.id ?? "", newLocationId, lines: null });
    },
  });
  const placed = await order(world, installed, { "CAM-1": 1 });
  world.devshop.knobs.webhooks.drop = 0;
  expect(await timeline(world, installed, placed)).toContain("fulfillment.created");
  await world.advance(installed, 20 * MINUTE); // reconcile
  await expectMirror(world, installed);
});

test("a webhook older than the mirror costs no point; one of the mirror's own second is read", async () => {
  const installed = await openShop();
  const placed = await order(world, installed, { "CAM-1": 1 });
  await world.advance(installed, 16 * MINUTE);
  const [row] = await rows<{ updated_at: Date }>(
    world,
    "select updated_at from shop_order where shop_id = $1 and order_id = $2",
    [installed.shopId, placed.id],
  );
  const told = async (secondsAgo: number) => {
    const start = points();
    const updatedAt = new Date((row?.updated_at.getTime() ?? 0) - secondsAgo * SECOND);
    await send(
      world,
      installed,
      JSON.stringify({
        id: Number.NaN,
        admin_graphql_api_id: `gid://shopify/Order/${placed.id}`,
        updated_at: updatedAt,
      }),
    );
    await world.settle(installed);
    expect(await rows(world, "select 1 from mark where shop_id = $1", [installed.shopId])).toEqual([]);
    return points() - start;
  };
  expect(await told(1)).toBe(0);
  expect(await told(0)).toBeGreaterThan(0);
});
