import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseId, type OrderId } from "../../app/core/ids.ts";
import { releaseHolds as releaseInShop } from "../devshop/state/hold.ts";
import type { Order } from "../devshop/state/orders.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { always, draft, goLive, replayModules } from "./replay-steps.ts";
import {
  attention,
  claims,
  decisions,
  expectMirror,
  happen,
  HOUR,
  intents,
  MINUTE,
  openParts,
  order,
  ran,
  SECOND,
  shrink,
  switchOn,
} from "./steps.ts";

let world: TestWorld;
let installed: InstalledShop;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  installed = await world.install(spanishShop());
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

/** The merchant wants what is there shipped. */
async function shipInPart(leastPercent = 0): Promise<void> {
  await world.owner.query(
    `insert into routing_setting (shop_id, costs, in_part, updated_at) values ($1, '{}', $2, $3)
     on conflict (shop_id) do update set in_part = excluded.in_part`,
    [installed.shopId, JSON.stringify({ when: "ship", leastPercent }), world.clock.now()],
  );
}

/** "Almacén Madrid OPEN: CAM-1×2 POS-1×1" for each open fulfillment order, sorted. */
function parts(placed: Order): string[] {
  const { shop } = installed;
  return openParts(installed, placed)
    .map(({ assignedLocationId, status, lines }) => {
      const units = lines
        .filter(({ remainingQuantity }) => remainingQuantity > 0)
        .map(({ itemId, remainingQuantity }) => `${shop.items.get(itemId ?? "")?.sku}×${remainingQuantity}`);
      return `${shop.locations.get(assignedLocationId)?.name} ${status}: ${units.sort().join(" ")}`;
    })
    .sort();
}

/** Units come to a shelf, and everything that follows happens. */
async function stock(sku: string, place: string, units: number): Promise<void> {
  shrink(world, installed, sku, place, -units);
  await world.settle(installed);
  await world.advance(installed, 10 * SECOND);
}

const outcomes = async () => (await decisions(world, installed)).map(({ outcome, cause }) => `${cause} ${outcome}`);
const kinds = async () => (await intents(world, installed)).map(({ kind, status }) => `${kind} ${status}`);

describe("an order of which units are missing", () => {
  test("ships what is there, holds the rest by a split of Shopify's, and the rest ships when it comes", async () => {
    await switchOn(world, installed, "route", "hold");
    await shipInPart();
    const placed = await order(world, installed, { "CAM-1": 2, "POS-1": 3 });
    expect(await outcomes()).toEqual(["new inPart"]);
    expect(parts(placed)).toEqual(["Almacén Madrid ON_HOLD: POS-1×2", "Almacén Madrid OPEN: CAM-1×2 POS-1×1"]);
    expect(await kinds()).toEqual(["fulfillmentOrder.hold done"]);
    expect(await attention(world, installed, placed)).toBe("held");
    expect(await claims(world, installed)).toBe(0);
    await expectMirror(world, installed);

    await stock("POS-1", "Madrid", 2);
    expect(await outcomes()).toEqual(["new inPart", "arrived stay"]);
    expect(parts(placed)).toEqual(["Almacén Madrid OPEN: CAM-1×2 POS-1×1", "Almacén Madrid OPEN: POS-1×2"]);
    expect(await attention(world, installed, placed)).toBe("");
    await expectMirror(world, installed);
  });

  test("is both its parcels where other numbers of the cost model are tried", async () => {
    const { previewCosts } = await import("../../app/features/replay/public.server.ts");
    const { DEFAULT_COST_MODEL } = await import("../../app/features/routing/domain/cost.ts");
    const preview = async () => {
      const costs = { stored: DEFAULT_COST_MODEL, tried: DEFAULT_COST_MODEL };
      const shown = await previewCosts(installed.shopId, { currency: "EUR", ...costs }, world.clock.now());
      return shown && { orders: shown.orders, parcels: shown.before.parcels, waiting: shown.before.waiting };
    };
    await switchOn(world, installed, "route", "hold");
    await shipInPart();
    await order(world, installed, { "CAM-1": 2, "POS-1": 3 });
    expect(await preview()).toEqual({ orders: 1, parcels: 1, waiting: 0 });
    await stock("POS-1", "Madrid", 2);
    expect(await outcomes()).toEqual(["new inPart", "arrived stay"]);
    expect(await preview()).toEqual({ orders: 1, parcels: 2, waiting: 0 });
  });

  test("moves what ships from elsewhere, and what is left is held without a split or with one", async () => {
    await switchOn(world, installed, "route", "hold");
    await shipInPart();
    shrink(world, installed, "POS-1", "Madrid", 1);
    await world.settle(installed);
    const moved = await order(world, installed, { "CAM-1": 4, "POS-1": 1 });
    expect(parts(moved)).toEqual(["Almacén Madrid ON_HOLD: POS-1×1", "Tienda Sevilla OPEN: CAM-1×4"]);
    const both = await order(world, installed, { "CAM-1": 11, "POS-1": 2 });
    expect(parts(both)).toEqual([
      "Almacén Madrid ON_HOLD: POS-1×2",
      "Almacén Madrid OPEN: CAM-1×10",
      "Tienda Sevilla OPEN: CAM-1×1",
    ]);
    expect(await claims(world, installed)).toBe(0);
    await expectMirror(world, installed);
  });

  test("gets a label for what ships, and none for what waits", async () => {
    await switchOn(world, installed, "route", "hold", "ship");
    await world.connectCarrier(installed);
    await shipInPart();
    const placed = await order(world, installed, { "CAM-1": 2, "POS-1": 3 });
    await world.advance(installed, MINUTE);
    expect(parts(placed)).toEqual(["Almacén Madrid ON_HOLD: POS-1×2"]);
    expect(placed.fulfillmentIds).toHaveLength(1);
    await stock("POS-1", "Madrid", 2);
    await world.advance(installed, MINUTE);
    expect(parts(placed)).toEqual([]);
    expect(placed.fulfillmentIds).toHaveLength(2);
  });

  test("ships again in part of what waits, as often as some of it comes", async () => {
    await switchOn(world, installed, "route", "hold");
    await shipInPart();
    const placed = await order(world, installed, { "POS-1": 4 });
    expect(parts(placed)).toEqual(["Almacén Madrid ON_HOLD: POS-1×3", "Almacén Madrid OPEN: POS-1×1"]);
    await stock("POS-1", "Madrid", 1);
    expect(await outcomes()).toEqual(["new inPart", "arrived inPart"]);
    expect(parts(placed)).toEqual([
      "Almacén Madrid ON_HOLD: POS-1×2",
      "Almacén Madrid OPEN: POS-1×1",
      "Almacén Madrid OPEN: POS-1×1",
    ]);
    await world.advance(installed, 7 * HOUR);
    expect(await outcomes()).toHaveLength(2);
    await expectMirror(world, installed);
  });

  test("keeps from others what it ships, and nothing else", async () => {
    await switchOn(world, installed, "route", "hold");
    await shipInPart();
    await order(world, installed, { "CAM-1": 2, "POS-1": 3 });
    const shipped = await order(world, installed, { "POS-1": 1 });
    expect(parts(shipped)).toEqual(["Almacén Madrid ON_HOLD: POS-1×1"]);
    const free = await order(world, installed, { "CAM-1": 8 });
    expect(parts(free)).toEqual(["Almacén Madrid OPEN: CAM-1×8"]);
  });

  test.each([
    ["the merchant does not let us hold", ["route"], 0, "unroutable"],
    ["the merchant does not let us split", ["hold"], 0, "hold"],
    ["it is not worth a parcel", ["route", "hold"], 90, "hold"],
  ])("waits as a whole when %s", async (_, switches, leastPercent, outcome) => {
    await switchOn(world, installed, ...switches);
    await shipInPart(leastPercent);
    const placed = await order(world, installed, { "CAM-1": 2, "POS-1": 3 });
    expect(await outcomes()).toEqual([`new ${outcome}`]);
    expect(openParts(installed, placed)).toHaveLength(1);
  });

  test("ships in part by a rule in a shop that waits", async () => {
    await switchOn(world, installed, "route", "hold");
    const app = await replayModules();
    const drafted = await draft(app, installed, [always("r-1", { do: "ship", mode: "inPart" })], world.clock.now());
    await goLive(app, installed, drafted, world.clock.now());
    await order(world, installed, { "CAM-1": 2, "POS-1": 3 });
    expect(await outcomes()).toEqual(["new inPart"]);
  });

  test("says what would unblock the rest", async () => {
    await switchOn(world, installed, "route", "hold");
    await shipInPart();
    const placed = await order(world, installed, { "CAM-1": 2, "POS-1": 3 });
    await world.owner.query(
      `insert into buffer_level (shop_id, item_id, location_id, held, target, decided_at)
       select $1, l.item_id, l.location_id, 3, 3, $2 from inventory_level l
         join inventory_item i on i.shop_id = l.shop_id and i.item_id = l.item_id
        where l.shop_id = $1 and i.sku = 'POS-1' order by l.location_id limit 1`,
      [installed.shopId, world.clock.now()],
    );
    const { unblocksOfOrder } = await import("../../app/features/routing/public.server.ts");
    const app = await replayModules();
    const orderId = parseId<OrderId>(placed.id);
    const [found] = await app.inShop(installed.shopId, (tx) => unblocksOfOrder(tx, orderId, world.clock.now()));
    expect(found?.list).toMatchObject([{ code: "buffer", units: 3 }]);
  });
});

describe("the hold of the rest", () => {
  test.each([
    ["its answer is lost", { kind: "lostAnswer" } as const],
    ["it comes late", { kind: "late", afterMs: 40 * SECOND } as const],
    ["Shopify fails", { kind: "serverError" } as const],
  ])("is made once when %s", async (_, interference) => {
    await switchOn(world, installed, "route", "hold");
    await shipInPart();
    const before = ran(world, "HoldFulfillmentOrder");
    world.devshop.admin.interferences.add("HoldFulfillmentOrder", interference);
    const placed = await order(world, installed, { "CAM-1": 2, "POS-1": 3 });
    for (let time = 0; time < 5; time += 1) await world.advance(installed, 30 * SECOND);
    expect(ran(world, "HoldFulfillmentOrder") - before).toBe(1);
    expect(parts(placed)).toEqual(["Almacén Madrid ON_HOLD: POS-1×2", "Almacén Madrid OPEN: CAM-1×2 POS-1×1"]);
    expect(await outcomes()).toEqual(["new inPart"]);
    expect(await kinds()).toEqual(["fulfillmentOrder.hold done"]);
    expect(await claims(world, installed)).toBe(0);
    await expectMirror(world, installed);
  });

  test("that somebody released by hand is not made again, and the rest ships when it comes", async () => {
    await switchOn(world, installed, "route", "hold");
    await shipInPart();
    const placed = await order(world, installed, { "CAM-1": 2, "POS-1": 4 });
    const held = openParts(installed, placed).find(({ status }) => status === "ON_HOLD");
    const release = { id: held?.id ?? "", holdIds: null, releasedBy: null };
    await happen(world, installed, releaseInShop(world.devshop.world, installed.shop, release));
    await stock("POS-1", "Madrid", 1);
    expect(parts(placed)).toEqual(["Almacén Madrid OPEN: CAM-1×2 POS-1×1", "Almacén Madrid OPEN: POS-1×3"]);
    expect(await outcomes()).toEqual(["new inPart"]);
    await stock("POS-1", "Madrid", 2);
    expect(await outcomes()).toEqual(["new inPart", "arrived stay"]);
    await world.advance(installed, MINUTE);
    await expectMirror(world, installed);
  });
});
