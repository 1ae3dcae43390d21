import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { learnEta } from "./learn.ts";
import type { EtaModel } from "./model.ts";
import { type ArrivedParcel, DAY_MS, type ParcelFacts } from "./parcel.ts";
import { predictEta } from "./predict.ts";

const NOW = Date.parse("2026-11-02T00:00:00Z");

const unknownOr = <Value>(known: fc.Arbitrary<Value>) => fc.option(known, { nil: null });
const facts: fc.Arbitrary<ParcelFacts> = fc
  .record({
    placedAt: fc.integer({ min: NOW - 200 * DAY_MS, max: NOW + 20 * DAY_MS }),
    wait: fc.integer({ min: 0, max: 4 * DAY_MS }),
    weekday: fc.integer({ min: 0, max: 6 }),
    service: unknownOr(fc.constantFrom("express", "post", "__proto__")),
    origin: fc.constantFrom("Madrid", "Porto", "constructor"),
    originRegion: fc.constantFrom("ES", "PT"),
    destinationRegion: fc.constantFrom("ES", "PT", "FR"),
    area: unknownOr(fc.constantFrom("28", "08")),
    abroad: fc.boolean(),
    km: unknownOr(fc.integer({ min: 0, max: 20_000 })),
    grams: unknownOr(fc.integer({ min: 0, max: 30_000 })),
    items: unknownOr(fc.integer({ min: 1, max: 9 })),
    handlingDays: unknownOr(fc.integer({ min: 0, max: 9 })),
  })
  .map(({ wait, ...known }) => ({ ...known, beginsAt: known.placedAt + wait }));
const arrived: fc.Arbitrary<ArrivedParcel> = fc
  .tuple(facts, fc.double({ min: 0, max: 40, noNaN: true }))
  .map(([known, days]) => ({ ...known, deliveredAt: known.placedAt + days * DAY_MS }));
const parcels = fc.array(arrived, { maxLength: 60 });

describe("whatever was learned", () => {
  test("half arrive at a time after work begins, nine in ten not before that", () => {
    fc.assert(
      fc.property(parcels, facts, (list, parcel) => {
        const { p50, p90 } = predictEta(learnEta(list, NOW), parcel);
        expect(p50).toBeGreaterThan((parcel.beginsAt - parcel.placedAt) / DAY_MS);
        expect(p90).toBeGreaterThanOrEqual(p50);
        expect(p90).toBeLessThan(Infinity);
      }),
    );
  });

  test("a longer way and a longer handling time never mean an earlier date", () => {
    fc.assert(
      fc.property(parcels, facts, fc.nat(20_000), fc.nat(9), (list, parcel, km, days) => {
        const model = learnEta(list, NOW);
        const near = { ...parcel, km: parcel.km ?? 0, handlingDays: parcel.handlingDays ?? 0 };
        const far = { ...near, km: near.km + km, handlingDays: near.handlingDays + days };
        const [before, after] = [predictEta(model, near), predictEta(model, far)];
        expect(after.p50).toBeGreaterThanOrEqual(before.p50);
        expect(after.p90).toBeGreaterThanOrEqual(before.p90);
      }),
    );
  });

  test("work that begins a day later means a date a day later", () => {
    fc.assert(
      fc.property(parcels, facts, (list, parcel) => {
        const model = learnEta(list, NOW);
        const [before, after] = [parcel, { ...parcel, beginsAt: parcel.beginsAt + DAY_MS }].map((each) =>
          predictEta(model, each),
        );
        expect((after?.p50 ?? NaN) - (before?.p50 ?? NaN)).toBeCloseTo(1, 6);
        expect((after?.p90 ?? NaN) - (before?.p90 ?? NaN)).toBeCloseTo(1, 6);
      }),
    );
  });

  test("the same parcels in another order teach the same, to the last digit", () => {
    const shuffled = parcels.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(JSON.stringify(learnEta(other, NOW).effects)).toBe(JSON.stringify(learnEta(list, NOW).effects));
        expect(learnEta(other, NOW)).toEqual(learnEta(list, NOW));
      }),
    );
  });

  test("what was placed or delivered later teaches nothing", () => {
    fc.assert(
      fc.property(parcels, (list) => {
        const before = list.filter(({ placedAt, deliveredAt }) => placedAt < NOW && deliveredAt < NOW);
        expect(learnEta(list, NOW)).toEqual(learnEta(before, NOW));
      }),
    );
  });

  test("a model that was stored as JSON predicts the same", () => {
    fc.assert(
      fc.property(parcels, facts, (list, parcel) => {
        const model = learnEta(list, NOW);
        const stored = JSON.parse(JSON.stringify(model)) as EtaModel;
        expect(predictEta(stored, parcel)).toEqual(predictEta(model, parcel));
      }),
    );
  });
});
