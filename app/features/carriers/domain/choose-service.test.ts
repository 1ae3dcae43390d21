import { expect, test } from "vitest";
import type { CarrierService } from "./carrier.ts";
import { chooseService } from "./choose-service.ts";

const STANDARD: CarrierService = { code: "standard", words: ["standard", "estándar"], workingDays: { from: 2, to: 5 } };
const EXPRESS: CarrierService = { code: "express", words: ["express", "exprés"], workingDays: { from: 1, to: 2 } };

test.each([
  ["its code", { code: "EXPRESS", title: "Whatever" }, "express"],
  ["a word of its title", { code: "custom-1", title: "Envío exprés (24 h)" }, "express"],
  ["a whole word only", { code: null, title: "Expressions of joy" }, "standard"],
  ["nothing it knows: the first", { code: "free", title: "Free shipping" }, "standard"],
  ["nothing at all: the first", { code: null, title: null }, "standard"],
])("a shipping method names a service by %s", (_, method, expected) => {
  expect(chooseService([STANDARD, EXPRESS], method)?.code).toBe(expected);
});
