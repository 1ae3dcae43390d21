import { describe, expect, test } from "vitest";
import { isEmpty, searchWords } from "./person.ts";

describe("the words an order is found by", () => {
  test("ignore case, accents and spaces", () => {
    expect(searchWords({ email: " Ana@Example.COM", phone: "+34 600-100-200", name: "José  PÉREZ" })).toEqual([
      "ana@example.com",
      "34600100200",
      "jose",
      "perez",
    ]);
  });

  test("leave out what is too short to mean anything", () => {
    expect(searchWords({ email: null, phone: "112", name: "A Li" })).toEqual(["li"]);
  });
});

test("a country alone is not a person", () => {
  const nobody = { email: null, phone: null, name: null, address1: null, address2: "", city: null, zip: null };
  expect(isEmpty({ ...nobody, provinceCode: "M", countryCode: "ES" })).toBe(true);
  expect(isEmpty({ ...nobody, provinceCode: null, countryCode: "ES", zip: "28001" })).toBe(false);
});
