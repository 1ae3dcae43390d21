import { describe, expect, test } from "vitest";
import { costModelSchema, costOf, DEFAULT_COST_MODEL, TICKS_PER_MINOR } from "./cost.ts";

describe("a cost", () => {
  test("adds its parcels up by component and rounds transport once, half up", () => {
    const price = { handlingMinor: 150, postageMinor: 350, crossBorderMinor: 0, latenessMinor: 0 };
    const parcels = [
      { price: { ...price, crossBorderMinor: 600 }, transportTicks: 0.3 * TICKS_PER_MINOR },
      { price, transportTicks: 0.2 * TICKS_PER_MINOR },
    ];
    expect(costOf(parcels)).toEqual({
      handlingMinor: 300,
      postageMinor: 700,
      crossBorderMinor: 600,
      transportMinor: 1,
      totalMinor: 1_601,
    });
  });
});

describe("a cost model from outside", () => {
  test("the default is valid", () => {
    expect(costModelSchema.parse(DEFAULT_COST_MODEL)).toEqual(DEFAULT_COST_MODEL);
  });

  test.each([
    ["a negative price", { postageMinor: -1 }],
    ["half a cent", { handlingMinor: 0.5 }],
    ["more parcels than the search is exact for", { maxParts: 5 }],
    ["a number nobody knows", { perMile: 1 }],
  ])("%s is refused", (_, wrong) => {
    expect(costModelSchema.safeParse({ ...DEFAULT_COST_MODEL, ...wrong }).success).toBe(false);
  });
});
