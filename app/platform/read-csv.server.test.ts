import { expect, test } from "vitest";
import { csvRow } from "./csv.ts";
import { CsvBroken, decodeText, guessDelimiter, guessEncoding, readCsv, type CsvLine } from "./read-csv.server.ts";

async function rowsOf(...text: string[]) {
  const rows: CsvLine[] = [];
  for await (const row of readCsv(text, ",")) rows.push(row);
  return rows;
}

test("a row knows the line of the file it ends at, whatever its line breaks are", async () => {
  expect(await rowsOf('a,b\r\n1,"x\ny"\n', "\r\n2,3\r4,5")).toEqual([
    { line: 1, cells: ["a", "b"] },
    { line: 3, cells: ["1", "x\ny"] },
    { line: 5, cells: ["2", "3"] },
    { line: 6, cells: ["4", "5"] },
  ]);
});

test("rows of other lengths and stray quotes are rows; what our export quoted against formulas is as it was", async () => {
  expect((await rowsOf("a\n1,2,3\n5\",6\n'=1+1,'x\n")).map(({ cells }) => cells)).toEqual([
    ["a"],
    ["1", "2", "3"],
    ['5"', "6"],
    ["=1+1", "'x"],
  ]);
});

test("what our export writes is read as it was", async () => {
  const cells = ["=1+1", "+1", "-5", "@A1", "'=1+1", "''-5", "'x", 'a "b", c', "d\ne", ""];
  expect(await rowsOf(csvRow(cells))).toMatchObject([{ cells }]);
});

test("a quote that is never closed says where", async () => {
  const broken = await rowsOf('a,b\n1,"x\n2,3\n').catch((error: unknown) => error);
  expect(broken).toBeInstanceOf(CsvBroken);
});

test("who stops reading in the middle is left alone", async () => {
  const endless = (function* () {
    for (;;) yield "1,2\n";
  })();
  for await (const { line } of readCsv(endless, ",")) if (line === 3) break;
});

test.each([
  ["sku,quantity", ","],
  ['sku;quantity;"a,b,c,d"', ";"],
  ["sku\tquantity", "\t"],
  ["sku", ","],
])("the delimiter of %j is %j", (text, delimiter) => {
  expect(guessDelimiter(`${text}\n1,2,3,4,5`)).toBe(delimiter);
});

test.each([
  ["utf-8", new TextEncoder().encode("\uFEFFcódigo")],
  ["windows-1252", Uint8Array.from([0x63, 0xf3, 0x64, 0x69, 0x67, 0x6f])],
  ["utf-16le", Uint8Array.from([0xff, 0xfe, ...Buffer.from("código", "utf16le")])],
])("a file in %s is read as it was written", (encoding, bytes) => {
  const guessed = guessEncoding(bytes);
  expect(guessed).toBe(encoding);
  expect(decodeText(bytes, guessed)).toBe("código");
});
