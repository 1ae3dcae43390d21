import { describe, expect, test } from "vitest";
import type { OrderPerson } from "../../orders/domain/person.ts";
import { parcelGrams } from "./parcel-weight.ts";
import { recipientOf } from "./recipient.ts";

test("a parcel weighs its units and its box; what needs no shipping weighs nothing, what nobody weighed half a kilogram", () => {
  const line = { quantity: 2, grams: 250, requiresShipping: true };
  expect(parcelGrams([line])).toBe(600);
  expect(parcelGrams([line, { ...line, requiresShipping: false }])).toBe(600);
  expect(parcelGrams([{ ...line, grams: null }])).toBe(1_100);
});

describe("the address on the label", () => {
  const PERSON: OrderPerson = {
    email: "ana@example.com",
    phone: null,
    name: "Ana Pérez",
    address1: "Calle Sierpes 1",
    address2: "2º",
    city: "Sevilla",
    provinceCode: "SE",
    zip: null,
    countryCode: "ES",
  };

  test("is the shopper's, with what the driver may need", () => {
    expect(recipientOf(PERSON)).toEqual({
      name: "Ana Pérez",
      company: null,
      address1: "Calle Sierpes 1",
      address2: "2º",
      city: "Sevilla",
      zip: null,
      countryCode: "ES",
      phone: null,
      email: "ana@example.com",
    });
  });

  test.each(["name", "address1", "city", "countryCode"] as const)("is none without %s", (field) => {
    expect(recipientOf({ ...PERSON, [field]: null })).toBeNull();
    expect(recipientOf({ ...PERSON, [field]: "" })).toBeNull();
  });

  test("is none when the person was erased", () => {
    expect(recipientOf(undefined)).toBeNull();
  });
});
