import { describe, expect, test } from "vitest";
import { readBoxes } from "./read-boxes.ts";
import { readSizes } from "./read-sizes.ts";

const lines = (text: string) => text.split("\n").map((row, n) => ({ line: n + 1, cells: row.split(";") }));

describe("a list of boxes", () => {
  test("is read in cm or inches, with commas or points; inner sides are rounded down, costs are exact", () => {
    const { boxes, errors } = readBoxes(
      lines(
        "name;length;width;height;unit;empty weight (g);most weight (g);cost\nS;20,55;15;10;;80;2000;0,45\nL;12;9.5;4;in;;;1",
      ),
      "EUR",
    );
    expect(errors).toEqual([]);
    expect(boxes).toEqual([
      { name: "S", lengthMm: 205, widthMm: 150, heightMm: 100, emptyGrams: 80, mostGrams: 2_000, costMinor: 45 },
      { name: "L", lengthMm: 304, widthMm: 241, heightMm: 101, emptyGrams: 0, mostGrams: null, costMinor: 100 },
    ]);
  });

  test("in Spanish is the same list", () => {
    const { boxes } = readBoxes(lines("Nombre;Largo;Ancho;Alto;Coste\nCaja;10;10;10;1"), "EUR");
    expect(boxes).toMatchObject([{ name: "Caja", lengthMm: 100, costMinor: 100 }]);
  });

  test("keeps its good rows, and says of each other one where and what is wrong", () => {
    const text = [
      "name;length;width;height;unit;empty weight;most weight;cost",
      "good;10;10;10;cm;;;",
      ";10;10;10;;;;",
      "a;;10;10;;;;",
      "b;ten;10;10;;;;",
      "c;10;10;0;;;;",
      "d;10;10;10;ells;;;",
      "e;10;10;10;;100;100;",
      "f;10;10;10;;;;1.234",
      "good;20;20;20;;;;",
    ].join("\n");
    const { boxes, errors } = readBoxes(lines(text), "EUR");
    expect(boxes.map(({ name, lengthMm }) => [name, lengthMm])).toEqual([["good", 100]]);
    expect(errors).toEqual([
      { line: 3, column: "name", code: "missing", text: "" },
      { line: 4, column: "length", code: "missing", text: "" },
      { line: 5, column: "length", code: "not_number", text: "ten" },
      { line: 6, column: "height", code: "out_of_range", text: "0" },
      { line: 7, column: "unit", code: "unit", text: "ells" },
      { line: 8, column: "most weight", code: "out_of_range", text: "100" },
      { line: 9, column: "cost", code: "not_number", text: "1.234" },
      { line: 10, column: "name", code: "twice", text: "2" },
    ]);
  });

  test("without a column says which one", () => {
    expect(readBoxes(lines("name;length;height\nS;1;1"), "EUR")).toEqual({
      boxes: [],
      errors: [{ line: 1, column: "", code: "no_column", text: "width" }],
    });
  });
});

describe("a list of sizes", () => {
  test("rounds up what has to fit, and a row without sides takes the size back", () => {
    expect(readSizes(lines("SKU;length;width;height\nA;10,01;5;1\nB;;;\nC;1;;1"))).toEqual({
      sizes: [
        { line: 2, sku: "A", sides: { lengthMm: 101, widthMm: 50, heightMm: 10 } },
        { line: 3, sku: "B", sides: null },
      ],
      errors: [{ line: 4, column: "width", code: "missing", text: "" }],
    });
  });
});
