import { describe, expect, test } from "vitest";
import { learnEta } from "./learn.ts";
import { type ArrivedParcel, DAY_MS, type ParcelFacts } from "./parcel.ts";
import { predictEta } from "./predict.ts";

const NOW = Date.parse("2026-11-02T00:00:00Z");

const PARCEL: ParcelFacts = {
  placedAt: NOW,
  beginsAt: NOW,
  weekday: 0,
  service: "standard",
  origin: "Madrid",
  originRegion: "ES-MD",
  destinationRegion: "ES-CT",
  area: null,
  abroad: false,
  km: null,
  grams: null,
  items: null,
  handlingDays: null,
};

/** So many parcels, one every six hours up to a month ago, that took about so many days: from nine tenths to eleven tenths of it. */
const took = (days: number, count: number, facts: Partial<ParcelFacts> = {}): ArrivedParcel[] =>
  Array.from({ length: count }, (_, n) => {
    const placedAt = NOW - (30 + n / 4) * DAY_MS;
    const deliveredAt = placedAt + days * (0.9 + (n % 5) * 0.05) * DAY_MS;
    return { ...PARCEL, placedAt, beginsAt: placedAt, deliveredAt, ...facts };
  });

describe("without parcels", () => {
  const model = learnEta([], NOW);

  test("the assumption speaks, and says so: four days at home, seven abroad, one in ten later than twice that", () => {
    expect(predictEta(model, PARCEL)).toEqual({
      p50: 4,
      p90: expect.closeTo(8, 2),
      source: "assumption",
      parcels: 0,
      confidence: "low",
    });
    expect(predictEta(model, { ...PARCEL, abroad: true })).toMatchObject({
      p50: expect.closeTo(7, 6),
      p90: expect.closeTo(14, 2),
    });
  });

  test("a location that begins later adds its wait", () => {
    expect(predictEta(model, { ...PARCEL, beginsAt: NOW + 3 * DAY_MS }).p50).toBeCloseTo(7, 6);
  });
});

describe("with parcels", () => {
  test("their lane is predicted as they were, and the source is the lane", () => {
    const prediction = predictEta(learnEta(took(10, 400), NOW), PARCEL);
    expect(prediction.p50).toBeGreaterThan(9.4);
    expect(prediction.p50).toBeLessThan(10.3);
    expect(prediction.p90).toBeLessThan(11.5);
    expect(prediction).toMatchObject({ source: "lane", confidence: "high" });
  });

  test("three parcels hardly move the assumption", () => {
    const prediction = predictEta(learnEta(took(12, 3), NOW), PARCEL);
    expect(prediction.p50).toBeGreaterThan(4);
    expect(prediction.p50).toBeLessThan(7);
    expect(prediction).toMatchObject({ source: "assumption", confidence: "low" });
  });

  test("parcels of long ago are nearly forgotten, and the prediction says what it rests on", () => {
    const old = took(10, 400).map((each) => ({
      ...each,
      placedAt: each.placedAt - 1_000 * DAY_MS,
      beginsAt: each.beginsAt - 1_000 * DAY_MS,
      deliveredAt: each.deliveredAt - 1_000 * DAY_MS,
    }));
    expect(predictEta(learnEta(old, NOW), PARCEL)).toMatchObject({ source: "assumption", confidence: "low" });
  });
});

describe("thin data", () => {
  const catalonia = { destinationRegion: "ES-CT" };
  const galicia = { destinationRegion: "ES-GA" };
  const canaries = { destinationRegion: "ES-CN" };
  const all = [...took(3, 300, catalonia), ...took(3, 300, galicia)];

  test("a lane without parcels is predicted as its shop, and is less sure of it", () => {
    const prediction = predictEta(learnEta(all, NOW), { ...PARCEL, ...canaries });
    expect(prediction.p50).toBeCloseTo(predictEta(learnEta(all, NOW), { ...PARCEL, ...catalonia }).p50, 0);
    expect(prediction).toMatchObject({ source: "service", confidence: "medium" });
  });

  test("the more parcels a lane has, the closer it comes to them", () => {
    const withSlow = [0, 1, 4, 16, 64, 256].map(
      (count) => predictEta(learnEta([...all, ...took(9, count, canaries)], NOW), { ...PARCEL, ...canaries }).p50,
    );
    expect(withSlow).toEqual([...withSlow].sort((a, b) => a - b));
    expect(withSlow[1]).toBeLessThan(4);
    expect(withSlow.at(-1)).toBeGreaterThan(7.5);
  });

  test("a new lane of a slow destination is slow", () => {
    const slow = took(9, 200, canaries);
    const fromValencia = { originRegion: "ES-VC", origin: "Valencia" };
    const model = learnEta([...all, ...slow, ...took(3, 200, { ...catalonia, ...fromValencia })], NOW);
    const prediction = predictEta(model, { ...PARCEL, ...fromValencia, ...canaries });
    expect(prediction.p50).toBeGreaterThan(5);
    expect(prediction).toMatchObject({ source: "destination", confidence: "medium" });
  });

  test("a service that is not known is one that nothing is known of", () => {
    expect(predictEta(learnEta(all, NOW), { ...PARCEL, ...canaries, service: "drone" })).toMatchObject({
      source: "shop",
      confidence: "low",
    });
  });
});

test("a service that is sure has a p90 closer to its p50", () => {
  const wide = (n: number): number => 3 * 2 ** ((n % 9) / 2 - 2);
  const post = Array.from({ length: 600 }, (_, n) =>
    took(wide(n), 1, { service: "post", placedAt: NOW - (30 + n / 4) * DAY_MS }),
  ).flat();
  const model = learnEta(
    [
      ...took(3, 600, { service: "express" }),
      ...post.map((each, n) => ({ ...each, beginsAt: each.placedAt, deliveredAt: each.placedAt + wide(n) * DAY_MS })),
    ],
    NOW,
  );
  const ratio = (service: string) => {
    const { p50, p90 } = predictEta(model, { ...PARCEL, service });
    return p90 / p50;
  };
  expect(ratio("express")).toBeLessThan(1.4);
  expect(ratio("post")).toBeGreaterThan(2);
});

test("parcels still on their way do not make the last days look fast", () => {
  // All the time half take 2 days and half 12; of the last days' orders only the fast ones are there.
  const steady = Array.from({ length: 2_000 }, (_, n): ArrivedParcel => {
    const placedAt = NOW - (n / 20) * DAY_MS;
    return { ...PARCEL, placedAt, beginsAt: placedAt, deliveredAt: placedAt + (n % 2 === 0 ? 2 : 12) * DAY_MS };
  });
  expect(predictEta(learnEta(steady, NOW), PARCEL).p90).toBeGreaterThan(10.5);
});
