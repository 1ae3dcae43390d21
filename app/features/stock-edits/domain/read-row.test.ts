import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rowReader, type ColumnNames, type RowReader } from "./read-row.ts";

const NAMES: ColumnNames = {
  sku: ["sku"],
  barcode: ["barcode", "código de barras"],
  location: ["location", "sucursal"],
  available: ["available", "disponible"],
  on_hand: ["on hand", "en existencia"],
  new_available: ["available (new)", "disponible (nuevo)"],
  new_on_hand: ["on hand (new)", "en existencia (nuevo)"],
};
const WHOLE = ["SKU", "Barcode", "Location", "Available", "On hand", "Available (new)", "On hand (new)"];

function reader(headings: readonly string[]): RowReader {
  const read = rowReader(headings, NAMES);
  if (typeof read === "string") throw new Error(read);
  return read;
}

describe("a line of the list's own file", () => {
  const read = reader(WHOLE);

  test("without a new number is left alone, whatever its other numbers are", () => {
    expect(read(["A", "", "Madrid", "99", "x", "", ""])).toBe("untouched");
  });

  test("says what the person saw and what it is to be", () => {
    expect(read(["A", "841", "Madrid", "-3", "5", "8,00", ""])).toMatchObject({
      ...{ sku: "A", barcode: "841", location: "Madrid", state: "available", seen: -3, to: 8 },
    });
    expect(read(["A", "", "Madrid", "4", "5", "", "0"])).toMatchObject({ state: "on_hand", seen: 5, to: 0 });
  });

  test.each([
    [["A", "", "Madrid", "4", "5", "8", "9"], "both", "On hand (new)"],
    [["", "", "Madrid", "4", "5", "8", ""], "no_code", "SKU"],
    [["A", "", "", "4", "5", "8", ""], "no_location", "Location"],
    [["A", "", "Madrid", "4", "5", "+8", ""], "not_whole", "Available (new)"],
    [["A", "", "Madrid", "4", "5", "1,200", ""], "not_whole", "Available (new)"],
    [["A", "", "Madrid", "4", "5", "1e3", ""], "not_whole", "Available (new)"],
    [["A", "", "Madrid", "4", "5", "-1", ""], "negative", "Available (new)"],
    [["A", "", "Madrid", "4", "5", "1000000001", ""], "too_many", "Available (new)"],
  ])("%j is wrong: %s in %s", (cells, code, field) => {
    expect(read(cells)).toMatchObject({ code, field });
  });

  test("is a row, an error or nothing, whatever stands in it", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 8 }), { maxLength: 9 }), (cells) => {
        const row = read(cells);
        if (row !== "untouched" && "to" in row) expect(Number.isInteger(row.to) && row.to >= 0).toBe(true);
      }),
    );
  });
});

test("a file of somebody's own has one column of numbers, in either language, and does not say what was seen", () => {
  expect(reader(["Código de barras", "Sucursal", "Disponible"])(["841", "Madrid", "7"])).toMatchObject({
    ...{ barcode: "841", state: "available", to: 7, seen: null },
  });
});

test.each([
  [["Location", "Available"], "no_code_column"],
  [["SKU", "Available"], "no_location_column"],
  [["SKU", "Location"], "no_value_column"],
  [["SKU", "Location", "Available", "On hand"], "no_value_column"],
])("a file with the columns %j cannot be read: %s", (headings, fault) => {
  expect(rowReader(headings, NAMES)).toBe(fault);
});
