import { expect, test } from "vitest";
import { parseId, type InventoryItemId, type ShipmentLineId } from "../../../core/ids.ts";
import { differenceOf, receiveLines } from "./receive.ts";

const itemId = parseId<InventoryItemId>("10");
const lineId = parseId<ShipmentLineId>("20");
const open = new Map([[itemId, { lineId, open: 5 }]]);
const receive = (accepted: number, rejected: number, close = false) =>
  receiveLines(open, [{ itemId, accepted, rejected, close }]).map(({ quantity, reason }) => `${quantity} ${reason}`);

test("good and broken units are told apart, what is missing stays open", () => {
  expect(receive(3, 1)).toEqual(["3 ACCEPTED", "1 REJECTED"]);
  expect(differenceOf(5, { accepted: 3, rejected: 1 })).toEqual({ missing: 1, over: 0 });
});

test("what will not come any more is closed", () => {
  expect(receive(3, 1, true)).toEqual(["3 ACCEPTED", "2 REJECTED"]);
  expect(receive(0, 0, true)).toEqual(["5 REJECTED"]);
});

test("more than was sent is shown, and not told to Shopify", () => {
  expect(receive(7, 0)).toEqual(["5 ACCEPTED"]);
  expect(receive(4, 3)).toEqual(["4 ACCEPTED", "1 REJECTED"]);
  expect(differenceOf(5, { accepted: 7, rejected: 0 })).toEqual({ missing: 0, over: 2 });
});

test("nothing found and an item of another shipment tell nothing", () => {
  expect(receive(0, 0)).toEqual([]);
  expect(receiveLines(new Map(), [{ itemId, accepted: 1, rejected: 0, close: true }])).toEqual([]);
});
