import { createInstance } from "i18next";
import { expect, test } from "vitest";
import { i18nOptions, withOurNumbers } from "./options.ts";

test.each([
  ["en", -1234, "−1,234"],
  ["es", -1234, "−1234"],
  ["es", 12_345.5, "12.345,5"],
])("a number in a text of %s looks like every other number: %d is %s", async (lng, value, shown) => {
  const texts = createInstance();
  await texts.init({ ...i18nOptions, lng });
  expect(withOurNumbers(texts).services.formatter?.format(value, "number", lng, {})).toBe(shown);
});
