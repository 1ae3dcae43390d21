import { describe, expect, test } from "vitest";
import { DESTINATION, location } from "../../../../tests/factories/routing-snapshot.ts";
import { costModelSchema, costOf, DEFAULT_COST_MODEL, priceLocation, TICKS_PER_MINOR } from "./cost.ts";

describe("the price of a location", () => {
  test("is per parcel and per gram and kilometre", () => {
    expect(priceLocation(DEFAULT_COST_MODEL, DESTINATION, location(1, 400))).toEqual({
      km: 400,
      crossBorder: false,
      fixedTicks: 500 * TICKS_PER_MINOR,
      ticksPerGram: 400 * 25,
    });
  });

  test("an unknown end counts as far away, and says that it is unknown", () => {
    const unplaced = location(1, 0, { coordinates: null });
    expect(priceLocation(DEFAULT_COST_MODEL, DESTINATION, unplaced)).toMatchObject({
      km: null,
      ticksPerGram: 1_500 * 25,
    });
  });

  test("a border costs only when both countries are known", () => {
    const at = (country: string | null) =>
      priceLocation(DEFAULT_COST_MODEL, DESTINATION, location(1, 0, { country })).crossBorder;
    expect([at("ES"), at("PT"), at(null)]).toEqual([false, true, false]);
  });
});

describe("a cost", () => {
  test("adds its parcels up by component and rounds transport once, half up", () => {
    const parcels = [
      { crossBorder: true, transportTicks: 0.3 * TICKS_PER_MINOR },
      { crossBorder: false, transportTicks: 0.2 * TICKS_PER_MINOR },
    ];
    expect(costOf(DEFAULT_COST_MODEL, parcels)).toEqual({
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
