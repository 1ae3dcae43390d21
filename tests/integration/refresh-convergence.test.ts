import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { payOrder } from "../devshop/state/change-order.ts";
import { updateProduct } from "../devshop/state/change-products.ts";
import { seededRandom } from "../devshop/state/random.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type TestWorld } from "../setup/world.ts";
import { live } from "../factories/people.ts";
import {
  expectMirror,
  HOUR,
  intents,
  MINUTE,
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

const EVENTS = 40;
const leftover = (shopId: string) => rows(world, "select kind, object_id from mark where shop_id = $1", [shopId]);

describe("the mirror equals the shop in the end", () => {
  test.each([1, 2, 4])(
    "when webhooks come twice, late, in another order, or not at all (seed %i)",
    async (seed) => {
      const random = seededRandom(seed);
      const installed = await world.install(spanishShop());
      if (seed % 2 === 0) await switchOn(world, installed, "route", "hold");
      const quiet = { ...world.devshop.knobs.webhooks };
      Object.assign(world.devshop.knobs.webhooks, { duplicate: 0.3, delayMs: 20_000, reorder: 0.3, drop: 0.2 });
      for (let event = 0; event < EVENTS; event += 1) {
        live(world.devshop.world, installed.shop, random);
        // Sometimes several things happen before the worker gets to see any of them.
        if (random() < 0.6) await world.advance(installed, Math.ceil(random() * 40) * SECOND);
        else await world.clock.advance(Math.ceil(random() * 20) * SECOND);
      }
      Object.assign(world.devshop.knobs.webhooks, quiet);
      await world.advance(installed, HOUR);
      await world.advance(installed, 20 * MINUTE);
      expect(installed.shop.orders.size).toBeGreaterThan(5);
      expect(world.devshop.counters().webhooks.dropped).toBeGreaterThan(3);
      await expectMirror(world, installed);
      expect(await leftover(installed.shopId)).toEqual([]);
      const unsettled = (await intents(world, installed)).filter(
        ({ status }) => !["done", "refused", "cancelled"].includes(status),
      );
      expect(unsettled).toEqual([]);
    },
    60_000,
  );

  test("when Shopify fails, throttles and loses answers at random", async () => {
    const random = seededRandom(11);
    const installed = await world.install(spanishShop());
    await switchOn(world, installed, "route", "hold");
    Object.assign(world.devshop.knobs.edge, { serverErrors: 0.1, lostAnswers: 0.1 });
    for (let event = 0; event < EVENTS; event += 1) {
      live(world.devshop.world, installed.shop, random);
      await world.advance(installed, Math.ceil(random() * 40) * SECOND).catch(isPassing);
    }
    Object.assign(world.devshop.knobs.edge, { serverErrors: 0, lostAnswers: 0 });
    for (let time = 0; time < 4; time += 1) await world.advance(installed, 31 * MINUTE);
    await expectMirror(world, installed);
    expect(await leftover(installed.shopId)).toEqual([]);
    const asked = (await intents(world, installed)).filter(
      ({ status }) => !["done", "refused", "cancelled"].includes(status),
    );
    expect(asked).toEqual([]);
  }, 60_000);
});

/** A lane that failed is claimed again later; the worker waits, here the clock is stepped. */
function isPassing(error: unknown): void {
  if (!(error instanceof Error && error.name === "Retryable")) throw error;
}

describe("a read that is older than the webhook that asked for it", () => {
  test("does not clear the mark: it is tried again after 2, 10 and 60 seconds, until it is fresh", async () => {
    const installed = await world.install(spanishShop());
    const placed = await order(world, installed, { "CAM-1": 1 }, { financialStatus: "PENDING" });
    const thaw = world.devshop.admin.freezeReads(installed.shop);
    payOrder(world.devshop.world, installed.shop, placed);
    const waits: number[] = [];
    await world.settle(installed);
    for (const wait of [2 * SECOND, 10 * SECOND]) {
      const [mark] = await rows<{ not_before: Date }>(
        world,
        "select not_before from mark where shop_id = $1 and object_id = $2",
        [installed.shopId, placed.id],
      );
      waits.push((mark?.not_before.getTime() ?? 0) - world.clock.now().getTime());
      await world.advance(installed, wait);
    }
    expect(waits).toEqual([2 * SECOND, 10 * SECOND]);
    thaw();
    await world.advance(installed, 59 * SECOND);
    expect(await timeline(world, installed, placed)).not.toContain("order.payment");
    await world.advance(installed, SECOND);
    expect(await timeline(world, installed, placed)).toContain("order.payment");
    expect(await leftover(installed.shopId)).toEqual([]);
    await expectMirror(world, installed);
  });

  test("and does not show a new order at all keeps the mark, and the order is found once it is there", async () => {
    const installed = await world.install(spanishShop());
    const thaw = world.devshop.admin.freezeReads(installed.shop);
    const placed = place(world, installed, { "CAM-1": 1 });
    await world.settle(installed);
    expect(await timeline(world, installed, placed)).toEqual([]);
    thaw();
    await world.advance(installed, 3 * SECOND);
    expect(await timeline(world, installed, placed)).toContain("order.placed");
    await world.advance(installed, MINUTE);
    await expectMirror(world, installed);
  });

  test("for longer than we wait is found by reconcile", async () => {
    const installed = await world.install(spanishShop());
    const thaw = world.devshop.admin.freezeReads(installed.shop);
    const placed = place(world, installed, { "CAM-1": 1 });
    for (const wait of [3, 11, 61, 61]) await world.advance(installed, wait * SECOND);
    thaw();
    expect(await timeline(world, installed, placed)).toEqual([]);
    await world.advance(installed, 16 * MINUTE);
    expect(await timeline(world, installed, placed)).toContain("order.placed");
    await expectMirror(world, installed);
  });
});

describe("what one webhook tells", () => {
  test("a number of units in a body is shown at once, and confirmed by the read that follows", async () => {
    const installed = await world.install(spanishShop());
    await world.advance(installed, MINUTE);
    const thaw = world.devshop.admin.freezeReads(installed.shop);
    shrink(world, installed, "CAM-1", "Madrid", 3);
    await world.settle(installed);
    const level = async () =>
      rows<{ available: number; provisional: boolean }>(
        world,
        `select l.available, l.provisional from inventory_level l join inventory_item i using (shop_id, item_id)
          join location o using (shop_id, location_id) where l.shop_id = $1 and i.sku = 'CAM-1' and o.name like '%Madrid%'`,
        [installed.shopId],
      );
    expect(await level()).toEqual([{ available: 7, provisional: true }]);
    thaw();
    await world.advance(installed, 2 * MINUTE);
    expect(await level()).toEqual([{ available: 7, provisional: false }]);
    await expectMirror(world, installed);
  });

  test("a level that changes again and again is read when it has been quiet for a minute, or after ten", async () => {
    const installed = await world.install(spanishShop());
    await world.advance(installed, 16 * MINUTE);
    const reads = () => world.devshop.admin.counters.operations["RefreshInventoryLevels"] ?? 0;
    const before = reads();
    const readsAfter = async (ms: number) => {
      await world.advance(installed, ms);
      return reads() - before;
    };
    const change = async () => {
      shrink(world, installed, "CAM-1", "Madrid", 1);
      await world.settle(installed);
      return reads() - before;
    };
    expect(await change()).toBe(1);
    await world.advance(installed, 30 * SECOND);
    expect(await change()).toBe(1);
    expect(await readsAfter(59 * SECOND)).toBe(1);
    expect(await readsAfter(SECOND)).toBe(2);
    for (let time = 0; time < 12; time += 1) {
      expect(await change()).toBe(2);
      await world.advance(installed, 50 * SECOND);
    }
    expect(await readsAfter(SECOND)).toBe(3);
    await expectMirror(world, installed);
  });

  test("a product's new vendor is read; what a sale tells of it again costs nothing", async () => {
    const installed = await world.install(spanishShop());
    const reads = () => world.devshop.admin.counters.operations["RefreshInventoryItems"] ?? 0;
    await order(world, installed, { "CAM-1": 1 });
    await world.advance(installed, MINUTE);
    const before = reads();
    await order(world, installed, { "CAM-1": 1, "TAZ-1": 1 });
    await world.advance(installed, MINUTE);
    expect(reads()).toBe(before);
    const product = [...installed.shop.products.values()].find(({ title }) => title === "Camiseta");
    if (!product) throw new Error("no such product");
    updateProduct(world.devshop.world, installed.shop, product, { vendor: "Sol", tags: ["verano"] });
    await world.advance(installed, MINUTE);
    expect(reads()).toBe(before + 1);
    const items = `select i.vendor, t.tag from inventory_item i join item_tag t using (shop_id, item_id) where i.shop_id = $1`;
    expect(await rows(world, items, [installed.shopId])).toEqual([{ vendor: "Sol", tag: "verano" }]);
    expect(await leftover(installed.shopId)).toEqual([]);
  });
});

test("a shop whose work has no end gives its lane back, so that others get their turn", async () => {
  const { claimLanes, finishLane } = await import("../../app/platform/lanes.server.ts");
  const { LANE_RUNNERS } = await import("../../app/jobs.server.ts");
  const installed = await world.install({ ...spanishShop(), rate: "plus" });
  const orders = 130;
  shrink(world, installed, "CAM-1", "Madrid", -orders);
  for (let n = 0; n < orders; n += 1) place(world, installed, { "CAM-1": 1 });
  // Shopify says some seconds later that they are routed.
  await world.clock.advance(10 * SECOND);
  await world.devshop.webhooks.flush();
  const leases = await claimLanes(9, installed.shopId);
  const ends = new Map<string, unknown>();
  for (const lease of leases) {
    const end = await LANE_RUNNERS[lease.lane]?.(lease);
    ends.set(lease.lane, end);
    await finishLane(lease, end?.nextInMs);
  }
  const decided = () => rows(world, "select 1 from routing_decision where shop_id = $1", [installed.shopId]);
  expect(ends.get("refresh")).toEqual({ nextInMs: 0 });
  expect((await decided()).length).toBeLessThan(orders);
  await world.settle(installed);
  expect(await decided()).toHaveLength(orders);
});
