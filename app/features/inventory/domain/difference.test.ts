import { expect, test } from "vitest";
import { judge, type Differing } from "./difference.ts";

const level: Differing = {
  difference: [-3, 0, 0, 0, 0, 0, 0],
  before: [-3, 0, 0, 0, 0, 0, 0],
  provisional: false,
  marked: false,
  rests: false,
};

test.each([
  ["the same difference at two looks, and everything read in between", {}, false, "outside"],
  ["a difference seen for the first time", { before: null }, false, "wait"],
  ["a difference that changed since the last look", { before: [-2, 0, 0, 0, 0, 0, 0] }, false, "wait"],
  ["orders that were found and are still unread", {}, true, "wait"],
  ["news of the level that is still unread", { marked: true }, false, "wait"],
  ["news that would rest because the level changes again and again", { marked: true, rests: true }, false, "read"],
  ["a number that was never read", { provisional: true }, false, "read"],
] as const)("%s", (_what, change, behind, verdict) => {
  expect(judge({ ...level, ...change }, behind)).toBe(verdict);
});
