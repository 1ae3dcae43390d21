import { expect, test } from "vitest";
import { readBinRows, readCountRows } from "./count-rows.ts";

const lines = (...rows: string[]) => rows.map((row, n) => ({ line: n + 1, cells: row.split(",") }));

test("columns are found by their words, in either language and any order", () => {
  expect(readCountRows(lines("Title,Cantidad,Código de barras", "Mug,3,841")).rows).toEqual([
    { line: 2, code: "841", units: 3 },
  ]);
});

test("each bad row says its line, its column and what is wrong; the good ones are taken", () => {
  const { rows, errors } = readCountRows(
    lines("sku,quantity", "A,3", ",4", "B,", "C,2.5", "D,-1", "A,9", "E,99999999"),
  );
  expect(rows).toEqual([{ line: 2, code: "A", units: 3 }]);
  expect(errors.map(({ line, column, code, text }) => [line, column, code, text])).toEqual([
    [3, "sku", "no_code", ""],
    [4, "quantity", "no_value", ""],
    [5, "quantity", "not_whole", "2.5"],
    [6, "quantity", "not_whole", "-1"],
    [7, "sku", "twice", "2"],
    [8, "quantity", "not_whole", "99999999"],
  ]);
});

test("a file without the columns says which one is missing", () => {
  expect(readCountRows(lines("title,quantity", "Mug,3")).errors).toMatchObject([{ code: "no_code_column" }]);
  expect(readCountRows(lines("sku,title", "A,Mug")).errors).toMatchObject([
    { code: "no_value_column", text: "quantity" },
  ]);
  expect(readCountRows([]).errors).toMatchObject([{ code: "no_code_column" }]);
});

test("an item's bin is the merchant's own word; none takes it out", () => {
  expect(readBinRows(lines("sku,bin", "A,R1-03", "B,", `C,${"x".repeat(51)}`))).toMatchObject({
    rows: [
      { code: "A", bin: "R1-03" },
      { code: "B", bin: "" },
    ],
    errors: [{ line: 4, code: "too_long" }],
  });
});
