import { expect, test } from "vitest";
import { tally, type Scan } from "./tally.ts";

const at = (second: number) => new Date(second * 1_000);
const add = (second: number, units = 1, undone = false): Scan => ({ kind: "add", units, at: at(second), undone });
const set = (second: number, units: number, undone = false): Scan => ({ kind: "set", units, at: at(second), undone });

test("each scan is one more, in whatever order they arrive", () => {
  expect(tally([add(3), add(1), add(2)], null)).toEqual({ counted: 3, firstAt: at(1), countedAt: at(3) });
});

test("a typed number replaces what was scanned before, and later scans add to it", () => {
  expect(tally([add(1), set(2, 7), add(3)], null)).toEqual({ counted: 8, firstAt: at(2), countedAt: at(3) });
});

test("what was undone never was", () => {
  expect(tally([add(1), set(2, 70, true), add(3)], null)?.counted).toBe(2);
  expect(tally([add(1, 1, true)], null)).toBeNull();
});

test("none is a count, nothing is not", () => {
  expect(tally([set(1, 0)], null)?.counted).toBe(0);
  expect(tally([], null)).toBeNull();
});

test("who counts again begins at nothing, also when an old scan arrives late", () => {
  expect(tally([add(1), add(2), add(5)], at(2))?.counted).toBe(1);
});
