import { expect, test } from "vitest";
import { trackingWord } from "./tracking-word.ts";

test.each([
  ["1Z999AA10123456784", "tracking 1Z999AA10123456784"],
  [" 1z 999-aa1 01.2345 6784 ", "tracking 1Z999AA10123456784"],
  ["１２３４５６７８", "tracking 12345678"],
  ["1234567", null],
  ["collected", null],
  ["", null],
])("the word of the tracking number %j is %j", (number, word) => {
  expect(trackingWord(number)).toBe(word);
});
