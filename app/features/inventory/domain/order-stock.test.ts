import { expect, test } from "vitest";
import { parseId, type InventoryItemId, type LocationId, type OrderId } from "../../../core/ids.ts";
import { orderStockChange, type OrderStock } from "./order-stock.ts";

const [soldAt, changedAt] = [new Date("2026-11-01T10:00:00Z"), new Date("2026-11-02T10:00:00Z")];
const at = (location: "1" | "2", committed: number, shipped = 0): OrderStock => ({
  orderId: parseId<OrderId>("7"),
  itemId: parseId<InventoryItemId>("5"),
  locationId: parseId<LocationId>(location),
  committed,
  shipped,
  returned: 0,
  lost: 0,
});
const change = (before: readonly OrderStock[], now: readonly OrderStock[]) =>
  orderStockChange(before, now, { soldAt, changedAt }).entries.map(({ cause, locationId, units, occurredAt }) => [
    cause,
    locationId,
    units,
    occurredAt === soldAt ? "sold" : "changed",
  ]);

test("a new order took its units when it was sold", () => {
  expect(change([], [at("1", 3)])).toEqual([["sold", "1", { available: -3, committed: 3 }, "sold"]]);
});

test("a new order that was shipped in part already is as old as the order", () => {
  expect(change([], [at("1", 1, 2)])).toEqual([
    ["sold", "1", { available: -3, committed: 3 }, "sold"],
    ["shipped", "1", { committed: -2 }, "sold"],
  ]);
});

test("a move takes from one location what it gives to another", () => {
  expect(change([at("1", 3)], [at("1", 1), at("2", 2)])).toEqual([
    ["moved", "1", { available: 2, committed: -2 }, "changed"],
    ["moved", "2", { available: -2, committed: 2 }, "changed"],
  ]);
});

test("what is no longer committed and was not shipped went back to available", () => {
  expect(change([at("1", 3)], [])).toEqual([["released", "1", { available: 3, committed: -3 }, "changed"]]);
});

test("a cancelled fulfilment puts units back on the shelf as committed", () => {
  expect(change([at("1", 0, 2)], [at("1", 2, 0)])).toEqual([["shipped", "1", { committed: 2 }, "changed"]]);
});

test("units that were cancelled and not put back leave available, whenever the refund is read", () => {
  const lost = { ...at("1", 0), lost: 2 };
  expect(change([at("1", 0)], [lost])).toEqual([["released", "1", { available: -2 }, "changed"]]);
});

test("units that a customer sent back are on the shelf again", () => {
  const back = { ...at("1", 0, 2), returned: 1 };
  expect(change([at("1", 0, 2)], [back])).toEqual([["restocked", "1", { available: 1 }, "changed"]]);
});
