import { expect, test } from "vitest";
import { readRule } from "./rule-form.ts";

test("a rule needs what it is about, and its number", () => {
  expect(readRule({ scope: "itemAt", kind: "days", amount: "" })).toEqual({
    faults: { sku: "missing", location: "missing", amount: "missing" },
  });
  expect(readRule({ scope: "vendor", vendor: " Vend ", kind: "sureDays", amount: "7", places: "together" })).toEqual({
    rule: { scope: "vendor", sku: "", locationId: null, label: "Vend", pooled: true, kind: "sureDays", amount: 7 },
  });
});

test("a stock-out has no number, and one location is not all of them together", () => {
  expect(readRule({ scope: "location", location: "7", kind: "out", amount: "5", places: "together" })).toMatchObject({
    rule: { pooled: false, kind: "out", amount: 0 },
  });
});

test.each([
  ["days", "366", "range"],
  ["units", "-1", "whole"],
])("%s: %j is %s", (kind, amount, error) => {
  expect(readRule({ kind, amount })).toEqual({ faults: { amount: error } });
});
