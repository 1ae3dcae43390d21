import { expect, test } from "vitest";
import { releasedHolds } from "./released-holds.ts";

const decided = (cause: string, ...by: string[]) => ({ cause, by });

test("a hold is over when the next decision follows its release, and stays over", () => {
  expect(releasedHolds([decided("new", "risk")], "released")).toEqual(["risk"]);
  expect(releasedHolds([decided("new", "risk"), decided("arrived"), decided("person")], "person")).toEqual(["risk"]);
});

test("a decision that a person asked for does not release it", () => {
  expect(releasedHolds([decided("new", "risk")], "person")).toEqual([]);
});

test("another rule may hold it afterwards", () => {
  expect(releasedHolds([decided("new", "risk"), decided("released", "vip")], "rules")).toEqual(["risk"]);
});
