import { expect, test } from "vitest";
import type { InventoryItemId, LocationId } from "../../../core/ids.ts";
import { typedCells } from "./typed-cells.ts";

const level = { itemId: "1" as InventoryItemId, locationId: "7" as LocationId };

test("a number that is typed over is open until it is what stood there", () => {
  const cells = typedCells(",");
  cells.type(level, "available", "12", "10", 10);
  expect([cells.count(), cells.textOf(level, "available")]).toEqual([1, "12"]);
  cells.type(level, "available", "10", "10", 10);
  expect([cells.count(), cells.textOf(level, "available")]).toEqual([0, undefined]);
});

test("what is sent is written over what was seen when typing began", () => {
  const cells = typedCells(",");
  cells.type(level, "available", "1", "10", 10);
  cells.type(level, "available", "12", "9", 9);
  expect(cells.send()).toEqual([{ ...level, state: "available", seen: 10, kind: "set", units: 12 }]);
});

test("both quantities of a level are a question and not a change", () => {
  const cells = typedCells(",");
  cells.type(level, "available", "12", "10", 10);
  cells.type(level, "on_hand", "13", "11", 11);
  expect([cells.problemOf(level, "available"), cells.problemOf(level, "on_hand")]).toEqual(["both", "both"]);
  expect(cells.send()).toEqual([]);
});

test("what is unfinished is told when somebody wants to save", () => {
  const cells = typedCells(",");
  cells.type(level, "available", "+", "10", 10);
  expect(cells.problemOf(level, "available")).toBeUndefined();
  expect(cells.send()).toEqual([]);
  expect(cells.problemOf(level, "available")).toBe("unfinished");
  cells.discard();
  cells.type(level, "available", "+", "10", 10);
  expect(cells.problemOf(level, "available")).toBeUndefined();
});

test("what cannot be saved as it stands is counted", () => {
  const cells = typedCells(",");
  const beside = { ...level, itemId: "2" as InventoryItemId };
  cells.type(level, "available", "ma", "10", 10);
  cells.type(beside, "available", "+", "3", 3);
  expect([cells.count(), cells.problems()]).toEqual([2, 1]);
  cells.send();
  expect(cells.problems()).toBe(2);
  cells.type(level, "available", "12", "10", 10);
  expect(cells.problems()).toBe(1);
});

test("what was stored is no longer open, unless it was typed over since", () => {
  const cells = typedCells(",");
  const beside = { ...level, itemId: "2" as InventoryItemId };
  cells.type(level, "available", "12", "10", 10);
  cells.type(beside, "available", "5", "3", 3);
  cells.send();
  cells.type(beside, "available", "6", "3", 3);
  cells.stored();
  expect([cells.textOf(level, "available"), cells.textOf(beside, "available")]).toEqual([undefined, "6"]);
});

test("who looks at it is told of each change, until they leave", () => {
  const cells = typedCells(",");
  let told = 0;
  const leave = cells.subscribe(() => (told += 1));
  cells.type(level, "available", "12", "10", 10);
  leave();
  cells.discard();
  expect(told).toBe(1);
});
