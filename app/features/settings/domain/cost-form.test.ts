import { describe, expect, test } from "vitest";
import type { CostModel } from "../../routing/domain/cost.ts";
import { costTexts, readCosts } from "./cost-form.ts";

const COSTS: CostModel = {
  handlingMinor: 150,
  postageMinor: 350,
  perKgPer100KmMinor: 25,
  crossBorderMinor: 600,
  lateMinor: 300,
  lateDayMinor: 100,
  refusedMinor: 0,
  stockoutMinor: 0,
  restockDays: 7,
  unknownDistanceKm: 1500,
  unknownGrams: 500,
  minSavingMinor: 50,
  rebalanceHours: 6,
  shockUnits: 12,
  rebalanceSavingMinor: 100,
  maxParts: 4,
};

describe("the cost form", () => {
  test.each(["EUR", "JPY", "KWD"])("reads back what it shows, in %s", (currency) => {
    expect(readCosts(costTexts(COSTS, currency), currency)).toEqual({ status: "read", costs: COSTS });
  });

  test("shows amounts in the currency's main unit", () => {
    expect(costTexts(COSTS, "EUR")).toMatchObject({ handlingMinor: "1.50", unknownGrams: "500" });
    expect(costTexts(COSTS, "JPY")).toMatchObject({ handlingMinor: "150" });
  });

  test.each([
    ["3,5", 350],
    ["3.50", 350],
    [" 3 ", 300],
    ["-1", -100],
  ])("understands %j", (text, minor) => {
    const read = readCosts({ ...costTexts(COSTS, "EUR"), handlingMinor: text }, "EUR");
    expect(read).toMatchObject({ status: "read", costs: { handlingMinor: minor } });
  });

  test("names every field that holds no number", () => {
    const texts = { ...costTexts(COSTS, "EUR"), handlingMinor: "", postageMinor: "1.234,00", maxParts: "2.5" };
    expect(readCosts(texts, "EUR")).toEqual({
      status: "invalid",
      errors: { handlingMinor: { code: "required" }, postageMinor: { code: "amount" }, maxParts: { code: "integer" } },
    });
  });

  test("refuses more decimals than the currency has", () => {
    expect(readCosts({ ...costTexts(COSTS, "JPY"), handlingMinor: "1.5" }, "JPY")).toEqual({
      status: "invalid",
      errors: { handlingMinor: { code: "amount" } },
    });
  });
});
