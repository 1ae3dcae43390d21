import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { spanishShop } from "../factories/shops.ts";
import { mirrorView } from "../devshop/state/mirror-view.ts";
import type { OrderInput } from "../devshop/state/place-order.ts";
import { readMirror } from "../setup/mirror.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
  await world.close();
});

const SEVILLE = {
  firstName: "Ana",
  lastName: "Pérez",
  address1: "Calle Sierpes 1",
  city: "Sevilla",
  zip: "41004",
  countryCode: "ES",
  latitude: 37.39,
  longitude: -5.99,
};
const MINUTE = 60_000;
const DAY = 86_400_000;

async function expectMirror({ shop, shopId }: InstalledShop) {
  expect(await readMirror(world.owner, shopId)).toEqual(mirrorView(shop));
}

function variant({ shop }: InstalledShop, sku: string): string {
  const found = [...shop.variants.values()].find((each) => shop.items.get(each.itemId)?.sku === sku);
  if (!found) throw new Error(`no ${sku}`);
  return found.id;
}

async function order(installed: InstalledShop, lines: Record<string, number>, change: Partial<OrderInput> = {}) {
  const placed = world.devshop.placeOrder(installed.shop, {
    lines: Object.entries(lines).map(([sku, quantity]) => ({ variantId: variant(installed, sku) as never, quantity })),
    shippingAddress: SEVILLE,
    financialStatus: "PAID",
    riskLevel: "LOW",
    email: "ana@example.com",
    shippingLine: { title: "Standard", code: "standard", priceMinor: 490 },
    ...change,
  });
  if (placed.kind !== "placed") throw new Error(`refused: ${placed.code}`);
  await world.settle(installed);
  await world.advance(installed, 10_000); // Shopify routes an order a moment after it is placed
  return placed.order;
}

async function switchOn({ shopId }: InstalledShop, ...effects: string[]) {
  for (const effect of effects)
    await world.owner.query("update effect_switch set on_since = $3 where shop_id = $1 and effect = $2", [
      shopId,
      effect,
      world.clock.now(),
    ]);
}

async function decisions({ shopId }: InstalledShop) {
  const { rows } = await world.owner.query<{ outcome: string; mode: string; cause: string }>(
    "select outcome, mode, cause from routing_decision where shop_id = $1 order by decision_id",
    [shopId],
  );
  return rows;
}

async function intents({ shopId }: InstalledShop) {
  const { rows } = await world.owner.query<{ kind: string; status: string }>(
    "select kind, status from intent where shop_id = $1 order by intent_id",
    [shopId],
  );
  return rows;
}

async function timeline({ shopId }: InstalledShop, orderId: string) {
  const { rows } = await world.owner.query<{ code: string }>(
    "select code from order_event where shop_id = $1 and order_id = $2 order by occurred_at, seq",
    [shopId, orderId],
  );
  return rows.map((row) => row.code);
}

describe("an order's way through the product", () => {
  test("after installing, the mirror equals the shop", async () => {
    const installed = await world.install(spanishShop());
    expect(mirrorView(installed.shop).levels).toHaveLength(9);
    await expectMirror(installed);
  });

  test("in observe a decision is made and shown, and nothing is done", async () => {
    const installed = await world.install(spanishShop());
    const { id } = await order(installed, { "CAM-1": 4 });
    expect(await decisions(installed)).toEqual([{ outcome: "move", mode: "observe", cause: "new" }]);
    expect(await intents(installed)).toEqual([]);
    expect(await timeline(installed, id)).toEqual(["order.placed", "promise.shown", "routing.decided"]);
    await expectMirror(installed);
  });

  test("an order is moved to the nearer shop, once, and the echo of the move decides nothing", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(installed, "route");
    const { id } = await order(installed, { "CAM-1": 4 });
    expect(await decisions(installed)).toEqual([{ outcome: "move", mode: "live", cause: "new" }]);
    expect(await intents(installed)).toEqual([{ kind: "fulfillmentOrder.move", status: "done" }]);
    expect(await timeline(installed, id)).toContain("routing.moved");
    const [open] = mirrorView(installed.shop).fulfillmentOrders.filter((each) => each.status === "OPEN");
    expect(installed.shop.locations.get(open?.locationId ?? ("" as never))?.name).toBe("Tienda Sevilla");
    await expectMirror(installed);
  });

  test("an order that is moved, shipped and delivered is written back, and the mirror equals the shop all the way", async () => {
    const installed = await world.install(spanishShop());
    await switchOn(installed, "route", "hold", "ship", "events");
    await world.connectCarrier(installed);
    const { id } = await order(installed, { "CAM-1": 1 });
    await expectMirror(installed);
    for (let day = 0; day < 8; day += 1) await world.advance(installed, DAY);
    expect(await timeline(installed, id)).toEqual(
      expect.arrayContaining([
        "order.placed",
        "routing.decided",
        "parcel.labelled",
        "fulfillment.created",
        "parcel.delivered",
      ]),
    );
    await expectMirror(installed);
    await world.advance(installed, MINUTE);
  });
});
