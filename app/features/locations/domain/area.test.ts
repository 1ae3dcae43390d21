import { describe, expect, test } from "vitest";
import { areaCovers, isPostalPattern, type Destination } from "./area.ts";
import type { DeliveryArea } from "./settings.ts";

const MADRID = { latitude: 40.42, longitude: -3.7 };
/** 48 km from there. */
const GUADALAJARA: Destination = {
  country: "ES",
  province: "GU",
  postalCode: "19001",
  coordinates: { latitude: 40.63, longitude: -3.17 },
};
const area = (asked: Partial<DeliveryArea>): DeliveryArea => ({
  name: "",
  delivers: "local",
  countries: [],
  provinces: [],
  postal: [],
  radiusKm: null,
  ...asked,
});
const covers = (asked: Partial<DeliveryArea>, destination: Partial<Destination> = {}) =>
  areaCovers(area(asked), MADRID, { ...GUADALAJARA, ...destination });

describe("an area covers a destination", () => {
  test("in one of its countries and one of its provinces", () => {
    expect(covers({ countries: ["PT", "ES"] })).toBe(true);
    expect(covers({ countries: ["PT"] })).toBe(false);
    expect(covers({ countries: ["ES"], provinces: ["M"] })).toBe(false);
    expect(covers({ countries: ["ES"], provinces: ["M", "GU"] })).toBe(true);
  });

  test("whose postal code is named, begins so, or lies in a range", () => {
    expect(covers({ postal: ["28001", "19001"] })).toBe(true);
    expect(covers({ postal: ["19*"] })).toBe(true);
    expect(covers({ postal: ["28000-28099"] })).toBe(false);
    expect(covers({ postal: ["19000-19099"] })).toBe(true);
    expect(covers({ postal: ["19000-19099"] }, { postalCode: "190" })).toBe(false);
  });

  test("however its code is written", () => {
    expect(covers({ postal: ["SW1A 1AA"] }, { postalCode: "sw1a1aa" })).toBe(true);
    expect(covers({ postal: ["SW1*"] }, { postalCode: "SW1A 1AA" })).toBe(true);
    expect(covers({ postal: ["1000-001"] }, { postalCode: "1000001" })).toBe(true);
  });

  test("within its radius", () => {
    expect(covers({ radiusKm: 60 })).toBe(true);
    expect(covers({ radiusKm: 40 })).toBe(false);
  });

  test("only if all that is asked is known", () => {
    expect(covers({ countries: ["ES"] }, { country: null })).toBe(false);
    expect(covers({ postal: ["19*"] }, { postalCode: null })).toBe(false);
    expect(covers({ radiusKm: 60 }, { coordinates: null })).toBe(false);
    expect(areaCovers(area({ radiusKm: 60 }), null, GUADALAJARA)).toBe(false);
  });
});

test("a postal pattern is a code, a beginning or a range", () => {
  for (const pattern of ["28001", "28*", "28000-28099", "SW1A 1AA", "1000-001", "K1A*"])
    expect(isPostalPattern(pattern), pattern).toBe(true);
  for (const pattern of ["*", "28099-28000", "2*8", "28,001", "-28", ""])
    expect(isPostalPattern(pattern), pattern).toBe(false);
});
