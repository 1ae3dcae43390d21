import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sizeFieldsSchema, sizeKeys, sizeOf, type MetafieldValue, type SizeFields } from "./metafield-size.ts";

const THREE: SizeFields = {
  length: "custom.length",
  width: "custom.width",
  height: "custom.height",
  all: "",
  unit: "cm",
};
const ONE: SizeFields = { ...THREE, all: "custom.size" };
const field = (key: string, type: string, value: string): MetafieldValue => ({ namespace: "custom", key, type, value });
const sides = (type: string, values: readonly string[]) =>
  ["length", "width", "height"].flatMap((key, nth) =>
    values[nth] === undefined ? [] : [field(key, type, values[nth])],
  );

describe("a size in three metafields", () => {
  test.each<[string, MetafieldValue[], object | null]>([
    [
      "dimensions, each in its own unit",
      sides("dimension", ['{"value":30.1,"unit":"cm"}', '{"value":8,"unit":"in"}', '{"value":0.1,"unit":"m"}']),
      { length: 301, width: 204, height: 100 },
    ],
    [
      "numbers are of the unit that staff said",
      sides("number_decimal", ["30", "20.25", "10"]),
      { length: 300, width: 203, height: 100 },
    ],
    [
      "texts with a unit",
      sides("single_line_text_field", ["300 mm", "20,5 cm", '4"']),
      { length: 300, width: 205, height: 102 },
    ],
    ["one that is missing makes all unknown", sides("number_integer", ["30", "20"]), null],
    ["one that is no size, too", sides("single_line_text_field", ["30", "twenty", "10"]), null],
    ["nothing has no size", sides("number_integer", ["30", "0", "10"]), null],
    [
      "a unit that nobody knows is unknown",
      sides("dimension", ['{"value":1,"unit":"ell"}', '{"value":1,"unit":"cm"}', '{"value":1,"unit":"cm"}']),
      null,
    ],
    ["what is broken is unknown", sides("dimension", ["{", "{", "{"]), null],
  ])("%s", (_, metafields, expected) => {
    expect(sizeOf(metafields, THREE)).toEqual(expected);
  });
});

describe("a size in one metafield", () => {
  test.each<[string, MetafieldValue, object | null]>([
    ["as a text", field("size", "single_line_text_field", "30 x 20 × 10 cm"), { length: 300, width: 200, height: 100 }],
    [
      "as a text without a unit",
      field("size", "single_line_text_field", "30x20x10"),
      { length: 300, width: 200, height: 100 },
    ],
    [
      "as a list of dimensions",
      field("size", "list.dimension", '[{"value":3,"unit":"dm"},{"value":2,"unit":"cm"},{"value":1,"unit":"cm"}]'),
      null,
    ],
    [
      "as a list of dimensions that are known",
      field("size", "list.dimension", '[{"value":3,"unit":"cm"},{"value":2,"unit":"cm"},{"value":1,"unit":"cm"}]'),
      { length: 30, width: 20, height: 10 },
    ],
    ["of four sides there is none", field("size", "single_line_text_field", "1 x 2 x 3 x 4"), null],
    ["one side is none", field("size", "dimension", '{"value":3,"unit":"cm"}'), null],
  ])("%s", (_, metafield, expected) => {
    expect(sizeOf([metafield], ONE)).toEqual(expected);
  });
});

test("a side is never made smaller than it was told, and by less than a millimetre larger", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999 }), (hundredths) => {
      const told = hundredths / 100;
      const size = sizeOf(sides("number_decimal", [String(told), String(told), String(told)]), {
        ...THREE,
        unit: "mm",
      });
      const millimetres = size?.length ?? 0;
      expect(millimetres).toBeGreaterThanOrEqual(told);
      expect(millimetres - told).toBeLessThan(1);
    }),
  );
});

test("metafields are read when all three sides, or one for all, are named", () => {
  expect(sizeKeys(THREE)).toEqual(["custom.length", "custom.width", "custom.height"]);
  expect(sizeKeys(ONE)).toEqual(["custom.size"]);
  expect(sizeKeys({ ...THREE, height: "" })).toEqual([]);
  expect(sizeFieldsSchema.safeParse({ ...THREE, length: "custom" }).success).toBe(false);
  expect(sizeFieldsSchema.parse({})).toEqual({ length: "", width: "", height: "", all: "", unit: "cm" });
});
