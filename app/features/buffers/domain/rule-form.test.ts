import { expect, test } from "vitest";
import { readRule } from "./rule-form.ts";

test("a rule about one item at one place needs both", () => {
  expect(readRule({ scope: "itemAt", kind: "units", amount: "3" })).toEqual({
    faults: { sku: "missing", location: "missing" },
  });
  expect(readRule({ scope: "itemAt", sku: " A-1 ", location: "7", vendor: "x", kind: "units", amount: "3" })).toEqual({
    rule: { scope: "itemAt", sku: "A-1", locationId: "7", label: "", kind: "units", amount: 3 },
  });
});

test("what belongs to another scope is left out", () => {
  expect(
    readRule({ scope: "tag", tag: "sale", vendor: "Vend", sku: "A-1", location: "7", kind: "days", amount: "2" }),
  ).toEqual({
    rule: { scope: "tag", sku: "", locationId: null, label: "sale", kind: "days", amount: 2 },
  });
});

test.each([
  ["units", "", "missing"],
  ["units", "1.5", "whole"],
  ["units", "-1", "whole"],
  ["percent", "101", "range"],
  ["days", "366", "range"],
])("%s: %j is %s", (kind, amount, error) => {
  expect(readRule({ scope: "all", kind, amount })).toEqual({ faults: { amount: error } });
});
