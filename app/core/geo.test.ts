import { describe, expect, test } from "vitest";
import { coarsen, distanceKm } from "./geo.ts";

const MADRID = { latitude: 40.4168, longitude: -3.7038 };
const SEVILLA = { latitude: 37.3891, longitude: -5.9845 };

describe("distance", () => {
  test("Madrid to Sevilla is 391 km, in both directions", () => {
    expect(distanceKm(MADRID, SEVILLA)).toBeCloseTo(391, 0);
    expect(distanceKm(SEVILLA, MADRID)).toBe(distanceKm(MADRID, SEVILLA));
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
