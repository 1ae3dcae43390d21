import { expect, test } from "vitest";
import { isOff, readGrams } from "./weigh.ts";

test("a light parcel may differ by 50 grams, a heavy one by a twentieth", () => {
  expect([549, 550, 650].map((weighed) => isOff(weighed, 600))).toEqual([true, false, false]);
  expect([10_500, 10_501].map((weighed) => isOff(weighed, 10_000))).toEqual([false, true]);
});

test.each([
  ["850", 850],
  [" 1 200 g ", 1_200],
  ["1.2 kg", 1_200],
  ["0,85KG", 850],
  ["", undefined],
  ["0", undefined],
  ["heavy", undefined],
  ["1.2.3", undefined],
  ["5000 kg", undefined],
])("the weight typed as %j", (typed, grams) => {
  expect(readGrams(typed)).toBe(grams);
});
