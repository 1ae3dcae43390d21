import { expect, test } from "vitest";
import { spreadsOf } from "./spread.ts";

const spread = (parcels: readonly (readonly [string | null, number])[]) =>
  spreadsOf(
    parcels.map(([service]) => service),
    Float64Array.from(parcels, ([, distance]) => distance),
    Float64Array.from(parcels, () => 1),
  );
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

test("a service of which much is known has its own spread, in that of all", () => {
  const { express = NaN, post = NaN } = spread([
    ...times(5_000, ["express", 0.2] as const),
    ...times(5_000, ["post", -0.6] as const),
  ]);
  expect(express).toBeCloseTo(0.5, 1);
  expect(post).toBeCloseTo(1.5, 1);
});

test("a service of which little is known spreads nearly as all do", () => {
  expect(spread([...times(1_000, ["post", 0.4] as const), ["express", 0.01]])["express"]).toBeCloseTo(1, 1);
});

test("a parcel without a service is one of all, and has no spread of its own", () => {
  expect(
    Object.keys(
      spread([
        [null, 0.4],
        ["post", 0.4],
      ]),
    ),
  ).toEqual(["post"]);
});

test("where nothing spreads there is nothing to compare", () => {
  expect(spread([["post", 0]])).toEqual({});
});
