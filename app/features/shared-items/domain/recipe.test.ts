import { expect, test } from "vitest";
import { parseId, type InventoryItemId } from "../../../core/ids.ts";
import { findCycle, leavesOf, partsProblem, type Recipes } from "./recipe.ts";

const item = (id: number) => parseId<InventoryItemId>(String(id));
const recipes = (of: Record<number, Record<number, number>>): Recipes =>
  new Map(
    Object.entries(of).map(([id, parts]) => [
      item(Number(id)),
      Object.entries(parts).map(([part, quantity]) => ({ itemId: item(Number(part)), quantity })),
    ]),
  );

test("a kit of packs takes single items, and what several parts take is added up", () => {
  expect(leavesOf(recipes({ 3: { 2: 2, 1: 1 }, 2: { 1: 6 } }), item(3))).toEqual(new Map([[item(1), 13]]));
});

test("a kit that leads back to itself is found, with its way; one that only shares parts is none", () => {
  expect(findCycle(recipes({ 3: { 2: 1 }, 2: { 4: 1, 1: 6 }, 1: { 3: 1 } }), item(3))).toEqual([3, 2, 1, 3].map(item));
  expect(findCycle(recipes({ 3: { 2: 1, 1: 1 }, 2: { 1: 6 }, 5: { 3: 1 } }), item(3))).toBeUndefined();
});

test.each([
  ["noParts", "kit", {}],
  ["oneOnly", "pack", { 1: 6, 4: 1 }],
  ["quantity", "pack", { 1: 1 }],
  ["quantity", "same", { 1: 2 }],
  ["quantity", "kit", { 1: 0 }],
  ["itself", "kit", { 9: 1 }],
  [undefined, "kit", { 1: 1 }],
  [undefined, "pack", { 1: 6 }],
] as const)("parts are checked: %s for a %s of %j", (problem, kind, parts) => {
  expect(partsProblem(kind, item(9), recipes({ 9: parts }).get(item(9)) ?? [])).toBe(problem);
});
