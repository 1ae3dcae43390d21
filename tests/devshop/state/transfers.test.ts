import { describe, expect, test } from "vitest";
import {
  cancelTransfer,
  createTransfer,
  deleteTransfer,
  editTransfer,
  markReady,
  removeItems,
  setItems,
  type TransferInput,
} from "./change-transfer.ts";
import type { Outcome } from "./outcome.ts";
import { addItems, createShipment, deleteShipment, receiveShipment, updateQuantities } from "./shipments.ts";
import type { Shipment, Transfer } from "./transfers.ts";
import { worldOfOne, type WorldOfOne } from "./world-of-one.ts";
import type { StockChange } from "./world.ts";

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
  return outcome.value;
}

const code = (outcome: Outcome<unknown>) => (outcome.ok ? "done" : outcome.errors[0]?.code);

const input = (w: WorldOfOne, quantities: number[]) => ({
  originId: w.locations[0],
  destinationId: w.locations[1],
  items: quantities.map((quantity, index) => ({ itemId: w.items[index] ?? "", quantity })),
  note: null,
  referenceName: null,
  tags: [],
  dateCreated: null,
});
const create = (w: WorldOfOne, quantities: number[], ready = true) =>
  value(createTransfer(w.world, w.shop, input(w, quantities), ready));
const ship = (w: WorldOfOne, transfer: Transfer, quantity: number, inTransit = true) =>
  createShipment(
    w.world,
    w.shop,
    { transferId: transfer.id, items: [{ itemId: w.items[0] ?? "", quantity }], tracking: null, dateCreated: null },
    inTransit,
  );
const receive = (w: WorldOfOne, shipment: Shipment, accepted: number, rejected = 0) => {
  const lineId = shipment.lines[0]?.id ?? "";
  const items = [
    { lineId, quantity: accepted, reason: "ACCEPTED" as const },
    { lineId, quantity: rejected, reason: "REJECTED" as const },
  ].filter(({ quantity }) => quantity > 0);
  return receiveShipment(w.world, w.shop, { id: shipment.id, items, rest: null, dateReceived: null });
};
/** Available, reserved, committed and incoming of the first item. */
const states = (w: WorldOfOne, location: number) => {
  const { available, reserved, committed, incoming } = w.level(0, location).quantities;
  return { available, reserved, committed, incoming };
};
const NOTHING = { available: 0, reserved: 0, committed: 0, incoming: 0 };

describe("a transfer", () => {
  test("that is a draft keeps nothing; ready, it keeps its units at the origin, below zero if need be", () => {
    const w = worldOfOne([[5, 0]]);
    const transfer = create(w, [7], false);
    expect(states(w, 0)).toEqual({ ...NOTHING, available: 5 });
    value(markReady(w.world, w.shop, transfer.id));
    expect(states(w, 0)).toEqual({ ...NOTHING, available: -2, reserved: 7 });
  });

  test("gives its units back when it is cancelled, which a shipment forbids", () => {
    const w = worldOfOne([[5, 0]]);
    const transfer = create(w, [3]);
    const shipment = value(ship(w, transfer, 1, false));
    expect(code(cancelTransfer(w.world, w.shop, transfer.id))).toBe("SHIPMENT_EXISTS");
    value(deleteShipment(w.world, w.shop, shipment.id));
    value(cancelTransfer(w.world, w.shop, transfer.id));
    expect([transfer.status, states(w, 0)]).toEqual(["CANCELED", { ...NOTHING, available: 5 }]);
  });

  test("is kept as committed where the shop has moved on", () => {
    const w = worldOfOne([[5, 0]]);
    w.world.knobs.transfersHold = "committed";
    const transfer = create(w, [3]);
    expect(states(w, 0)).toEqual({ ...NOTHING, available: 2, committed: 3 });
    w.world.knobs.transfersHold = "reserved";
    value(ship(w, transfer, 3));
    expect(states(w, 0)).toEqual({ ...NOTHING, available: 2 });
  });

  test("has the quantities set of what is in no shipment, and items removed down to that", () => {
    const w = worldOfOne([
      [9, 0],
      [9, 0],
    ]);
    const transfer = create(w, [4, 1]);
    value(ship(w, transfer, 3, false));
    const itemId = w.items[0] ?? "";
    const { updates } = value(setItems(w.world, w.shop, transfer.id, [{ itemId, quantity: 5 }]));
    expect(updates).toEqual([{ itemId, newQuantity: 8, deltaQuantity: 4 }]);
    expect(states(w, 0)).toEqual({ ...NOTHING, available: 1, reserved: 8 });
    const lines = transfer.lines.map(({ id }) => id);
    const removed = value(removeItems(w.world, w.shop, transfer.id, lines)).updates;
    expect(removed.map(({ deltaQuantity }) => deltaQuantity)).toEqual([-5, -1]);
    expect(transfer.lines).toMatchObject([{ totalQuantity: 3 }]);
    expect(states(w, 0)).toEqual({ ...NOTHING, available: 6, reserved: 3 });
    expect(code(removeItems(w.world, w.shop, transfer.id, [lines[0] ?? ""]))).toBe("ALL_QUANTITY_SHIPPED");
  });

  test("refuses what Shopify refuses, and nothing changes", () => {
    const w = worldOfOne([
      [5, 0],
      [null, 5],
    ]);
    const [known = "", elsewhere = ""] = w.items;
    const tried = (change: Partial<TransferInput>, ready = true) =>
      code(createTransfer(w.world, w.shop, { ...input(w, [1]), ...change }, ready));
    expect(tried({ destinationId: w.locations[0] })).toBe("TRANSFER_ORIGIN_CANNOT_BE_THE_SAME_AS_DESTINATION");
    expect(tried({ destinationId: undefined })).toBe("LOCATION_REQUIRED");
    expect(tried({ originId: "1" })).toBe("LOCATION_NOT_FOUND");
    expect(tried({ items: [] })).toBe("ITEMS_EMPTY");
    expect(tried({ items: [{ itemId: "1", quantity: 1 }] })).toBe("ITEM_NOT_FOUND");
    expect(tried({ items: [{ itemId: elsewhere, quantity: 1 }] })).toBe("INVENTORY_STATE_NOT_ACTIVE");
    expect(tried({ items: [{ itemId: known, quantity: 0 }] })).toBe("INVALID_QUANTITY");
    const twice = [1, 2].map((quantity) => ({ itemId: known, quantity }));
    expect(tried({ items: twice }, false)).toBe("DUPLICATE_ITEM");
    const item = w.shop.items.get(known);
    if (item !== undefined) item.tracked = false;
    expect(tried({}, false)).toBe("UNTRACKED_ITEM");
    expect([w.shop.transfers.size, w.events, states(w, 0).available]).toEqual([0, [], 5]);
  });

  test("changes its places only as a draft, which alone can be deleted", () => {
    const w = worldOfOne([[5, 0, 0]]);
    const draft = create(w, [1], false);
    value(editTransfer(w.world, w.shop, draft.id, { destinationId: w.locations[2], note: "by van" }));
    expect(draft).toMatchObject({ note: "by van", destination: { locationId: w.locations[2] } });
    const ready = create(w, [1]);
    const moved = editTransfer(w.world, w.shop, ready.id, { destinationId: w.locations[2] });
    expect(code(moved)).toBe("TRANSFER_LOCATION_IMMUTABLE");
    expect(code(deleteTransfer(w.shop, ready.id))).toBe("INVALID_TRANSFER_STATUS");
    value(deleteTransfer(w.shop, draft.id));
    expect(w.shop.transfers.size).toBe(1);
  });
});

describe("a shipment", () => {
  test("takes its units out of the origin and is incoming at the destination, which stocks the item from then on", () => {
    const w = worldOfOne([[5, null]]);
    const transfer = create(w, [4]);
    value(ship(w, transfer, 3));
    expect(states(w, 0)).toEqual({ ...NOTHING, available: 1, reserved: 1 });
    expect(states(w, 1)).toEqual({ ...NOTHING, incoming: 3 });
    expect(transfer.status).toBe("IN_PROGRESS");
  });

  test("is received in several goes: what is accepted can be sold, what is rejected is nowhere", () => {
    const w = worldOfOne([[5, 0]]);
    const transfer = create(w, [5]);
    const shipment = value(ship(w, transfer, 4));
    value(receive(w, shipment, 1, 2));
    expect([shipment.status, states(w, 1)]).toEqual(["PARTIALLY_RECEIVED", { ...NOTHING, available: 1, incoming: 1 }]);
    expect(code(receive(w, shipment, 2))).toBe("INVALID_QUANTITY");
    value(receive(w, shipment, 1));
    expect([shipment.status, transfer.status]).toEqual(["RECEIVED", "IN_PROGRESS"]);
    expect(code(receive(w, shipment, 1))).toBe("INVALID_SHIPMENT_STATUS");
    const last = value(ship(w, transfer, 1));
    value(receiveShipment(w.world, w.shop, { id: last.id, items: [], rest: "ACCEPTED", dateReceived: null }));
    expect([transfer.status, states(w, 0), states(w, 1)]).toEqual([
      "TRANSFERRED",
      NOTHING,
      { ...NOTHING, available: 3 },
    ]);
  });

  test("holds no more than its transfer has left", () => {
    const w = worldOfOne([[9, 0]]);
    const draft = create(w, [3], false);
    expect(code(ship(w, draft, 1))).toBe("INVALID_TRANSFER_STATUS");
    const transfer = create(w, [3]);
    const shipment = value(ship(w, transfer, 2, false));
    expect(code(ship(w, transfer, 2))).toBe("INVALID_QUANTITY");
    const lineId = shipment.lines[0]?.id ?? "";
    expect(code(updateQuantities(w.world, w.shop, shipment.id, [{ lineId, quantity: 4 }]))).toBe("INVALID_QUANTITY");
    value(updateQuantities(w.world, w.shop, shipment.id, [{ lineId, quantity: 3 }]));
    expect(code(receive(w, shipment, 1))).toBe("INVALID_SHIPMENT_STATUS");
    const again = [{ itemId: w.items[0] ?? "", quantity: 1 }];
    expect(code(addItems(w.world, w.shop, shipment.id, again))).toBe("INVALID_QUANTITY");
  });

  test("and its transfer are the documents of what they change", () => {
    const w = worldOfOne([[5, 0]]);
    const changes: StockChange[] = [];
    w.world.onStockChange((_shop, change) => changes.push(change));
    const transfer = create(w, [2]);
    const shipment = value(ship(w, transfer, 2));
    value(receive(w, shipment, 2));
    const kept = `gid://shopify/InventoryTransfer/${transfer.id}`;
    const sent = `gid://shopify/InventoryShipment/${shipment.id}`;
    expect(changes.map(({ deltas, document }) => [deltas, document])).toEqual([
      [{ available: -2, reserved: 2 }, kept],
      [{ reserved: -2 }, sent],
      [{ incoming: 2 }, sent],
      [{ incoming: -2, available: 2 }, sent],
    ]);
  });
});
