import fc from "fast-check";
import { expect, test } from "vitest";
import { onHand } from "./catalog.ts";
import { cancelOrder, removeUnits } from "./change-order.ts";
import { cancelFulfillment, createFulfillment } from "./fulfil.ts";
import { isFinished } from "./fulfillment-orders.ts";
import { holdFulfillmentOrder, releaseHolds } from "./hold.ts";
import { moveFulfillmentOrder } from "./move.ts";
import { splitFulfillmentOrder } from "./split.ts";
import { worldOfOne, type WorldOfOne } from "./world-of-one.ts";

/** What may be tried, on the n-th thing of its kind; what the shop refuses must change nothing that the books show. */
const step = fc.record({
  kind: fc.constantFrom(
    "place",
    "move",
    "movePart",
    "split",
    "hold",
    "holdPart",
    "release",
    "fulfil",
    "fulfilPart",
    "unfulfil",
    "cancel",
    "edit",
  ),
  which: fc.nat(),
  location: fc.nat(2),
  quantities: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 3 })),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const pick = <T>(list: T[], which: number): T | undefined => list[which % Math.max(1, list.length)];

function apply(w: WorldOfOne, { kind, which, location, quantities }: Step): void {
  const { world, shop } = w;
  const each = pick([...shop.fulfillmentOrders.values()], which);
  const order = pick([...shop.orders.values()], which);
  const id = each?.id ?? "";
  const part = each?.lines.slice(0, 1).map((line) => ({ id: line.id, quantity: quantities[1] })) ?? [];
  const newLocationId = w.locations[location] ?? "";
  const hold = { reason: "OTHER", reasonNotes: null, handle: "", externalId: null, heldByApp: "ours" } as const;
  switch (kind) {
    case "place":
      w.place([...quantities]);
      return;
    case "move":
    case "movePart":
      moveFulfillmentOrder(world, shop, { id, newLocationId, lines: kind === "move" ? null : part });
      return;
    case "split":
      splitFulfillmentOrder(world, shop, { id, lines: part });
      return;
    case "hold":
    case "holdPart":
      holdFulfillmentOrder(world, shop, { ...hold, id, lines: kind === "hold" ? [] : part });
      return;
    case "release":
      releaseHolds(world, shop, { id, holdIds: null, releasedBy: "ours" });
      return;
    case "fulfil":
    case "fulfilPart": {
      const lines = kind === "fulfil" ? null : part;
      createFulfillment(world, shop, { parts: [{ fulfillmentOrderId: id, lines }], tracking: null });
      return;
    }
    case "unfulfil":
      cancelFulfillment(world, shop, pick([...shop.fulfillments.keys()], which) ?? "");
      return;
    case "cancel":
      cancelOrder(world, shop, { orderId: order?.id ?? "", reason: "OTHER", restock: true, refund: true });
      return;
    case "edit":
      removeUnits(world, shop, {
        orderId: order?.id ?? "",
        lineItemId: order?.lines[0]?.id ?? "",
        quantity: quantities[1],
      });
  }
}

/** The books of a shop, written down twice independently: from the levels, and from orders and fulfillments. */
function check(w: WorldOfOne, stocked: number[][]): void {
  const active = [...w.shop.fulfillmentOrders.values()].filter((each) => !isFinished(each.status));
  const good = [...w.shop.fulfillments.values()].filter((each) => each.status === "SUCCESS");
  for (const [item, itemId] of w.items.entries()) {
    for (const [location, locationId] of w.locations.entries()) {
      const level = w.level(item, location);
      const committed = active
        .filter((each) => each.assignedLocationId === locationId)
        .flatMap((each) => each.lines)
        .filter((line) => line.itemId === itemId)
        .reduce((sum, line) => sum + line.remainingQuantity, 0);
      const shipped = good
        .filter((each) => each.locationId === locationId)
        .flatMap((each) => each.lines)
        .filter(
          (line) =>
            w.shop.orders
              .get(w.shop.fulfillmentOrders.get(line.fulfillmentOrderId)?.orderId ?? "")
              ?.lines.find((one) => one.id === line.lineItemId)?.itemId === itemId,
        )
        .reduce((sum, line) => sum + line.quantity, 0);
      expect(level.quantities.committed).toBe(committed);
      expect(onHand(level)).toBe((stocked[item]?.[location] ?? 0) - shipped);
    }
  }
  for (const order of w.shop.orders.values())
    for (const line of order.lines) {
      const open = active
        .filter((each) => each.orderId === order.id)
        .flatMap((each) => each.lines)
        .filter((each) => each.lineItemId === line.id)
        .reduce((sum, each) => sum + each.remainingQuantity, 0);
      expect(line.unfulfilledQuantity).toBe(open);
    }
}

test("whatever is tried, stock is neither made nor lost, and orders, fulfillment orders and levels agree", () => {
  const stocked = [
    [4, 2, 1],
    [1, 5, 3],
  ];
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const w = worldOfOne(stocked, { policy: "CONTINUE" });
      for (const each of steps) {
        apply(w, each);
        check(w, stocked);
      }
    }),
    { numRuns: 150 },
  );
});
