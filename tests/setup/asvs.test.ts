import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { namedTests } from "./named-tests.ts";

const paper = readFileSync("docs/asvs.md", "utf8");
const rows = [...paper.matchAll(/^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+?) \| (.+?) \| (.*?) ?\|$/gm)];

test("every test that the table names exists under that name", () => {
  const { found, missing } = namedTests(paper);
  expect(found).toBeGreaterThan(50);
  expect(missing).toEqual([]);
});

test("a name that nobody has is noticed", () => {
  expect(namedTests("`tests/setup/asvs.test.ts › flies to the moon`").missing).toHaveLength(1);
  expect(namedTests("`tests/setup/gone.test.ts › is there`").missing).toHaveLength(1);
});

test("every requirement is there once, in order, with a verdict and a reason", () => {
  const numbers = rows.map(([, number = ""]) => number.split(".").map(Number));
  const sorted = numbers.toSorted((a, b) => a.reduce((sum, part, index) => sum || part - (b[index] ?? 0), 0));
  expect(numbers).toEqual(sorted);
  expect(new Set(numbers.map(String)).size).toBe(numbers.length);
  expect(new Set(numbers.map(([chapter]) => chapter)).size).toBe(17);
  for (const [, number, , verdict, how] of rows) {
    expect(verdict, number).toMatch(/^(met|partly|not met|not met here|n\/a)$/);
    expect(how?.length, number).toBeGreaterThan(3);
  }
});
