import { expect, test } from "vitest";
import { byCommitted, keptElsewhere } from "./held-state.ts";

const line = (name: string, units: number) => ({ name, heldAs: "reserved" as const, units });

test("a level that shows in committed what our entries say is reserved keeps it there", () => {
  expect(keptElsewhere([line("a", 3)], { reserved: -3, committed: 3 })).toMatchObject([{ name: "a" }]);
  const back = { name: "a", heldAs: "committed" as const, units: 3 };
  expect(keptElsewhere([back], { reserved: 3, committed: -3 })).toEqual([back]);
});

test("a level that was not read since the units were taken says nothing", () => {
  expect(keptElsewhere([line("a", 3)], { reserved: -3, committed: 0 })).toEqual([]);
});

test("what else changed at the level is left alone", () => {
  expect(keptElsewhere([line("a", 3)], { reserved: -3, committed: 8 })).toHaveLength(1);
  expect(keptElsewhere([line("a", 3)], { reserved: 0, committed: 3 })).toEqual([]);
});

test("who edits reserved meanwhile does not hide where the units are", () => {
  expect(keptElsewhere([line("a", 3)], byCommitted({ committed: 3 }))).toMatchObject([{ name: "a" }]);
  expect(keptElsewhere([line("a", 3)], byCommitted({ committed: 2 }))).toEqual([]);
  const back = { name: "a", heldAs: "committed" as const, units: 3 };
  expect(keptElsewhere([back], byCommitted({ committed: -3 }))).toEqual([back]);
});

test("of two transfers only as many are put right as the difference covers", () => {
  expect(keptElsewhere([line("a", 3), line("b", 2)], { reserved: -2, committed: 2 })).toMatchObject([{ name: "b" }]);
});

test("lines of which nothing waits are passed over", () => {
  expect(keptElsewhere([line("a", 0)], { reserved: -3, committed: 3 })).toEqual([]);
});
