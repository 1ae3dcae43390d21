import { expect, test } from "vitest";
import { addressLines } from "./address-lines.ts";

const PLACE = {
  name: "Ana Pérez",
  address1: "Calle Sierpes 1",
  address2: null,
  city: "Sevilla",
  provinceCode: "SE",
  zip: "41004",
  countryCode: "ES",
};

test("the postcode stands before the city, and behind it with the province where people write it so", () => {
  expect(addressLines(PLACE, "es")).toEqual(["Ana Pérez", "Calle Sierpes 1", "41004 Sevilla", "España"]);
  const boston = { ...PLACE, city: "Boston", provinceCode: "MA", zip: "02101", countryCode: "US" };
  expect(addressLines(boston, "de").slice(2)).toEqual(["Boston MA 02101", "Vereinigte Staaten"]);
});

test("of somebody who was erased there is nothing", () => {
  expect(addressLines(undefined, "en")).toEqual([]);
});
