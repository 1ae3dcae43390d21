import { describe, expect, test } from "vitest";
import { searchTerms } from "./search-terms.ts";

describe("a search text", () => {
  test.each([
    ["#1001", { prefixes: ["#1001"], names: [], words: [], tracking: null }],
    ["1001", { prefixes: ["1001", "#1001"], names: [], words: [], tracking: null }],
    ["EU-1001", { prefixes: ["EU-1001", "#EU-1001"], names: [], words: [], tracking: null }],
    ["12", { prefixes: [], names: ["12", "#12"], words: [], tracking: null }],
    [" Ana@Example.com ", { prefixes: [], names: [], words: ["ana@example.com"], tracking: null }],
    [
      "+34 600-100-200",
      {
        prefixes: [],
        names: ["34600100200", "#34600100200"],
        words: ["34600100200"],
        tracking: "tracking 34600100200",
      },
    ],
    ["José Pérez", { prefixes: [], names: [], words: ["jose", "perez"], tracking: null }],
    [
      "1z 999-aa1 01 2345 6784",
      {
        prefixes: [],
        names: [],
        words: ["1z", "999-aa1", "01", "2345", "6784"],
        tracking: "tracking 1Z999AA10123456784",
      },
    ],
    [
      "1Z999AA10123456784",
      {
        prefixes: ["1Z999AA10123456784", "#1Z999AA10123456784"],
        names: [],
        words: [],
        tracking: "tracking 1Z999AA10123456784",
      },
    ],
    ["a", { prefixes: [], names: [], words: [], tracking: null }],
  ])("%j", (text, terms) => {
    expect(searchTerms(text)).toEqual(terms);
  });

  test("of spaces searches for nothing", () => {
    expect(searchTerms("  ")).toBeNull();
  });
});
