import { expect, it } from "vitest";
import { slowestLines, summed } from "./slowest.ts";

const TIMINGS = [
  { name: "quick", milliseconds: 0.4 },
  { name: "slow", milliseconds: 1234.6 },
  { name: "middling", milliseconds: 20 },
];

it("prints the slowest first, at most as many as asked for", () => {
  expect(slowestLines(TIMINGS, 2)).toEqual(["    1235 ms  slow", "      20 ms  middling"]);
});

it("adds up what has one name", () => {
  expect(summed([...TIMINGS, { name: "quick", milliseconds: 0.6 }])).toEqual([
    { name: "quick", milliseconds: 1 },
    { name: "slow", milliseconds: 1234.6 },
    { name: "middling", milliseconds: 20 },
  ]);
});
