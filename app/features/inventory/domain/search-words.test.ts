import { expect, test } from "vitest";
import { itemWords, searchedWords, sortKey } from "./search-words.ts";

test("an item is found by each word of its texts, whole and in parts, in any spelling", () => {
  expect(itemWords(["Camiseta «Sol» de algodón", "CAM-1", null, "8412345678905"])).toEqual([
    "camiseta",
    "sol",
    "de",
    "algodon",
    "cam-1",
    "cam",
    "1",
    "8412345678905",
  ]);
});

test("a search text is read like the texts it looks for", () => {
  expect(searchedWords("  ALGODÓN cam-1, ")).toEqual(["algodon", "cam-1"]);
  expect(searchedWords("“ ” ---")).toEqual([]);
});

test("a text as long as a novel stays short enough for an index", () => {
  expect(itemWords(["x".repeat(5_000)])).toEqual(["x".repeat(100)]);
  expect(searchedWords("a b c d e f g h")).toHaveLength(6);
});

test("sorting knows no case, accents or double spaces", () => {
  expect(["Óxido", "ante", "  Oso  pardo", "Zeta"].map(sortKey).sort()).toEqual(["ante", "oso pardo", "oxido", "zeta"]);
});
