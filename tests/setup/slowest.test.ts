import { expect, it } from "vitest";
import { slowestLines } from "./slowest.ts";

it("prints the slowest tests first, at most as many as asked for", () => {
  const timings = [
    { name: "quick", milliseconds: 0.4 },
    { name: "slow", milliseconds: 1234.6 },
    { name: "middling", milliseconds: 20 },
  ];
  expect(slowestLines(timings, 2)).toEqual(["  1235 ms  slow", "    20 ms  middling"]);
});
