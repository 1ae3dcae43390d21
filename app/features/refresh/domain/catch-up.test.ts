import { expect, test } from "vitest";
import { askSince, kindsToCatchUp } from "./catch-up.ts";

test.each([
  ["45 seconds are read singly", undefined, [30, 15, 0], []],
  [
    "more is read in bulk, all kinds together",
    undefined,
    [20, 15, 11],
    ["order", "fulfillmentOrder", "inventoryLevel"],
  ],
  ["but not what single reads do sooner than a bulk query", undefined, [10, 0, 500], ["inventoryLevel"]],
  ["once begun, it goes on with less", "order", [0, 11, 10], ["fulfillmentOrder"]],
  ["and no kind waits for another that never ends", "order", [500, 20, 0], ["fulfillmentOrder", "order"]],
] as const)("%s", (_name, after, [order, fulfillmentOrder, inventoryLevel], kinds) => {
  expect(kindsToCatchUp({ order, fulfillmentOrder, inventoryLevel }, after)).toEqual(kinds);
});

test("it is asked from two minutes before the oldest change on, and never from the future, whatever another clock says", () => {
  const now = new Date("2026-11-02T10:00:00Z");
  expect(askSince(new Date("2026-11-02T09:30:00Z"), now)).toEqual(new Date("2026-11-02T09:28:00Z"));
  expect(askSince(new Date("2026-11-02T11:00:00Z"), now)).toEqual(new Date("2026-11-02T09:58:00Z"));
});
