import { expect, test } from "vitest";
import { inPartTexts, readInPart } from "./in-part-form.ts";

const SETTING = { when: "ship", leastPercent: 40, leastMinor: 1_250 } as const;

test("what is shown is read as it was", () => {
  expect(inPartTexts(SETTING, "EUR")).toEqual({
    "inPart.when": "ship",
    "inPart.leastPercent": "40",
    "inPart.leastMinor": "12.50",
  });
  expect(readInPart(inPartTexts(SETTING, "EUR"), "EUR")).toEqual({ status: "read", inPart: SETTING });
});

test("a form without it leaves it as it is", () => {
  expect(readInPart({ handlingMinor: "1" }, "EUR")).toEqual({ status: "read", inPart: null });
});

test("each field says what is wrong with it", () => {
  const read = (leastPercent: string, leastMinor: string) =>
    readInPart({ "inPart.when": "wait", "inPart.leastPercent": leastPercent, "inPart.leastMinor": leastMinor }, "EUR");
  expect(read("", "")).toMatchObject({
    errors: { "inPart.leastPercent": { code: "required" }, "inPart.leastMinor": { code: "required" } },
  });
  expect(read("half", "1.234")).toMatchObject({
    errors: { "inPart.leastPercent": { code: "integer" }, "inPart.leastMinor": { code: "amount" } },
  });
  expect(read("101", "-1")).toMatchObject({
    errors: {
      "inPart.leastPercent": { code: "range", min: "0", max: "100" },
      "inPart.leastMinor": { code: "range", min: "0.00", max: "1000000.00" },
    },
  });
});
