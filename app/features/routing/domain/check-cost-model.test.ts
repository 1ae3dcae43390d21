import { expect, test } from "vitest";
import { checkCostModel } from "./check-cost-model.ts";
import { DEFAULT_COST_MODEL } from "./cost.ts";

test("possible numbers are a cost model", () => {
  expect(checkCostModel(DEFAULT_COST_MODEL)).toEqual({ status: "valid", costs: DEFAULT_COST_MODEL });
});

test("every impossible number is named with its bounds", () => {
  expect(checkCostModel({ ...DEFAULT_COST_MODEL, handlingMinor: -1, maxParts: 5 })).toEqual({
    status: "invalid",
    fields: [
      { field: "handlingMinor", min: 0, max: 100_000_000 },
      { field: "maxParts", min: 1, max: 4 },
    ],
  });
});
