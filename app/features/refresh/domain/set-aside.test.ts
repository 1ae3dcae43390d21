import { describe, expect, test } from "vitest";
import { Bug, Rejected, Retryable, Terminal } from "../../../core/faults.ts";
import { afterFault } from "./set-aside.ts";

describe("when reading marked things failed", () => {
  test("what passes by itself and what concerns the whole shop stop the lane, however many were read", () => {
    for (const fault of [new Retryable("throttled"), new Terminal("locked", "Shopify answered 423")])
      for (const count of [1, 50]) expect(afterFault(fault, count)).toEqual({ do: "stop" });
  });

  test("our own mistake is looked for in halves", () => {
    expect(afterFault(new TypeError("x is null"), 2)).toEqual({ do: "halve" });
  });

  test.each([
    ["Shopify refuses the question", new Bug("refused"), "refused"],
    ["the answer is not as expected", new TypeError("x is null"), "not_understood"],
    ["a rule of ours does not fit it", new Rejected("no", []), "not_understood"],
    ["the database refuses the row", Object.assign(new Error("null value"), { code: "23502" }), "not_storable"],
    ["something else has a code", Object.assign(new Error("x"), { code: "ERR_INVALID_ARG_TYPE" }), "not_understood"],
    ["something is thrown that is no error", "x", "not_understood"],
  ])("alone it is set aside with a code that says so: %s", (_name, fault, code) => {
    expect(afterFault(fault, 1)).toEqual({ do: "setAside", code });
  });
});
