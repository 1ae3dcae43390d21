import { expect, test } from "vitest";
import { readParts } from "./parts-text.ts";

test("parts are read as people type them", () => {
  expect(readParts("CUP-1 x 6, LID-1; BOX x2\n PEN × 3,, X-1 * 4")).toEqual([
    { code: "CUP-1", quantity: 6 },
    { code: "LID-1", quantity: 1 },
    { code: "BOX", quantity: 2 },
    { code: "PEN", quantity: 3 },
    { code: "X-1", quantity: 4 },
  ]);
  expect(readParts("x 6")).toEqual([{ code: "x 6", quantity: 1 }]);
  expect(readParts(" , ")).toEqual([]);
});
