import { describe, expect, test } from "vitest";
import { cancelFulfillment, createFulfillment, updateTracking } from "./fulfil.ts";
import { supportedActions } from "./fulfillment-orders.ts";
import { holdFulfillmentOrder, HOLDS_PER_APP, releaseHolds, type HoldInput } from "./hold.ts";
import { moveFulfillmentOrder } from "./move.ts";
import { displayStatus } from "./order-status.ts";
import type { FulfillmentOrder, Order } from "./orders.ts";
import { reportProgress, serviceRequest } from "./service-requests.ts";
import { splitFulfillmentOrder } from "./split.ts";
import { worldOfOne, type WorldOfOne } from "./world-of-one.ts";

function first(w: WorldOfOne, order: Order): FulfillmentOrder {
  const [found] = w.fulfillmentOrders(order);
  if (found === undefined) throw new Error("no fulfillment order");
  return found;
}

function value<T>(outcome: { ok: true; value: T } | { ok: false; errors: unknown }): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
  return outcome.value;
}

const move = (
  w: WorldOfOne,
  each: FulfillmentOrder,
  to: number,
  lines: { id: string; quantity: number }[] | null = null,
) => moveFulfillmentOrder(w.world, w.shop, { id: each.id, newLocationId: w.locations[to] ?? "", lines });
const fulfil = (w: WorldOfOne, each: FulfillmentOrder, lines: { id: string; quantity: number }[] | null = null) =>
  createFulfillment(w.world, w.shop, { parts: [{ fulfillmentOrderId: each.id, lines }], tracking: null });
const some = (each: FulfillmentOrder, quantity: number, line = 0) => [{ id: each.lines[line]?.id ?? "", quantity }];
const hold = (w: WorldOfOne, each: FulfillmentOrder, change: Partial<HoldInput> = {}) =>
  holdFulfillmentOrder(w.world, w.shop, {
    id: each.id,
    reason: "OTHER",
    reasonNotes: null,
    handle: "",
    externalId: null,
    lines: [],
    heldByApp: "ours",
    ...change,
  });
const quantities = (each: FulfillmentOrder) => each.lines.map((line) => [line.totalQuantity, line.remainingQuantity]);

describe("moving", () => {
  test("everything keeps the fulfillment order's id and takes the committed units along", () => {
    const w = worldOfOne([[5, 5]]);
    const order = w.place([2]);
    const original = first(w, order);
    const result = value(move(w, original, 1));
    expect(result.moved).toBe(original);
    expect(w.fulfillmentOrders(order)).toEqual([original]);
    expect(original.assignedLocationId).toBe(w.locations[1]);
    expect(w.level(0, 0).quantities).toMatchObject({ available: 5, committed: 0 });
    expect(w.level(0, 1).quantities).toMatchObject({ available: 3, committed: 2 });
    expect(w.events.at(-1)).toMatchObject({
      topic: "fulfillment_orders/moved",
      sourceLocationId: w.locations[0],
      destinationLocationId: w.locations[1],
      requested: [],
    });
  });

  test("some units makes a new fulfillment order; the rest stays with its id", () => {
    const w = worldOfOne([[5, 5]]);
    const order = w.place([3]);
    const { original, moved } = value(move(w, first(w, order), 1, some(first(w, order), 1)));
    expect(moved.id).not.toBe(original.id);
    expect([quantities(original), quantities(moved)]).toEqual([[[2, 2]], [[1, 1]]]);
    expect(w.level(0, 0).quantities.committed).toBe(2);
    expect(w.level(0, 1).quantities.committed).toBe(1);
  });

  test("to where the order already has a fulfillment order closes that one and recreates its lines with new ids", () => {
    const w = worldOfOne([[5, 5]]);
    const order = w.place([3]);
    const { moved: second } = value(move(w, first(w, order), 1, some(first(w, order), 1)));
    const before = second.lines.map((line) => line.id);
    const { moved: third } = value(move(w, first(w, order), 1, some(first(w, order), 1)));
    expect(second.status).toBe("CLOSED");
    expect(third.id).not.toBe(second.id);
    expect(quantities(third)).toEqual([[2, 2]]);
    expect(third.lines.map((line) => line.id)).not.toEqual(before);
    expect(w.level(0, 1).quantities.committed).toBe(2);
  });

  test("a partly fulfilled one leaves the fulfilled units behind, closed", () => {
    const w = worldOfOne([[5, 5]]);
    const order = w.place([3]);
    const original = first(w, order);
    value(fulfil(w, original, some(original, 1)));
    const { moved } = value(move(w, original, 1));
    expect(original).toMatchObject({ status: "CLOSED", assignedLocationId: w.locations[0] });
    expect(quantities(original)).toEqual([[1, 0]]);
    expect(quantities(moved)).toEqual([[2, 2]]);
  });

  test("asks whether the destination stocks the item, not how many it has", () => {
    const w = worldOfOne([
      [5, 0],
      [5, null],
    ]);
    const order = w.place([1, 0]);
    value(move(w, first(w, order), 1));
    expect(w.level(0, 1).quantities).toMatchObject({ available: -1, committed: 1 });
    expect(move(w, first(w, w.place([0, 1])), 1)).toMatchObject({ ok: false });
  });

  test("is refused when closed, waiting for its service, or to a closed or the same location", () => {
    const w = worldOfOne([[9, 9, 9]], { locations: [{}, {}, { isActive: false }] });
    const each = first(w, w.place([1]));
    expect(move(w, each, 0)).toMatchObject({ ok: false });
    expect(move(w, each, 2)).toMatchObject({ ok: false });
    each.requestStatus = "SUBMITTED";
    expect(move(w, each, 1)).toMatchObject({ ok: false });
    each.requestStatus = "UNSUBMITTED";
    value(fulfil(w, each));
    expect(move(w, each, 1)).toMatchObject({ ok: false });
    expect(w.level(0, 1).quantities.committed).toBe(0);
  });

  test("has one code: reported progress", () => {
    const w = worldOfOne([[9, 9]]);
    const each = first(w, w.place([1]));
    value(reportProgress(w.world, w.shop, each));
    expect(supportedActions(w.shop, each)).not.toContain("MOVE");
    expect(move(w, each, 1)).toMatchObject({
      errors: [{ code: "CANNOT_MOVE_FULFILLMENT_ORDER_WITH_REPORTED_PROGRESS" }],
    });
  });

  test.each([
    ["more than remain", 4],
    ["none", 0],
  ])("of %s is refused", (_name, quantity) => {
    const w = worldOfOne([[9, 9]]);
    const each = first(w, w.place([3]));
    expect(move(w, each, 1, some(each, quantity))).toMatchObject({ ok: false });
  });
});

describe("splitting", () => {
  test("keeps the requested units in the fulfillment order and puts the others into a new one", () => {
    const w = worldOfOne([[9], [9]]);
    const order = w.place([3, 1]);
    const each = first(w, order);
    const { fulfillmentOrder, remaining } = value(
      splitFulfillmentOrder(w.world, w.shop, { id: each.id, lines: some(each, 1) }),
    );
    expect(fulfillmentOrder).toBe(each);
    expect(quantities(each)).toEqual([[1, 1]]);
    expect(quantities(remaining).toSorted()).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(remaining).toMatchObject({ status: "OPEN", assignedLocationId: each.assignedLocationId });
    expect(w.level(0, 0).quantities.committed).toBe(3);
  });

  test.each([
    ["nothing", [], "NO_LINE_ITEMS_PROVIDED_TO_SPLIT"],
    ["everything", [3], "INVALID_LINE_ITEM_QUANTITY"],
    ["too much", [4], "INVALID_LINE_ITEM_QUANTITY"],
    ["zero", [0], "GREATER_THAN"],
  ])("of %s is refused", (_name, amounts, code) => {
    const w = worldOfOne([[9]]);
    const each = first(w, w.place([3]));
    const lines = amounts.flatMap((quantity) => some(each, quantity));
    expect(splitFulfillmentOrder(w.world, w.shop, { id: each.id, lines })).toMatchObject({ errors: [{ code }] });
    expect(splitFulfillmentOrder(w.world, w.shop, { id: "1", lines })).toMatchObject({
      errors: [{ code: "FULFILLMENT_ORDER_NOT_FOUND" }],
    });
  });
});

describe("holding", () => {
  test("stops fulfilling until the last hold is released", () => {
    const w = worldOfOne([[9]]);
    const order = w.place([1]);
    const each = first(w, order);
    const one = value(hold(w, each, { handle: "a" })).hold;
    const two = value(hold(w, each, { handle: "b" })).hold;
    expect(each.status).toBe("ON_HOLD");
    expect(displayStatus(w.shop, order)).toBe("ON_HOLD");
    expect(fulfil(w, each)).toMatchObject({ ok: false });
    value(releaseHolds(w.world, w.shop, { id: each.id, holdIds: [one.id], releasedBy: "ours" }));
    expect(each.status).toBe("ON_HOLD");
    value(releaseHolds(w.world, w.shop, { id: each.id, holdIds: [two.id], releasedBy: "ours" }));
    expect(each.status).toBe("OPEN");
    expect(w.topics().filter((topic) => /hold|updated/.test(topic))).toEqual([
      "fulfillment_orders/placed_on_hold",
      "fulfillment_holds/added",
      "orders/updated",
      "fulfillment_orders/placed_on_hold",
      "fulfillment_holds/added",
      "fulfillment_holds/released",
      "fulfillment_holds/released",
      "fulfillment_orders/hold_released",
      "orders/updated",
    ]);
  });

  test("some lines splits the others off", () => {
    const w = worldOfOne([[9], [9]]);
    const each = first(w, w.place([2, 1]));
    const { remaining } = value(hold(w, each, { lines: some(each, 2) }));
    expect(quantities(each)).toEqual([[2, 2]]);
    expect(remaining).toMatchObject({ status: "OPEN" });
    expect(hold(w, each, { handle: "x", lines: some(each, 1) })).toMatchObject({
      errors: [{ code: "FULFILLMENT_ORDER_NOT_SPLITTABLE" }],
    });
  });

  test("uses a handle once per app and fulfillment order, also the empty one", () => {
    const w = worldOfOne([[9]]);
    const each = first(w, w.place([1]));
    value(hold(w, each));
    expect(hold(w, each)).toMatchObject({ errors: [{ code: "DUPLICATE_FULFILLMENT_HOLD_HANDLE" }] });
    expect(hold(w, each, { heldByApp: "theirs" })).toMatchObject({ ok: true });
    expect(hold(w, each, { handle: "h".repeat(65) })).toMatchObject({ ok: false });
  });

  test("is limited to ten per app", () => {
    const w = worldOfOne([[9]]);
    const each = first(w, w.place([1]));
    for (let index = 0; index < HOLDS_PER_APP; index++) value(hold(w, each, { handle: `h${String(index)}` }));
    expect(hold(w, each, { handle: "more" })).toMatchObject({
      errors: [{ code: "FULFILLMENT_ORDER_HOLD_LIMIT_REACHED" }],
    });
  });

  test("by others is not for us to release; without ids only ours go", () => {
    const w = worldOfOne([[9]]);
    const each = first(w, w.place([1]));
    const theirs = value(hold(w, each, { heldByApp: null })).hold;
    expect(releaseHolds(w.world, w.shop, { id: each.id, holdIds: [theirs.id], releasedBy: "ours" })).toMatchObject({
      errors: [{ code: "INVALID_ACCESS" }],
    });
    value(hold(w, each));
    value(releaseHolds(w.world, w.shop, { id: each.id, holdIds: null, releasedBy: "ours" }));
    expect(each.holds).toEqual([theirs]);
    expect(each.status).toBe("ON_HOLD");
  });
});

describe("fulfilling", () => {
  test("takes committed units off the books and closes the fulfillment order", () => {
    const w = worldOfOne([[5]]);
    const order = w.place([2]);
    const each = first(w, order);
    value(fulfil(w, each, some(each, 1)));
    expect(each.status).toBe("IN_PROGRESS");
    expect(displayStatus(w.shop, order)).toBe("PARTIALLY_FULFILLED");
    expect(w.level(0, 0).quantities).toMatchObject({ available: 3, committed: 1 });
    value(fulfil(w, each));
    expect(each.status).toBe("CLOSED");
    expect(displayStatus(w.shop, order)).toBe("FULFILLED");
    expect(w.level(0, 0).quantities).toMatchObject({ available: 3, committed: 0 });
    expect(w.topics().filter((topic) => topic.includes("fulfilled"))).toEqual([
      "orders/partially_fulfilled",
      "orders/fulfilled",
    ]);
  });

  test("takes fulfillment orders of one order and one location only", () => {
    const w = worldOfOne([[2, 5]]);
    const split = w.fulfillmentOrders(w.place([6]));
    const other = w.fulfillmentOrders(w.place([1]));
    expect([split.length, other.length]).toEqual([2, 1]);
    const parts = (each: FulfillmentOrder[]) => ({
      parts: each.map(({ id }) => ({ fulfillmentOrderId: id, lines: null })),
      tracking: null,
    });
    expect(createFulfillment(w.world, w.shop, parts(split))).toMatchObject({ ok: false });
    expect(createFulfillment(w.world, w.shop, parts([...split.slice(1), ...other]))).toMatchObject({ ok: false });
    expect(createFulfillment(w.world, w.shop, parts([]))).toMatchObject({ ok: false });
    expect(w.shop.fulfillments.size).toBe(0);
  });

  test("twice is refused: nothing is left", () => {
    const w = worldOfOne([[5]]);
    const each = first(w, w.place([1]));
    value(fulfil(w, each));
    expect(fulfil(w, each)).toMatchObject({ ok: false });
  });

  test("and cancelling before anything else restores the units: as before when open, in a new one when closed", () => {
    const w = worldOfOne([[5]]);
    const order = w.place([2]);
    const each = first(w, order);
    const part = value(fulfil(w, each, some(each, 1)));
    value(cancelFulfillment(w.world, w.shop, part.id));
    expect(each.status).toBe("OPEN");
    expect(quantities(each)).toEqual([[2, 2]]);
    const whole = value(fulfil(w, each));
    value(cancelFulfillment(w.world, w.shop, whole.id));
    expect(each.status).toBe("CLOSED");
    expect(w.fulfillmentOrders(order).map((one) => [one.status, quantities(one)])).toEqual([
      ["CLOSED", [[2, 0]]],
      ["OPEN", [[2, 2]]],
    ]);
    expect(w.level(0, 0).quantities).toMatchObject({ available: 3, committed: 2 });
    expect(cancelFulfillment(w.world, w.shop, whole.id)).toMatchObject({ ok: false });
    expect(displayStatus(w.shop, order)).toBe("UNFULFILLED");
  });

  test("has tracking numbers that an update replaces", () => {
    const w = worldOfOne([[5]]);
    const fulfillment = value(fulfil(w, first(w, w.place([1]))));
    value(updateTracking(w.world, w.shop, fulfillment.id, { company: "UPS", numbers: ["1Z", "2Z"] }));
    expect(fulfillment.tracking).toEqual([
      { company: "UPS", number: "1Z", url: "https://www.ups.com/track?tracknum=1Z" },
      { company: "UPS", number: "2Z", url: "https://www.ups.com/track?tracknum=2Z" },
    ]);
    value(updateTracking(w.world, w.shop, fulfillment.id, { company: "Nobody", number: "3", url: "https://x.test/3" }));
    expect(fulfillment.tracking).toEqual([{ company: "Nobody", number: "3", url: "https://x.test/3" }]);
  });
});

describe("a fulfillment service", () => {
  test("is asked, and what it holds cannot be moved until it says no", () => {
    const w = worldOfOne([[9, 9]], { locations: [{ fulfillmentService: "Ship It" }, {}] });
    const each = first(w, w.place([1]));
    expect(supportedActions(w.shop, each)).toContain("REQUEST_FULFILLMENT");
    value(serviceRequest(w.world, w.shop, each, "submit"));
    expect(supportedActions(w.shop, each)).toEqual(["CANCEL_FULFILLMENT_ORDER"]);
    expect(move(w, each, 1)).toMatchObject({ ok: false });
    value(serviceRequest(w.world, w.shop, each, "reject"));
    expect(move(w, each, 1)).toMatchObject({ ok: true });
    expect(each.requestStatus).toBe("UNSUBMITTED");
    expect(serviceRequest(w.world, w.shop, each, "accept")).toMatchObject({ ok: false });
  });

  test("that accepts has it in progress", () => {
    const w = worldOfOne([[9]], { locations: [{ fulfillmentService: "Ship It" }] });
    const order = w.place([1]);
    value(serviceRequest(w.world, w.shop, first(w, order), "submit"));
    value(serviceRequest(w.world, w.shop, first(w, order), "accept"));
    expect(first(w, order)).toMatchObject({ status: "IN_PROGRESS", requestStatus: "ACCEPTED" });
    expect(displayStatus(w.shop, order)).toBe("IN_PROGRESS");
  });
});
