import { expect, test } from "vitest";
import type { InventoryItemId, LocationId } from "../../../core/ids.ts";
import { ruleFor, unitsKept, type BufferRule } from "./rule.ts";

const here = { itemId: "1" as InventoryItemId, locationId: "7" as LocationId, vendor: "Vend", tags: ["a", "b"] };
const rule = (ruleId: string, change: Partial<BufferRule>): BufferRule => ({
  ruleId,
  scope: "all",
  itemId: null,
  locationId: null,
  label: "",
  kind: "units",
  amount: 1,
  ...change,
});
const RULES = [
  rule("1", { amount: 90 }),
  rule("2", { scope: "location", locationId: here.locationId, amount: 80 }),
  rule("3", { scope: "vendor", label: "Vend", amount: 70 }),
  rule("4", { scope: "tag", label: "a", amount: 2 }),
  rule("5", { scope: "tag", label: "b", amount: 3 }),
  rule("6", { scope: "item", itemId: here.itemId, amount: 0 }),
  rule("7", { scope: "itemAt", itemId: here.itemId, locationId: here.locationId, amount: 4 }),
];
const stock = { total: 100, soldPerDay: 1.5 };

test.each([
  [7, "7"],
  [6, "6"],
  [5, "5"],
  [3, "3"],
  [2, "2"],
  [1, "1"],
  [0, undefined],
])("of the first %i rules the most specific wins; of two tags the one that keeps more", (count, winner) => {
  expect(ruleFor(RULES.slice(0, count), here, stock)?.ruleId).toBe(winner);
});

test("rules about other things do not count", () => {
  const others = [
    rule("1", { scope: "itemAt", itemId: here.itemId, locationId: "8" as LocationId }),
    rule("2", { scope: "item", itemId: "2" as InventoryItemId }),
    rule("3", { scope: "tag", label: "c" }),
    rule("4", { scope: "vendor", label: "vend" }),
    rule("5", { scope: "location", locationId: "8" as LocationId }),
  ];
  expect(ruleFor(others, here, stock)).toBeNull();
});

test.each([
  ["units", 5, 100, 5],
  ["units", 500, 100, 100],
  ["units", 5, -2, 0],
  ["percent", 10, 99, 9],
  ["percent", 50, 1, 0],
  ["percent", 50, -3, 0],
  ["days", 3, 100, 5],
  ["days", 3, 4, 4],
] as const)("%s %i of %i there, 1.5 sold a day: %i are kept", (kind, amount, total, units) => {
  expect(unitsKept(rule("1", { kind, amount }), { total, soldPerDay: 1.5 })).toBe(units);
});
