import { describe, expect, test } from "vitest";
import { addTags, cancelOrder, deleteOrder, removeTags, removeUnits } from "./change-order.ts";
import { deactivateLocation } from "./change-catalog.ts";
import { createFulfillment } from "./fulfil.ts";
import { createFulfillmentEvent, fulfillmentDisplayStatus, type EventInput } from "./delivery-events.ts";
import type { Fulfillment, Order } from "./orders.ts";
import { worldOfOne, type WorldOfOne } from "./world-of-one.ts";

const cancel = (w: WorldOfOne, order: Order, change: { restock?: boolean; refund?: boolean } = {}) =>
  cancelOrder(w.world, w.shop, { orderId: order.id, reason: "CUSTOMER", restock: true, refund: true, ...change });

describe("cancelling an order", () => {
  test("with restocking gives the units back to available and closes everything", () => {
    const w = worldOfOne([[5]]);
    const order = w.place([2]);
    expect(cancel(w, order)).toMatchObject({ ok: true });
    expect(w.level(0, 0).quantities).toMatchObject({ available: 5, committed: 0 });
    expect(w.fulfillmentOrders(order)[0]).toMatchObject({ status: "CANCELLED", lines: [{ remainingQuantity: 0 }] });
    expect(order).toMatchObject({ financialStatus: "REFUNDED", lines: [{ quantity: 2, currentQuantity: 0 }] });
    expect(w.topics().slice(-4)).toEqual([
      "fulfillment_orders/cancelled",
      "orders/cancelled",
      "orders/updated",
      "refunds/create",
    ]);
  });

  test("without restocking takes the units off the books", () => {
    const w = worldOfOne([[5]]);
    expect(cancel(w, w.place([2]), { restock: false })).toMatchObject({ ok: true });
    expect(w.level(0, 0).quantities).toMatchObject({ available: 3, committed: 0 });
  });

  test("in the moment before its fulfillment orders exist leaves none behind", async () => {
    const w = worldOfOne([[5]]);
    w.world.knobs.routingDelayMs = 1000;
    const order = w.place([2]);
    expect(cancel(w, order)).toMatchObject({ ok: true });
    await w.clock.advance(1000);
    expect(w.shop.fulfillmentOrders.size).toBe(0);
    expect(w.level(0, 0).quantities).toMatchObject({ available: 5, committed: 0 });
  });

  test("is refused the second time, and when something was shipped", () => {
    const w = worldOfOne([[5]]);
    const order = w.place([1]);
    cancel(w, order);
    expect(cancel(w, order)).toMatchObject({ errors: [{ code: "INVALID" }] });
    const shipped = w.place([1]);
    const parts = [{ fulfillmentOrderId: shipped.fulfillmentOrderIds[0] ?? "", lines: null }];
    createFulfillment(w.world, w.shop, { parts, tracking: null });
    expect(cancel(w, shipped)).toMatchObject({ errors: [{ code: "INVALID" }] });
    expect(shipped.cancelledAt).toBeNull();
  });

  test("comes before deleting", () => {
    const w = worldOfOne([[5]]);
    const order = w.place([1]);
    expect(deleteOrder(w.world, w.shop, order.id)).toMatchObject({ ok: false });
    cancel(w, order);
    expect(deleteOrder(w.world, w.shop, order.id)).toMatchObject({ ok: true });
    expect([w.shop.orders.size, w.shop.fulfillmentOrders.size]).toEqual([0, 0]);
    expect(w.events.at(-1)).toEqual({ topic: "orders/delete", orderId: order.id });
  });
});

describe("editing an order", () => {
  test("removes unfulfilled units from where they are committed", () => {
    const w = worldOfOne([[2, 5]]);
    const order = w.place([6]);
    const input = { orderId: order.id, lineItemId: order.lines[0]?.id ?? "", quantity: 3 };
    expect(removeUnits(w.world, w.shop, input)).toMatchObject({ ok: true });
    expect(order.lines[0]).toMatchObject({ quantity: 6, currentQuantity: 3, unfulfilledQuantity: 3 });
    const left = w.fulfillmentOrders(order).map((each) => [each.status, each.lines.map((line) => line.totalQuantity)]);
    expect(left).toEqual([
      ["CLOSED", []],
      ["OPEN", [3]],
    ]);
    expect(w.level(0, 0).quantities).toMatchObject({ available: 2, committed: 0 });
    expect(removeUnits(w.world, w.shop, { ...input, quantity: 4 })).toMatchObject({ ok: false });
  });
});

describe("tags", () => {
  test("are added once, compared without case, and an order that has them is not touched", async () => {
    const w = worldOfOne([[5]]);
    const order = w.place([1], { tags: ["VIP"] });
    const before = order.updatedAt;
    await w.clock.advance(1000);
    addTags(w.world, w.shop, order, ["vip", " "]);
    expect(order.updatedAt).toBe(before);
    addTags(w.world, w.shop, order, ["late"]);
    expect(order.tags).toEqual(["late", "VIP"]);
    expect(order.updatedAt).not.toBe(before);
    removeTags(w.world, w.shop, order, ["vip"]);
    expect(order.tags).toEqual(["late"]);
  });

  test("are told apart by commas, and are at most 250 of 40 characters", () => {
    const w = worldOfOne([[5]]);
    const order = w.place([1]);
    expect(addTags(w.world, w.shop, order, ["b, a", "A"])).toMatchObject({ ok: true });
    expect(order.tags).toEqual(["a", "b"]);
    expect(addTags(w.world, w.shop, order, ["c", "x".repeat(41)])).toMatchObject({ ok: false });
    const many = Array.from({ length: 248 }, (_, index) => `t${String(index)}`);
    expect(addTags(w.world, w.shop, order, [...many, "one more"])).toMatchObject({ ok: false });
    expect(order.tags).toEqual(["a", "b"]);
    expect(addTags(w.world, w.shop, order, many)).toMatchObject({ ok: true });
    expect(order.tags).toHaveLength(250);
  });
});

describe("parcel events", () => {
  const event = (w: WorldOfOne, fulfillment: Fulfillment, change: Partial<EventInput>) =>
    createFulfillmentEvent(w.world, w.shop, {
      fulfillmentId: fulfillment.id,
      status: "IN_TRANSIT",
      happenedAt: null,
      estimatedDeliveryAt: null,
      message: null,
      place: {
        address1: null,
        city: null,
        province: null,
        country: null,
        zip: null,
        latitude: null,
        longitude: null,
      },
      ...change,
    });

  test("show the newest by when it happened, whatever the order of writing", () => {
    const w = worldOfOne([[5]]);
    const order = w.place([1]);
    const parts = [{ fulfillmentOrderId: order.fulfillmentOrderIds[0] ?? "", lines: null }];
    const made = createFulfillment(w.world, w.shop, { parts, tracking: null });
    if (!made.ok) throw new Error("not fulfilled");
    const fulfillment = made.value;
    expect(fulfillmentDisplayStatus(fulfillment)).toBe("FULFILLED");
    event(w, fulfillment, { status: "OUT_FOR_DELIVERY", happenedAt: new Date("2026-11-21T08:00:00Z") });
    event(w, fulfillment, { status: "IN_TRANSIT", happenedAt: new Date("2026-11-21T05:00:00Z") });
    expect(fulfillmentDisplayStatus(fulfillment)).toBe("OUT_FOR_DELIVERY");
    event(w, fulfillment, { status: "DELIVERED", happenedAt: new Date("2026-11-21T12:00:00Z") });
    expect(fulfillment.deliveredAt).toEqual(new Date("2026-11-21T12:00:00Z"));
  });

  test("have no idempotency: the same event written twice is there twice", () => {
    const w = worldOfOne([[5]]);
    const order = w.place([1]);
    const parts = [{ fulfillmentOrderId: order.fulfillmentOrderIds[0] ?? "", lines: null }];
    const made = createFulfillment(w.world, w.shop, { parts, tracking: null });
    if (!made.ok) throw new Error("not fulfilled");
    event(w, made.value, {});
    event(w, made.value, {});
    expect(made.value.events).toHaveLength(2);
    expect(event(w, { ...made.value, id: "1" }, {})).toMatchObject({ ok: false });
  });
});

describe("a location", () => {
  test("with unfinished fulfillment orders cannot be closed", () => {
    const w = worldOfOne([[5]]);
    const order = w.place([1]);
    const location = w.shop.locations.get(w.locations[0] ?? "");
    if (location === undefined) throw new Error("no location");
    expect(deactivateLocation(w.world, w.shop, location)).toMatchObject({ ok: false });
    cancel(w, order);
    expect(deactivateLocation(w.world, w.shop, location)).toMatchObject({ ok: true });
  });
});
