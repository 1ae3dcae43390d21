import { describe, expect, test } from "vitest";
import type { Box } from "./box.ts";
import { suggestBox } from "./suggest-box.ts";

const box = (name: string, length: number, width: number, height: number, more: Partial<Box> = {}): Box => ({
  id: name,
  name,
  length,
  width,
  height,
  emptyGrams: 50,
  mostGrams: null,
  costMinor: length,
  ...more,
});
const cube = (side: number, quantity = 1, grams: number | null = 100) => ({
  quantity,
  grams,
  size: { length: side, width: side, height: side },
});

describe("a box", () => {
  test("of eight cubes is the one twice as long, wide and high, and not one with the same volume that is too flat", () => {
    const found = suggestBox([cube(10, 8)], [box("flat", 10, 80, 10), box("cube", 20, 20, 20), box("low", 40, 19, 11)]);
    expect(found).toMatchObject({ is: "box", box: { name: "flat" } });
    expect(suggestBox([cube(10, 8)], [box("low", 40, 19, 11), box("cube", 20, 20, 20)])).toMatchObject({
      box: { name: "cube" },
      grams: 850,
    });
  });

  test("takes a long thing lying down that does not fit standing", () => {
    const umbrella = { quantity: 1, grams: 300, size: { length: 5, width: 5, height: 60 } };
    expect(suggestBox([umbrella], [box("wide", 60, 10, 10)]).is).toBe("box");
    expect(suggestBox([umbrella], [box("short", 59, 59, 59)])).toEqual({ is: "tooMuch", grams: 300 });
  });

  test("is never one whose most weight is passed, the box itself included", () => {
    const light = box("light", 30, 30, 30, { mostGrams: 149 });
    expect(suggestBox([cube(10)], [light])).toEqual({ is: "tooMuch", grams: 100 });
    expect(suggestBox([cube(10)], [light, box("strong", 40, 30, 30)])).toMatchObject({ box: { name: "strong" } });
  });

  test("of things whose size nobody knows is not guessed; their weight is still told", () => {
    const unsized = { quantity: 3, size: null, grams: 200 };
    expect(suggestBox([cube(10), unsized], [box("any", 90, 90, 90)])).toEqual({ is: "unknown", units: 3, grams: 700 });
  });

  test("has no expected weight when one thing's weight is not known", () => {
    expect(suggestBox([cube(10, 1, null)], [box("any", 20, 20, 20)])).toMatchObject({ is: "box", grams: null });
  });

  test("is none when the shop has none", () => {
    expect(suggestBox([cube(1)], [])).toEqual({ is: "noBoxes" });
  });
});
