import { expect, test } from "vitest";
import { parseId, type InventoryItemId } from "../../../core/ids.ts";
import { classify } from "./abc.ts";

const classesOf = (...values: number[]) =>
  [...classify(values.map((value, n) => ({ itemId: parseId<InventoryItemId>(String(n + 1)), value }))).entries()]
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([, name]) => name)
    .join("");

test("few items make most of the value", () => {
  expect(classesOf(800, 100, 50, 30, 20)).toBe("ABBCC");
});

test("the item that crosses a border belongs to the better class", () => {
  expect(classesOf(79, 20, 1)).toBe("AAC");
});

test("what sold nothing is C, also where nothing sold at all", () => {
  expect(classesOf(0, 10, 0)).toBe("CAC");
  expect(classesOf(0, 0)).toBe("CC");
  expect(classesOf()).toBe("");
});
