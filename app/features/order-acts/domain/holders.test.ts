import { expect, test } from "vitest";
import type { FulfillmentOrderId, LineItemId, LocationId } from "../../../core/ids.ts";
import { holdersOf, type Part } from "./holders.ts";

const part = (id: string, at: string, change: Partial<Part> & { line?: string; remaining?: number } = {}): Part => ({
  id: id as FulfillmentOrderId,
  locationId: at as LocationId,
  status: change.status ?? "OPEN",
  lines: [{ lineItemId: (change.line ?? "1") as LineItemId, remaining: change.remaining ?? 2 }],
});
const placed = {
  fulfillmentOrderId: "10" as FulfillmentOrderId,
  locationId: "7" as LocationId,
  lineItemIds: ["1" as LineItemId],
};

test("the fulfillment order that was decided holds the lines while it is at their location", () => {
  expect(holdersOf([part("10", "7"), part("11", "7")], placed)).toEqual(["10"]);
});

test("after a split or a merge, those at the location that have units of the lines left hold them", () => {
  const others = [part("12", "7", { line: "2" }), part("13", "7", { remaining: 0 }), part("14", "8")];
  expect(holdersOf([part("10", "8"), part("11", "7"), ...others], placed)).toEqual(["11"]);
  expect(holdersOf([part("10", "7", { status: "CLOSED" }), part("11", "7")], placed)).toEqual(["11"]);
});

test("nobody holds them when they have gone somewhere else", () => {
  expect(holdersOf([part("10", "8"), part("11", "7", { status: "CANCELLED" })], placed)).toEqual([]);
});
