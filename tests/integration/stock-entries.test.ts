import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cancelOrder } from "../devshop/state/change-order.ts";
import { refundOrder } from "../devshop/state/refund.ts";
import { spanishShop } from "../factories/shops.ts";
import { unexplained } from "../setup/mirror.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { expectMirror, location, MINUTE, order, place, rows, SECOND, shrink, switchOn } from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

/** Two reconciles: the second look judges what the first one found. */
async function lookedTwice(installed: InstalledShop): Promise<void> {
  for (let look = 0; look < 3; look += 1) await world.advance(installed, 16 * MINUTE);
}

/** An installed shop whose openings are settled. */
async function opened(...switches: Parameters<typeof switchOn>[2][]): Promise<InstalledShop> {
  const installed = await world.install(spanishShop());
  for (const each of switches) await switchOn(world, installed, each);
  await world.advance(installed, 16 * MINUTE);
  return installed;
}

/** `sold CAM-1 Madrid -4 available`, in the order of writing. */
async function entries({ shopId }: InstalledShop): Promise<string[]> {
  const found = await rows<{ entry: string }>(
    world,
    `select concat_ws(' ', e.cause, i.sku, split_part(l.name, ' ', 2),
              'available ' || nullif(e.available, 0), 'committed ' || nullif(e.committed, 0), 'damaged ' || nullif(e.damaged, 0)) as entry
       from stock_entry e join inventory_item i using (shop_id, item_id) join location l using (shop_id, location_id)
      where e.shop_id = $1 order by e.seq`,
    [shopId],
  );
  return found.map(({ entry }) => entry);
}

async function expectExplained(installed: InstalledShop): Promise<void> {
  await expectMirror(world, installed);
  expect(await unexplained(world.owner, installed.shopId)).toEqual([]);
}

describe("each change of a level has its explanation", () => {
  test("a sale, and its cancellation", async () => {
    const installed = await opened();
    const placed = await order(world, installed, { "CAM-1": 2 });
    expect(await entries(installed)).toEqual(["sold CAM-1 Madrid available -2 committed 2"]);
    cancelOrder(world.devshop.world, installed.shop, {
      orderId: placed.id,
      reason: "CUSTOMER",
      restock: true,
      refund: true,
    });
    await world.advance(installed, 10 * SECOND);
    expect((await entries(installed)).slice(1)).toEqual(["released CAM-1 Madrid available 2 committed -2"]);
    await lookedTwice(installed);
    await expectExplained(installed);
  });

  test("a cancellation that puts nothing back on the shelf", async () => {
    const installed = await opened();
    const placed = await order(world, installed, { "CAM-1": 2 });
    const input = { orderId: placed.id, reason: "CUSTOMER", restock: false, refund: true } as const;
    cancelOrder(world.devshop.world, installed.shop, input);
    await world.advance(installed, 10 * SECOND);
    await lookedTwice(installed);
    const found = (await entries(installed)).slice(1);
    expect(new Set(found.map((entry) => entry.split(" ")[0]))).toEqual(new Set(["released"]));
    await expectExplained(installed);
  });

  test("units that a customer sent back", async () => {
    const installed = await opened("ship");
    await world.connectCarrier(installed);
    const placed = await order(world, installed, { "CAM-1": 2 });
    await world.advance(installed, 10 * MINUTE);
    const lines = placed.lines.map((line) => ({
      lineItemId: line.id,
      quantity: 1,
      restockType: "RETURN" as const,
      locationId: location(installed, "Sevilla"),
    }));
    expect(refundOrder(world.devshop.world, installed.shop, { orderId: placed.id, lines })).toMatchObject({ ok: true });
    await world.advance(installed, 10 * SECOND);
    expect(await entries(installed)).toContain("restocked CAM-1 Sevilla available 1");
    await lookedTwice(installed);
    await expectExplained(installed);
  });

  test("a move of ours is no sale, and shipping takes the units off the shelf", async () => {
    const installed = await opened("route", "ship");
    await world.connectCarrier(installed);
    await order(world, installed, { "CAM-1": 4 });
    await lookedTwice(installed);
    expect((await entries(installed)).toSorted()).toEqual([
      "moved CAM-1 Madrid available 4 committed -4",
      "moved CAM-1 Sevilla available -4 committed 4",
      "shipped CAM-1 Sevilla committed -4",
      "sold CAM-1 Madrid available -4 committed 4",
    ]);
    await expectExplained(installed);
  });

  test("what was there before the app is the opening, not somebody's edit", async () => {
    const { devshop } = world;
    const shop = devshop.createShop({ ...spanishShop(), handle: `before-${Date.now().toString(36)}` });
    expect(shop.orders.size).toBe(0);
    const installed = await world.install(spanishShop());
    await lookedTwice(installed);
    expect(await entries(installed)).toEqual([]);
    await expectExplained(installed);
  });
});

describe("what no document explains is outside", () => {
  test("with the time in which it happened, after two looks", async () => {
    const installed = await opened();
    await world.advance(installed, 5 * MINUTE);
    shrink(world, installed, "CAM-1", "Madrid", 3);
    await world.advance(installed, 10 * SECOND);
    expect(await entries(installed)).toEqual([]);
    await lookedTwice(installed);
    expect(await entries(installed)).toEqual(["outside CAM-1 Madrid available -3"]);
    const [window] = await rows<{ since: Date; until: Date }>(
      world,
      "select since, occurred_at as until from stock_entry where shop_id = $1",
      [installed.shopId],
    );
    expect(window?.since.getTime()).toBeLessThanOrEqual(window?.until.getTime() ?? 0);
    await expectExplained(installed);
  });

  test("also when a sale and the edit fall into one read", async () => {
    const installed = await opened();
    place(world, installed, { "CAM-1": 2 }, { financialStatus: "PAID" });
    shrink(world, installed, "CAM-1", "Madrid", 5);
    await world.advance(installed, 10 * SECOND);
    await lookedTwice(installed);
    expect((await entries(installed)).toSorted()).toEqual([
      "outside CAM-1 Madrid available -5",
      "sold CAM-1 Madrid available -2 committed 2",
    ]);
    await expectExplained(installed);
  });

  test("also of a level that others never leave alone", async () => {
    const installed = await opened();
    shrink(world, installed, "CAM-1", "Madrid", 3);
    for (let time = 0; time < 100; time += 1) {
      shrink(world, installed, "CAM-1", "Madrid", time % 2 === 0 ? 1 : -1);
      await world.settle(installed);
      await world.advance(installed, 30 * SECOND);
    }
    expect(await entries(installed)).toEqual([expect.stringMatching(/^outside CAM-1 Madrid available -[34]$/)]);
  });

  test("and never a sale that could not be read yet, however often Shopify tells of its order", async () => {
    const { shopId, shop } = await opened();
    const { storeBatch } = await import("../../app/features/intake/store.server.ts");
    const { lookAtDifferences } = await import("../../app/features/inventory/public.server.ts");
    const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
    const start = world.clock.now().getTime();
    const at = (minute: number) => new Date(start + minute * MINUTE);
    const tell = (minute: number) =>
      storeBatch([
        {
          headers: {
            ...{ topic: "orders/updated", domain: shop.domain, webhookId: `again-${String(minute)}` },
            ...{ eventId: null, triggeredAt: at(minute) },
          },
          ...{ receivedAt: at(minute), known: true, mayBeEcho: false, fact: undefined },
          marks: [{ kind: "order", objectId: "77", hintedAt: at(minute) }],
        },
      ]);
    const look = (minute: number) => inShop(shopId, (tx) => lookAtDifferences(tx, at(minute)));
    await tell(1);
    // The level was read with the sale in it.
    await world.owner.query(
      "update inventory_level set x_available = x_available + 2 where ctid in (select ctid from inventory_level where shop_id = $1 limit 1)",
      [shopId],
    );
    for (const minute of [15, 30, 45, 60]) {
      await tell(minute - 3);
      expect(await look(minute)).toEqual([]);
    }
    await world.owner.query("delete from mark where shop_id = $1", [shopId]);
    expect(await look(75)).toMatchObject([{ units: -2 }]);
  });

  test("and never a sale whose webhooks were all lost", async () => {
    const installed = await opened();
    const { knobs } = world.devshop.webhooks;
    knobs.drop = 1;
    place(world, installed, { "CAM-1": 2 }, { financialStatus: "PAID" });
    await world.advance(installed, 10 * SECOND);
    knobs.drop = 0;
    await lookedTwice(installed);
    expect(await entries(installed)).toEqual(["sold CAM-1 Madrid available -2 committed 2"]);
    await expectExplained(installed);
  });
});

test("what Shopify does not count is not explained, and nobody is called to account for it", async () => {
  const installed = await opened();
  const { shop } = installed;
  const item = [...shop.items.values()].find(({ sku }) => sku === "CAM-1");
  if (!item) throw new Error("no CAM-1");
  shrink(world, installed, "CAM-1", "Madrid", 3);
  item.tracked = false;
  item.updatedAt = world.clock.now();
  await lookedTwice(installed);
  expect(await entries(installed)).toEqual([]);
  expect(await unexplained(world.owner, installed.shopId)).toEqual([]);
  item.tracked = true;
  item.updatedAt = world.clock.now();
  await lookedTwice(installed);
  shrink(world, installed, "CAM-1", "Madrid", 2);
  await lookedTwice(installed);
  expect(await entries(installed)).toEqual(["outside CAM-1 Madrid available -2"]);
  await expectExplained(installed);
});
