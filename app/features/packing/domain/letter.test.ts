import { expect, test } from "vitest";
import { letterSheets, type Letter } from "./letter.ts";

const LETTER: Letter = {
  sender: "Tienda Sol",
  title: "Claim for parcel PQ1",
  facts: [["Carrier", "Correos"]],
  tables: [{ title: "Contents", heads: ["Item", "Units"], shares: [0.8, 0.2], rows: [["Shirt", "2"]] }],
  paragraphs: ["Please pay."],
  signatures: ["Date", "Name"],
  page: "Page {{page}} of {{pages}}",
};
const sheets = (change: Partial<Letter> = {}) =>
  letterSheets({ ...LETTER, ...change }, "a4", (text, size) => text.length * size * 0.5);
const words = (letter: ReturnType<typeof sheets>) =>
  letter.map(({ marks }) => marks.flatMap((mark) => (mark.is === "text" ? [mark.text] : [])));

test("a letter has its sender, facts, tables, words, and a box for each thing that is written by hand", () => {
  const [page] = sheets();
  expect(words(sheets())).toEqual([
    [
      "Tienda Sol",
      "Claim for parcel PQ1",
      "Carrier",
      "Correos",
      "Contents",
      "Item",
      "Units",
      "Shirt",
      "2",
      "Please pay.",
      "Date",
      "Name",
    ],
  ]);
  expect(page?.marks.filter((mark) => mark.is === "box" && !mark.filled)).toHaveLength(2);
});

test("a long table goes on with its heads on the next sheet, which are not those of what follows", () => {
  const rows = Array.from({ length: 90 }, (_, n) => [`Item ${n}`, "1"]);
  const pages = words(sheets({ tables: LETTER.tables.map((table) => ({ ...table, rows })) }));
  expect(pages).toHaveLength(2);
  expect(pages[1]?.slice(0, 2)).toEqual(["Item", "Units"]);
  expect(pages.flat()).toContain("Page 2 of 2");
  const all = pages.flat();
  for (const [name = ""] of rows) expect(all.filter((each) => each === name)).toHaveLength(1);
  expect(all.indexOf("Please pay.")).toBeGreaterThan(all.indexOf("Item 89"));
});
