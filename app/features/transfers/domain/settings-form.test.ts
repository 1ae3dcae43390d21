import { expect, test } from "vitest";
import { readPacks } from "./packs.ts";
import { readSettings } from "./settings-form.ts";

const texts = { targetDays: "14", fixed: "12,5", perUnit: "", "days-7": "30", "days-8": " " };

test("days and amounts are read as people type them", () => {
  expect(readSettings(texts, "EUR")).toEqual({
    targetDays: 14,
    fixedMinor: 1_250,
    perUnitMinor: 0,
    targets: [{ locationId: "7", days: 30 }],
  });
  expect(readSettings({ ...texts, fixed: "3" }, "JPY")?.fixedMinor).toBe(3);
});

test.each([{ targetDays: "" }, { targetDays: "366" }, { fixed: "-1" }, { perUnit: "0.005" }, { "days-7": "soon" }])(
  "%j is no setting",
  (wrong) => {
    expect(readSettings({ ...texts, ...wrong }, "EUR")).toBeUndefined();
  },
);

test("a file of packs may have a heading; each row that is wrong is told with its line", () => {
  const lines = [
    ["SKU", "pack", "minimum"],
    ["A", "6", "12"],
    ["B", "0", "1"],
    ["C", "6"],
  ].map((cells, index) => ({ line: index + 1, cells }));
  expect(readPacks(lines)).toEqual({
    packs: [{ line: 2, sku: "A", pack: 6, minimum: 12 }],
    errors: [
      { line: 3, code: "number" },
      { line: 4, code: "columns" },
    ],
  });
});
