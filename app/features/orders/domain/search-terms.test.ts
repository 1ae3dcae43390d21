import { describe, expect, test } from "vitest";
import { searchTerms } from "./search-terms.ts";

describe("a search text", () => {
  test.each([
    ["#1001", { prefixes: ["#1001"], names: [], words: [] }],
    ["1001", { prefixes: ["1001", "#1001"], names: [], words: [] }],
    ["EU-1001", { prefixes: ["EU-1001", "#EU-1001"], names: [], words: [] }],
    ["12", { prefixes: [], names: ["12", "#12"], words: [] }],
    [" Ana@Example.com ", { prefixes: [], names: [], words: ["ana@example.com"] }],
    ["+34 600-100-200", { prefixes: [], names: ["34600100200", "#34600100200"], words: ["34600100200"] }],
    ["José Pérez", { prefixes: [], names: [], words: ["jose", "perez"] }],
    ["a", { prefixes: [], names: [], words: [] }],
  ])("%j", (text, terms) => {
    expect(searchTerms(text)).toEqual(terms);
  });

  test("of spaces searches for nothing", () => {
    expect(searchTerms("  ")).toBeNull();
  });
});
