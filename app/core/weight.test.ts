import { expect, test } from "vitest";
import { gramsOf } from "./weight.ts";

test("Shopify's four units become whole grams, rounded up", () => {
  expect(gramsOf({ value: 1.2, unit: "KILOGRAMS" })).toBe(1200);
  expect(gramsOf({ value: 0.4, unit: "GRAMS" })).toBe(1);
  expect(gramsOf({ value: 1, unit: "OUNCES" })).toBe(29);
  expect(gramsOf({ value: 1, unit: "POUNDS" })).toBe(454);
});

test("missing, zero and unknown units are not known", () => {
  expect(gramsOf(null)).toBeNull();
  expect(gramsOf({ value: 0, unit: "GRAMS" })).toBeNull();
  expect(gramsOf({ value: 1, unit: "STONES" })).toBeNull();
});
