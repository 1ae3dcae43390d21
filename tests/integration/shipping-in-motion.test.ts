import { afterAll, expect, test } from "vitest";
import type { FulfillmentOrderId, OrderId, ShopId } from "../../app/core/ids.ts";
import { automaticShippables } from "../../app/features/fulfillment/store.server.ts";
import { recordIntents, setSwitch } from "../../app/features/intents/public.server.ts";
import { prisma } from "../../app/platform/db/client.server.ts";
import { inShop } from "../../app/platform/db/in-shop.server.ts";
import { sqlPool } from "../../app/platform/db/pool.server.ts";
import { markChanged } from "../../app/platform/marks.server.ts";
import { insertFulfillmentOrder, insertOrder, newShop } from "./shipping-rows.ts";

const NOW = new Date("2026-11-23T10:00:00Z");
const SINCE = new Date("2026-11-23T08:00:00Z");
const ORDER = "1" as OrderId;

afterAll(async () => {
  await prisma.$disconnect();
  await sqlPool.end();
});

/** An order in two parts, both decided to stay, and one of another order. */
async function twoParts(): Promise<ShopId> {
  const { shopId } = await newShop();
  await insertOrder(shopId, ORDER);
  await insertFulfillmentOrder(shopId, "11", ORDER);
  await insertFulfillmentOrder(shopId, "12", ORDER);
  await insertOrder(shopId, "2");
  await insertFulfillmentOrder(shopId, "21", "2");
  return shopId;
}

const shippable = (shopId: ShopId) =>
  inShop(shopId, async (tx) =>
    (await automaticShippables(tx, SINCE, NOW, 10)).map(({ fulfillmentOrderId }) => fulfillmentOrderId),
  );

test("an order whose parts all stay is shipped in all parts", async () => {
  expect(await shippable(await twoParts())).toEqual(["11", "12", "21"]);
});

test("an order waits whole while one of its parts is not decided", async () => {
  const shopId = await twoParts();
  await inShop(shopId, (tx) =>
    tx.run("update routing_case set status = 'due' where shop_id = $1 and fulfillment_order_id = 12", [shopId]),
  );
  expect(await shippable(shopId)).toEqual(["21"]);
});

test("an order waits whole while one of its parts is being moved, and no longer once it has arrived", async () => {
  const shopId = await twoParts();
  await inShop(shopId, async (tx) => {
    await setSwitch(tx, "route", true, "1", NOW);
    const input = {
      fulfillmentOrderId: "12" as FulfillmentOrderId,
      whole: true,
      decisionId: "12",
      from: "1" as never,
      to: "2" as never,
      lines: [],
    };
    await recordIntents(tx, [{ kind: "fulfillmentOrder.move", orderId: ORDER, subject: "12", input }], NOW);
  });
  expect(await shippable(shopId)).toEqual(["21"]);
  await inShop(shopId, (tx) => tx.run("update intent set status = 'done' where shop_id = $1", [shopId]));
  expect(await shippable(shopId)).toEqual(["11", "12", "21"]);
});

test("an order waits whole while a change of one of its parts has not been read", async () => {
  const shopId = await twoParts();
  await inShop(shopId, (tx) => markChanged(tx, [{ kind: "fulfillmentOrder", objectId: "12" }], NOW));
  expect(await shippable(shopId)).toEqual(["21"]);
});
