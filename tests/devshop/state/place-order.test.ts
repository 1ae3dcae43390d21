import { describe, expect, test } from "vitest";
import { assessRisk, placeOrder } from "./place-order.ts";
import { displayStatus } from "./order-status.ts";
import { worldOfOne, type WorldOfOne } from "./world-of-one.ts";
import type { Order } from "./orders.ts";

/** Units per location index, per fulfillment order. */
function routed(w: WorldOfOne, order: Order): [number, number[]][] {
  return w
    .fulfillmentOrders(order)
    .map((each) => [w.locations.indexOf(each.assignedLocationId), each.lines.map((line) => line.totalQuantity)]);
}

describe("a new order", () => {
  test("goes whole to the merchant's first location that has everything", () => {
    const w = worldOfOne([
      [5, 5, 5],
      [0, 3, 9],
    ]);
    expect(routed(w, w.place([2, 3]))).toEqual([[1, [2, 3]]]);
  });

  test("is split when no location has everything", () => {
    const w = worldOfOne([
      [5, 0],
      [null, 5],
    ]);
    expect(routed(w, w.place([2, 1]))).toEqual([
      [0, [2]],
      [1, [1]],
    ]);
  });

  test("has a line cut only when no single location has it whole", () => {
    const w = worldOfOne([[3, 2, 4]]);
    expect(routed(w, w.place([4]))).toEqual([[2, [4]]]);
    expect(routed(w, w.place([5]))).toEqual([
      [0, [3]],
      [1, [2]],
    ]);
  });

  test("moves its units from available to committed; on hand stays", () => {
    const w = worldOfOne([[5]]);
    w.place([2]);
    expect(w.level(0, 0).quantities).toMatchObject({ available: 3, committed: 2 });
  });

  test("is refused when a variant that must not be oversold is short, and then nothing changes", () => {
    const w = worldOfOne([[2, 1]]);
    const [variantId = ""] = w.variants;
    const input = { lines: [{ variantId, quantity: 4 }], shippingAddress: { countryCode: "ES" } };
    expect(placeOrder(w.world, w.shop, input)).toEqual({
      kind: "refused",
      code: "OUT_OF_STOCK",
      short: [{ variantId, available: 3 }],
    });
    expect(w.level(0, 0).quantities).toMatchObject({ available: 2, committed: 0 });
    expect(w.events).toEqual([]);
  });

  test("oversells below zero where the policy is to continue", () => {
    const w = worldOfOne([[2, 1]], { policy: "CONTINUE" });
    expect(routed(w, w.place([5]))).toEqual([
      [0, [4]],
      [1, [1]],
    ]);
    expect(w.level(0, 0).quantities).toMatchObject({ available: -2, committed: 4 });
  });

  test("never goes to a location that is closed or takes no online orders", () => {
    const w = worldOfOne([[9, 9, 9]], { locations: [{ isActive: false }, { fulfillsOnlineOrders: false }] });
    expect(routed(w, w.place([1]))).toEqual([[2, [1]]]);
  });

  test.each([
    ["no lines", [], "EMPTY"],
    ["an unknown variant", [{ variantId: "1", quantity: 1 }], "UNKNOWN_VARIANT"],
  ])("is refused with %s", (_name, lines, code) => {
    const w = worldOfOne([[1]]);
    expect(placeOrder(w.world, w.shop, { lines, shippingAddress: { countryCode: "ES" } })).toMatchObject({ code });
  });

  test.each([0, -1, 1.5])("is refused with a quantity of %s", (quantity) => {
    const w = worldOfOne([[1]]);
    const lines = [{ variantId: w.variants[0] ?? "", quantity }];
    expect(placeOrder(w.world, w.shop, { lines, shippingAddress: { countryCode: "ES" } })).toMatchObject({
      code: "INVALID_QUANTITY",
    });
  });

  test("tells of the order first, then that it is paid, then of its products, then of the routing", () => {
    const w = worldOfOne([[5]]);
    w.place([1]);
    expect(w.topics()).toEqual([
      "inventory_levels/update",
      "orders/create",
      "orders/paid",
      "products/update",
      "fulfillment_orders/order_routing_complete",
    ]);
  });

  test("with a later date is scheduled until then", async () => {
    const w = worldOfOne([[5]]);
    const order = w.place([1], { fulfillAt: new Date(w.clock.now().getTime() + 60_000) });
    expect(w.fulfillmentOrders(order)[0]?.status).toBe("SCHEDULED");
    expect(displayStatus(w.shop, order)).toBe("SCHEDULED");
    await w.clock.advance(60_000);
    expect(w.fulfillmentOrders(order)[0]?.status).toBe("OPEN");
    expect(w.topics().at(-1)).toBe("fulfillment_orders/scheduled_fulfillment_order_ready");
  });

  test("from before the shop was opened keeps its dates", () => {
    const w = worldOfOne([[5]]);
    const placedAt = new Date("2026-10-30T08:00:00Z");
    const order = w.place([1], { placedAt });
    expect([order.createdAt, order.updatedAt, w.fulfillmentOrders(order)[0]?.createdAt]).toEqual([
      placedAt,
      placedAt,
      placedAt,
    ]);
  });

  test("is assessed later: the recommendation changes and both topics tell", () => {
    const w = worldOfOne([[5]]);
    const order = w.place([1], { riskLevel: "PENDING" });
    expect(order.riskRecommendation).toBe("NONE");
    assessRisk(w.world, w.shop, order, "HIGH");
    expect(order.riskRecommendation).toBe("CANCEL");
    expect(w.topics().slice(-2)).toEqual(["orders/risk_assessment_changed", "orders/updated"]);
  });
});
