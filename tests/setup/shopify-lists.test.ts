import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { namedTests } from "./named-tests.ts";

const paper = readFileSync("docs/shopify.md", "utf8");
const rows = [...paper.matchAll(/^\| ([A-C])(\d+) \| (.+?) \| (.+?) \| (.*?) ?\| (.*?) ?\|$/gm)];

test("every test that the lists name exists under that name", () => {
  const { found, missing } = namedTests(paper);
  expect(found).toBeGreaterThan(30);
  expect(missing).toEqual([]);
});

test("every line is there once, in order, with a verdict, and a way or a reason", () => {
  for (const list of ["A", "B", "C"]) {
    const numbers = rows.filter(([, of]) => of === list).map(([, , number]) => Number(number));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(numbers.length).toBeGreaterThan(10);
  }
  for (const [line, , , , verdict = "", how = ""] of rows) {
    expect(verdict, line).toMatch(/^(met|met here|partly|not met|merchant's)$/);
    if (verdict !== "merchant's") expect(how.length, line).toBeGreaterThan(3);
  }
});
