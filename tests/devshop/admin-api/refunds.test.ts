import { expect, test } from "vitest";
import { startHarness } from "../harness.ts";
import { createFulfillment } from "../state/fulfil.ts";
import { gid } from "../state/ids.ts";
import { refundOrder } from "../state/refund.ts";
import { bodyOf } from "../webhooks/bodies.ts";
import type { Json } from "../webhooks/json.ts";

test("an order's refunds say what was restocked where, in the query and in the webhook", async () => {
  await using h = await startHarness();
  const { world } = h.devshop;
  const told: Json[] = [];
  world.onEvent((shop, event) => {
    if (event.topic === "refunds/create") told.push(bodyOf(world, shop, event));
  });
  const [variantId = ""] = h.shop.variants.keys();
  const order = await h.order({ lines: [{ variantId, quantity: 3 }] });
  const parts = [{ fulfillmentOrderId: order.fulfillmentOrderIds[0] ?? "", lines: null }];
  createFulfillment(world, h.shop, { parts, tracking: null });
  const [, sevilla = ""] = h.shop.locations.keys();
  const line = { lineItemId: order.lines[0]?.id ?? "" };
  const lines = [
    { ...line, quantity: 2, restockType: "RETURN" as const, locationId: sevilla },
    { ...line, quantity: 1, restockType: "NO_RESTOCK" as const, locationId: null },
  ];
  const made = refundOrder(world, h.shop, { orderId: order.id, lines, note: "broken" });
  if (!made.ok) throw new Error("not refunded");
  const id = gid("Refund", made.value.id);

  const query = `query($id: ID!, $refund: ID!) {
    order(id: $id) { displayFinancialStatus refunds(first: 9) { id note createdAt totalRefundedSet { shopMoney { amount } }
      refundLineItems(first: 9) { nodes { quantity restockType restocked location { name } lineItem { id currentQuantity } } } } }
    refund(id: $refund) { order { id } } }`;
  const lineItem = { id: gid("LineItem", order.lines[0]?.id ?? ""), currentQuantity: 0 };
  expect(await h.data(query, { id: gid("Order", order.id), refund: id })).toEqual({
    order: {
      displayFinancialStatus: "REFUNDED",
      refunds: [
        {
          id,
          note: "broken",
          createdAt: "2026-11-20T10:00:00Z",
          totalRefundedSet: { shopMoney: { amount: "37.5" } },
          refundLineItems: {
            nodes: [
              { quantity: 2, restockType: "RETURN", restocked: true, location: { name: "Sevilla" }, lineItem },
              { quantity: 1, restockType: "NO_RESTOCK", restocked: false, location: null, lineItem },
            ],
          },
        },
      ],
    },
    refund: { order: { id: gid("Order", order.id) } },
  });
  const lineId = BigInt(line.lineItemId);
  expect(told).toMatchObject([
    {
      order_id: BigInt(order.id),
      note: "broken",
      restock: true,
      refund_line_items: [
        { line_item_id: lineId, quantity: 2, restock_type: "return", location_id: BigInt(sevilla) },
        { line_item_id: lineId, quantity: 1, restock_type: "no_restock", location_id: null },
      ],
    },
  ]);
});
