import { describe, expect, test } from "vitest";
import { cancelOrder } from "./change-order.ts";
import { createFulfillment } from "./fulfil.ts";
import type { Order, RestockType } from "./orders.ts";
import { refundOrder } from "./refund.ts";
import { worldOfOne, type WorldOfOne } from "./world-of-one.ts";

function refund(w: WorldOfOne, order: Order, restockType: RestockType, quantity: number, location: number | null = 0) {
  const locationId = location === null ? null : (w.locations[location] ?? "");
  const lines = [{ lineItemId: order.lines[0]?.id ?? "", quantity, restockType, locationId }];
  return refundOrder(w.world, w.shop, { orderId: order.id, lines });
}

function fulfilAll(w: WorldOfOne, order: Order): void {
  for (const fulfillmentOrderId of order.fulfillmentOrderIds)
    createFulfillment(w.world, w.shop, { parts: [{ fulfillmentOrderId, lines: null }], tracking: null });
}

describe("a refund", () => {
  test("that cancels lets waiting units be sold again, where they wait", () => {
    const w = worldOfOne([[2, 5]]);
    const order = w.place([6]);
    expect(refund(w, order, "CANCEL", 2, 1)).toMatchObject({ ok: true, value: { totalMinor: 2000 } });
    expect(order).toMatchObject({
      financialStatus: "PARTIALLY_REFUNDED",
      lines: [{ currentQuantity: 4, unfulfilledQuantity: 4 }],
    });
    expect(w.level(0, 1).quantities).toMatchObject({ available: 3, committed: 2 });
    expect(refund(w, order, "CANCEL", 3, 1)).toMatchObject({ ok: false });
    expect(w.topics().slice(-2)).toEqual(["refunds/create", "orders/updated"]);
  });

  test("of returned units puts them where they came back, which need not be where they left", () => {
    const w = worldOfOne([[5, null]]);
    const order = w.place([2]);
    expect(refund(w, order, "RETURN", 1, 1)).toMatchObject({ ok: false });
    fulfilAll(w, order);
    refund(w, order, "RETURN", 1, 1);
    expect(w.level(0, 1).quantities).toMatchObject({ available: 1 });
    expect(refund(w, order, "RETURN", 2, 1)).toMatchObject({ ok: false });
    refund(w, order, "RETURN", 1, 0);
    expect(w.level(0, 0).quantities).toMatchObject({ available: 4, committed: 0 });
    expect(order).toMatchObject({ financialStatus: "REFUNDED", lines: [{ currentQuantity: 0 }] });
  });

  test("returns no more than was fulfilled and is not yet back", () => {
    const w = worldOfOne([[5]]);
    const order = w.place([3]);
    const [fulfillmentOrderId = ""] = order.fulfillmentOrderIds;
    const [line] = w.shop.fulfillmentOrders.get(fulfillmentOrderId)?.lines ?? [];
    const parts = [{ fulfillmentOrderId, lines: [{ id: line?.id ?? "", quantity: 1 }] }];
    createFulfillment(w.world, w.shop, { parts, tracking: null });
    expect([1, 1].map((units) => refund(w, order, "RETURN", units).ok)).toEqual([true, false]);
  });

  test("without restocking is money only: the units are still to be fulfilled", () => {
    const w = worldOfOne([[5]]);
    const order = w.place([2]);
    expect(refund(w, order, "NO_RESTOCK", 1, null)).toMatchObject({
      ok: true,
      value: { lines: [{ locationId: null }] },
    });
    expect(order.lines).toMatchObject([{ currentQuantity: 1, unfulfilledQuantity: 2 }]);
    expect(w.level(0, 0).quantities).toMatchObject({ available: 3, committed: 2 });
  });

  test("never gives back more than there is, also in several lines, and needs a place to restock", () => {
    const w = worldOfOne([[5]]);
    const order = w.place([2]);
    const line = {
      lineItemId: order.lines[0]?.id ?? "",
      restockType: "CANCEL" as const,
      locationId: w.locations[0] ?? "",
    };
    const lines = [1, 2].map((quantity) => ({ ...line, quantity }));
    expect(refundOrder(w.world, w.shop, { orderId: order.id, lines })).toMatchObject({
      errors: [{ field: ["refundLineItems", "1", "quantity"] }],
    });
    expect(refund(w, order, "CANCEL", 1, null)).toMatchObject({
      errors: [{ field: ["refundLineItems", "0", "locationId"] }],
    });
    expect([w.shop.refunds.size, w.level(0, 0).quantities.committed]).toEqual([0, 2]);
  });
});

describe("cancelling an order makes a refund", () => {
  const cancel = (w: WorldOfOne, order: Order, restock: boolean, money: boolean) =>
    cancelOrder(w.world, w.shop, { orderId: order.id, reason: "CUSTOMER", restock, refund: money });
  const refundOf = (w: WorldOfOne, order: Order) => w.shop.refunds.get(order.refundIds[0] ?? "");

  test("that says where each unit is restocked", () => {
    const w = worldOfOne([[2, 5]]);
    const order = w.place([6]);
    cancel(w, order, true, true);
    expect(refundOf(w, order)).toMatchObject({
      totalMinor: 6000,
      lines: [
        { quantity: 2, restockType: "CANCEL", locationId: w.locations[0] },
        { quantity: 4, restockType: "CANCEL", locationId: w.locations[1] },
      ],
    });
    expect(w.shop.fulfillmentOrders.get(order.fulfillmentOrderIds[1] ?? "")?.status).toBe("CANCELLED");
  });

  test("that restocks nothing, and gives no money back, when told so", () => {
    const w = worldOfOne([[5]]);
    const order = w.place([2]);
    cancel(w, order, false, false);
    expect(refundOf(w, order)).toMatchObject({
      totalMinor: 0,
      lines: [{ quantity: 2, restockType: "NO_RESTOCK", locationId: null }],
    });
  });

  test("of what was not yet refunded", () => {
    const w = worldOfOne([[5]]);
    const order = w.place([3]);
    refund(w, order, "CANCEL", 1);
    cancel(w, order, true, true);
    expect(order.refundIds.map((id) => w.shop.refunds.get(id)?.totalMinor)).toEqual([1000, 2000]);
    expect(w.level(0, 0).quantities).toMatchObject({ available: 5, committed: 0 });
  });
});
