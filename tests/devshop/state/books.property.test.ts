import fc from "fast-check";
import { expect, test } from "vitest";
import { onHand, type StoredState } from "./catalog.ts";
import { cancelOrder, removeUnits } from "./change-order.ts";
import { cancelTransfer, createTransfer, removeItems, setItems } from "./change-transfer.ts";
import { editAsOther, type OtherEdit } from "./edit-as-other.ts";
import { cancelFulfillment, createFulfillment } from "./fulfil.ts";
import { isFinished } from "./fulfillment-orders.ts";
import { holdFulfillmentOrder, releaseHolds } from "./hold.ts";
import { moveFulfillmentOrder } from "./move.ts";
import { openCheckout } from "./place-order.ts";
import { refundOrder } from "./refund.ts";
import { createShipment, deleteShipment, markInTransit, receiveShipment } from "./shipments.ts";
import { splitFulfillmentOrder } from "./split.ts";
import type { Deltas } from "./stock.ts";
import { holdsStock, shipmentsOf, unreceived } from "./transfers.ts";
import { worldOfOne, type WorldOfOne } from "./world-of-one.ts";

/** What may be tried, on the n-th thing of its kind; what the shop refuses must change nothing that the books show. */
const step = fc.record({
  kind: fc.constantFrom(
    "place",
    "race",
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
    "cancelWithoutRestock",
    "edit",
    "refundCancel",
    "refundReturn",
    "refundMoney",
    "transferDraft",
    "transfer",
    "setTransfer",
    "cutTransfer",
    "cancelTransfer",
    "pick",
    "unpick",
    "send",
    "receive",
    "receiveRest",
    "otherAdjust",
    "otherSet",
    "otherMove",
  ),
  which: fc.nat(),
  location: fc.nat(2),
  quantities: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 3 })),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const pick = <T>(list: Iterable<T>, which: number): T | undefined => {
  const all = [...list];
  return all[which % Math.max(1, all.length)];
};

/** One of those it can be done to, or, if there are none, of all: then it must be refused. */
function likely<T>(list: Iterable<T>, which: number, can: (each: T) => boolean): T | undefined {
  const all = [...list];
  const able = all.filter(can);
  return pick(able.length > 0 ? able : all, which);
}

/** What no document of the shop says: edits of others, and units that a cancellation did not restock. By item, place and state. */
type Undocumented = Map<string, number>;

const keyOf = (itemId: string, locationId: string, state: string) => `${itemId} ${locationId} ${state}`;

function note(book: Undocumented, itemId: string, locationId: string, deltas: Deltas): void {
  for (const [state, delta] of Object.entries(deltas))
    book.set(keyOf(itemId, locationId, state), (book.get(keyOf(itemId, locationId, state)) ?? 0) + delta);
}

function apply(w: WorldOfOne, { kind, which, location, quantities }: Step, book: Undocumented): void {
  const { world, shop } = w;
  const each = pick(shop.fulfillmentOrders.values(), which);
  const order = likely(shop.orders.values(), which, (one) =>
    kind === "refundReturn" ? one.fulfillmentIds.length > 0 : one.cancelledAt === null,
  );
  const orderId = order?.id ?? "";
  const id = each?.id ?? "";
  const part = each?.lines.slice(0, 1).map((line) => ({ id: line.id, quantity: quantities[1] })) ?? [];
  const locationId = w.locations[location] ?? "";
  const itemId = pick(w.items, which) ?? "";
  const lineItemId = pick(order?.lines ?? [], which)?.id ?? "";
  const quantity = quantities[1];
  const hold = { reason: "OTHER", reasonNotes: null, handle: "", externalId: null, heldByApp: "ours" } as const;
  const refund = (restockType: "CANCEL" | "NO_RESTOCK" | "RETURN") =>
    refundOrder(world, shop, { orderId, lines: [{ lineItemId, quantity, restockType, locationId }] });
  const transfer = likely(shop.transfers.values(), which, holdsStock);
  const transferId = transfer?.id ?? "";
  const items = w.items.map((item, index) => ({ itemId: item, quantity: quantities[index] ?? 0 }));
  const create = (ready: boolean) => {
    const destinationId = w.locations[(location + 1) % w.locations.length] ?? "";
    const texts = { note: null, referenceName: null, tags: [], dateCreated: null };
    const wanted = items.filter((one) => one.quantity > 0);
    createTransfer(world, shop, { originId: locationId, destinationId, items: wanted, ...texts }, ready);
  };
  const shipment = likely(shop.shipments.values(), which, ({ status }) =>
    kind === "receive" || kind === "receiveRest"
      ? status === "IN_TRANSIT" || status === "PARTIALLY_RECEIVED"
      : status === "DRAFT",
  );
  const shipmentId = shipment?.id ?? "";
  const ship = (inTransit: boolean) =>
    createShipment(
      world,
      shop,
      {
        transferId,
        items: [{ itemId: pick(transfer?.lines ?? [], which)?.itemId ?? "", quantity }],
        tracking: null,
        dateCreated: null,
      },
      inTransit,
    );
  const edit = (change: OtherEdit) =>
    note(book, itemId, locationId, editAsOther(world, shop, { itemId, locationId, ...change }));
  switch (kind) {
    case "place":
      w.place([...quantities]);
      return;
    case "race": {
      const lines = [{ variantId: pick(w.variants, which) ?? "", quantity }];
      const input = { lines, shippingAddress: { countryCode: "ES" } };
      const carts = [openCheckout(world, shop, input), openCheckout(world, shop, input)];
      for (const cart of carts) if (cart.kind === "open") cart.pay();
      return;
    }
    case "move":
    case "movePart":
      moveFulfillmentOrder(world, shop, { id, newLocationId: locationId, lines: kind === "move" ? null : part });
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
      cancelFulfillment(world, shop, pick(shop.fulfillments.keys(), which) ?? "");
      return;
    case "cancel":
      cancelOrder(world, shop, { orderId, reason: "OTHER", restock: true, refund: true });
      return;
    case "cancelWithoutRestock": {
      const waiting = [...shop.fulfillmentOrders.values()]
        .filter((one) => one.orderId === orderId && !isFinished(one.status))
        .flatMap((one) =>
          one.lines.map((line) => ({ line, at: one.assignedLocationId, units: line.remainingQuantity })),
        );
      const outcome = cancelOrder(world, shop, { orderId, reason: "OTHER", restock: false, refund: false });
      if (outcome.ok)
        for (const { line, at, units } of waiting) note(book, line.itemId ?? "", at, { available: -units });
      return;
    }
    case "edit":
      removeUnits(world, shop, { orderId, lineItemId, quantity });
      return;
    case "refundCancel":
      refund("CANCEL");
      return;
    case "refundReturn":
      refund("RETURN");
      return;
    case "refundMoney":
      refund("NO_RESTOCK");
      return;
    case "transferDraft":
    case "transfer":
      create(kind === "transfer");
      return;
    case "setTransfer":
      setItems(world, shop, transferId, items);
      return;
    case "cutTransfer":
      removeItems(world, shop, transferId, [pick(transfer?.lines ?? [], which)?.id ?? ""]);
      return;
    case "cancelTransfer":
      cancelTransfer(world, shop, transferId);
      return;
    case "pick":
      ship(false);
      return;
    case "unpick":
      deleteShipment(world, shop, shipmentId);
      return;
    case "send":
      if (!markInTransit(world, shop, shipmentId, null).ok) ship(true);
      return;
    case "receive":
    case "receiveRest": {
      const lineId = shipment?.lines[0]?.id ?? "";
      const reason = location === 0 ? "REJECTED" : "ACCEPTED";
      const some = kind === "receive" ? [{ lineId, quantity, reason } as const] : [];
      const rest = kind === "receive" ? null : reason;
      receiveShipment(world, shop, { id: shipmentId, items: some, rest, dateReceived: null });
      return;
    }
    case "otherAdjust":
      edit({ kind: "adjust", state: which % 2 === 0 ? "available" : "damaged", delta: quantities[0] - quantity });
      return;
    case "otherSet":
      edit({ kind: "set", state: which % 2 === 0 ? "on_hand" : "safety_stock", quantity });
      return;
    case "otherMove":
      edit({ kind: "move", from: "available", to: which % 2 === 0 ? "quality_control" : "reserved", quantity });
  }
}

const sum = <T>(list: readonly T[], of: (each: T) => number) => list.reduce((total, each) => total + of(each), 0);

/** The books of a shop, written down twice independently: from the levels, and from its documents and what others did. */
function check(w: WorldOfOne, stocked: number[][], book: Undocumented): void {
  const { shop } = w;
  const active = [...shop.fulfillmentOrders.values()].filter((each) => !isFinished(each.status));
  const good = [...shop.fulfillments.values()].filter((each) => each.status === "SUCCESS");
  const lineItems = [...shop.orders.values()].flatMap((order) => order.lines);
  const itemOf = (lineItemId: string) => lineItems.find(({ id }) => id === lineItemId)?.itemId;
  const returns = [...shop.refunds.values()]
    .flatMap((each) => each.lines)
    .filter((line) => line.restockType === "RETURN");
  const transfers = [...shop.transfers.values()];
  const goods = transfers.flatMap((transfer) =>
    shipmentsOf(shop, transfer)
      .filter((each) => each.status !== "DRAFT")
      .flatMap((each) => each.lines.map((line) => ({ transfer, line }))),
  );
  for (const { line } of goods) expect(unreceived(line)).toBeGreaterThanOrEqual(0);
  for (const [item, itemId] of w.items.entries()) {
    for (const [location, locationId] of w.locations.entries()) {
      const level = w.level(item, location);
      const undocumented = (state: StoredState) => book.get(keyOf(itemId, locationId, state)) ?? 0;
      const sent = goods.filter(
        ({ transfer, line }) => transfer.origin?.locationId === locationId && line.itemId === itemId,
      );
      const coming = goods.filter(
        ({ transfer, line }) => transfer.destination?.locationId === locationId && line.itemId === itemId,
      );
      const planned = sum(
        transfers.filter((each) => holdsStock(each) && each.origin?.locationId === locationId),
        (each) => sum(each.lines, (line) => (line.itemId === itemId ? line.totalQuantity : 0)),
      );
      const unsent = planned - sum(sent, ({ transfer, line }) => (holdsStock(transfer) ? line.quantity : 0));
      const committed = sum(
        active.filter((each) => each.assignedLocationId === locationId).flatMap((each) => each.lines),
        (line) => (line.itemId === itemId ? line.remainingQuantity : 0),
      );
      const shipped = sum(
        good.filter((each) => each.locationId === locationId).flatMap((each) => each.lines),
        (line) => (itemOf(line.lineItemId) === itemId ? line.quantity : 0),
      );
      const returned = sum(returns, (line) =>
        line.locationId === locationId && itemOf(line.lineItemId) === itemId ? line.quantity : 0,
      );
      const keptAs = (state: "committed" | "reserved") => (w.world.knobs.transfersHold === state ? unsent : 0);
      expect(level.quantities).toMatchObject({
        committed: committed + keptAs("committed"),
        reserved: keptAs("reserved") + undocumented("reserved"),
        incoming: sum(coming, ({ line }) => unreceived(line)),
        damaged: undocumented("damaged"),
        safety_stock: undocumented("safety_stock"),
        quality_control: undocumented("quality_control"),
      });
      const edited = sum(
        ["available", "damaged", "safety_stock", "quality_control", "reserved"] as const,
        undocumented,
      );
      expect(onHand(level)).toBe(
        (stocked[item]?.[location] ?? 0) -
          shipped +
          returned -
          sum(sent, ({ line }) => line.quantity) +
          sum(coming, ({ line }) => line.acceptedQuantity) +
          edited,
      );
    }
  }
  for (const order of shop.orders.values())
    for (const line of order.lines) {
      const open = sum(
        active.filter((each) => each.orderId === order.id).flatMap((each) => each.lines),
        (each) => (each.lineItemId === line.id ? each.remainingQuantity : 0),
      );
      expect(line.unfulfilledQuantity).toBe(open);
      expect(line.currentQuantity).toBeGreaterThanOrEqual(0);
    }
}

test("whatever is tried, stock is neither made nor lost, and orders, transfers, refunds and levels agree", () => {
  const stocked = [
    [4, 2, 1],
    [1, 5, 3],
  ];
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 60, size: "max" }),
      fc.constantFrom("reserved" as const, "committed" as const),
      (steps, transfersHold) => {
        const w = worldOfOne(stocked, { policy: "CONTINUE" });
        w.world.knobs.transfersHold = transfersHold;
        const book: Undocumented = new Map();
        for (const each of steps) {
          apply(w, each, book);
          check(w, stocked, book);
        }
      },
    ),
    { numRuns: 60 },
  );
});
