import { describe, expect, test } from "vitest";
import { coarsen, distanceKm } from "./geo.ts";

const MADRID = { latitude: 40.4168, longitude: -3.7038 };

describe("distance", () => {
  test("Nashville to Los Angeles airport is 2,886.4 km, in both directions", () => {
    // The example usually published with the formula: 2887.26 km with a radius of 6372.8 km.
    const nashville = { latitude: 36.12, longitude: -86.67 };
    const losAngeles = { latitude: 33.94, longitude: -118.4 };
    expect(distanceKm(nashville, losAngeles)).toBeCloseTo((2887.26 * 6371.0088) / 6372.8, 1);
    expect(distanceKm(losAngeles, nashville)).toBe(distanceKm(nashville, losAngeles));
  });

  test("is zero to itself and half the circumference to the antipode", () => {
    expect(distanceKm(MADRID, MADRID)).toBe(0);
    expect(distanceKm({ latitude: 30, longitude: 20 }, { latitude: -30, longitude: -160 })).toBeCloseTo(20_015.1, 1);
  });

  test("goes the short way over the date line", () => {
    const km = distanceKm({ latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 });
    expect(km).toBeCloseTo(111.2, 1);
  });
});

describe("a coarse point", () => {
  test("keeps one decimal of a degree", () => {
    expect(coarsen(MADRID)).toEqual({ latitude: 40.4, longitude: -3.7 });
  });

  test("is at most 8 km from the true one", () => {
    expect(
      distanceKm({ latitude: 0.0499, longitude: 0.0499 }, coarsen({ latitude: 0.0499, longitude: 0.0499 })),
    ).toBeLessThan(8);
  });
});
