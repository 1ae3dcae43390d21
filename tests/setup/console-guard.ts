/**
 * A test fails when something it ran writes to console.error or console.warn: React's and the libraries' warnings go
 * there, and nobody reads the console of a passing run. A test that expects such a line replaces the method itself
 * (`vi.spyOn(console, "error").mockImplementation(…)`) and says what it expects.
 */
import { format } from "node:util";
import { afterEach, beforeEach, expect } from "vitest";

const METHODS = ["error", "warn"] as const;
const written: string[] = [];

beforeEach(() => {
  written.length = 0;
  for (const method of METHODS) {
    console[method] = (...values: unknown[]) => {
      written.push(`console.${method}: ${format(...values)}`);
    };
  }
});

afterEach(() => {
  expect(written, "nothing unexpected on the console").toEqual([]);
});
