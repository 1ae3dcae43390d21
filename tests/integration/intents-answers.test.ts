import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { IntentId, OrderId } from "../../app/core/ids.ts";
import { mirrorView } from "../devshop/state/mirror-view.ts";
import type { Order } from "../devshop/state/orders.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { attention, intents, order, timeline } from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

/** An order whose hold asks: nobody could find out whether it was placed. */
async function askingOrder(): Promise<{ installed: InstalledShop; placed: Order; intentId: IntentId }> {
  const installed = await world.install(spanishShop());
  const placed = await order(world, installed, { "CAM-1": 1 });
  const fulfillmentOrderId = mirrorView(installed.shop).fulfillmentOrders.find(
    ({ orderId }) => orderId === placed.id,
  )?.id;
  const input = { fulfillmentOrderId, handle: "entrega-1", reason: "OTHER", noteCode: "outOfStock", decisionId: "1" };
  const { rows } = await world.owner.query<{ id: IntentId }>(
    `insert into intent (shop_id, kind, order_id, subject, input, idempotency_key, status, share, tries, created_at, not_before, outcome)
     values ($1, 'fulfillmentOrder.hold', $2, 'x', $3, gen_random_uuid(), 'asks', 1, 12, $4, $4, '{"code": "lost_answer"}') returning intent_id as id`,
    [installed.shopId, placed.id, JSON.stringify(input), world.clock.now()],
  );
  await world.owner.query("update shop_order set attention = 'asks' where shop_id = $1", [installed.shopId]);
  return { installed, placed, intentId: rows[0]?.id ?? ("0" as IntentId) };
}

async function answer(
  { shopId }: InstalledShop,
  placed: Order,
  intentId: IntentId,
  said: "again" | "drop",
): Promise<boolean> {
  const { answerIntent } = await import("../../app/features/intents/public.server.ts");
  return answerIntent(shopId, placed.id as OrderId, intentId, said, world.clock.now());
}

const holds = ({ shop }: InstalledShop) => mirrorView(shop).fulfillmentOrders.flatMap((each) => each.holds);

describe("an intent that asks", () => {
  test("is done once when a person says it was not", async () => {
    const { installed, placed, intentId } = await askingOrder();
    expect(await answer(installed, placed, intentId, "again")).toBe(true);
    await world.settle(installed);
    expect(holds(installed)).toHaveLength(1);
    expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.hold", status: "done" }]);
    expect(await timeline(world, installed, placed)).toEqual(
      expect.arrayContaining(["intent.answered", "routing.held"]),
    );
  });

  test("is left when a person says so, and the order needs nobody any more for it", async () => {
    const { installed, placed, intentId } = await askingOrder();
    expect(await answer(installed, placed, intentId, "drop")).toBe(true);
    await world.settle(installed);
    expect(holds(installed)).toHaveLength(0);
    expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.hold", status: "refused" }]);
    expect(await attention(world, installed, placed)).not.toBe("asks");
  });

  test("takes one answer", async () => {
    const { installed, placed, intentId } = await askingOrder();
    await answer(installed, placed, intentId, "drop");
    expect(await answer(installed, placed, intentId, "again")).toBe(false);
  });
});
