import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { playPast, PLACES, type Incoming } from "../../../../tests/factories/past-decisions.ts";
import { line, location, snapshot, stock } from "../../../../tests/factories/routing-snapshot.ts";
import { DEFAULT_COST_MODEL, type CostModel } from "../../routing/domain/cost.ts";
import { decideBy } from "../../routing/domain/public.ts";
import type { RoutingSnapshot } from "../../routing/domain/snapshot.ts";
import { tryCosts, type CostPreview } from "./cost-preview.ts";

const incoming: fc.Arbitrary<Incoming> = fc.record({
  assigned: fc.constantFrom(...PLACES),
  wanted: fc
    .tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 }))
    .map(([one, other]) => (one + other === 0 ? [1, 0] : [one, other])),
  km: fc.array(fc.constantFrom(0, 300, 900), { minLength: 3, maxLength: 3 }),
  live: fc.constant(true),
});
const stocks = fc.array(fc.array(fc.nat({ max: 6 }), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 2 });
const pasts = fc
  .tuple(fc.array(incoming, { minLength: 1, maxLength: 8 }), stocks)
  .map(([orders, units]) => playPast(orders, units, (seen) => decideBy(seen, null)).map(({ snapshot: seen }) => seen));
const models: fc.Arbitrary<CostModel> = fc
  .record({
    handlingMinor: fc.nat({ max: 2_000 }),
    postageMinor: fc.nat({ max: 2_000 }),
    perKgPer100KmMinor: fc.nat({ max: 200 }),
    minSavingMinor: fc.nat({ max: 500 }),
    maxParts: fc.integer({ min: 1, max: 4 }),
  })
  .map((some) => ({ ...DEFAULT_COST_MODEL, ...some }));

function previewed(past: readonly RoutingSnapshot[], stored: CostModel, tried: CostModel): CostPreview {
  const trial = tryCosts("EUR", stored, tried);
  for (const seen of past) trial.add({ orderId: seen.fulfillmentOrder.orderId, snapshot: seen, directives: null });
  return trial.preview(0);
}

describe("other numbers", () => {
  test("that are the stored ones change nothing", () => {
    fc.assert(
      fc.property(pasts, models, (past, model) => {
        const { changed, before, after, rows } = previewed(past, model, model);
        expect({ changed, rows, after }).toEqual({ changed: 0, rows: [], after: before });
      }),
    );
  });

  test("ten times as large for every amount change nothing but the prices", () => {
    fc.assert(
      fc.property(pasts, models, (past, model) => {
        const tenfold = { ...model };
        for (const name of ["handlingMinor", "postageMinor", "perKgPer100KmMinor", "crossBorderMinor"] as const)
          tenfold[name] *= 10;
        const free = { minSavingMinor: 0, lateMinor: 0, lateDayMinor: 0 };
        const { changed, before, after } = previewed(past, { ...model, ...free }, { ...tenfold, ...free });
        expect({ changed, after }).toEqual({ changed: 0, after: before });
      }),
    );
  });

  test("never make it dearer, counted with themselves, where any saving is enough", () => {
    fc.assert(
      fc.property(pasts, models, models, (past, stored, model) => {
        const tried = { ...model, minSavingMinor: 0, maxParts: 4 };
        const { before, after, rows } = previewed(past, stored, tried);
        expect(after.paidMinor).toBeLessThanOrEqual(before.paidMinor);
        expect(rows.every(({ beforeMinor, afterMinor }) => (afterMinor ?? 0) <= (beforeMinor ?? Infinity))).toBe(true);
      }),
    );
  });
});

describe("a dearer kilometre", () => {
  const near = { ...DEFAULT_COST_MODEL, perKgPer100KmMinor: 100 };
  const stored = { ...DEFAULT_COST_MODEL, perKgPer100KmMinor: 0, postageMinor: 100 };
  const far = snapshot({
    lines: [line(1, 1, 1)],
    locations: [location(10, 900), location(11, 100)],
    stock: [stock(1, { 10: 0, 11: 5 })],
  });

  test("brings an order to the near place, with both prices in the new numbers", () => {
    const { changed, orders, before, after, rows, lateKnown, comparable } = previewed([far], stored, near);
    expect({ changed, orders, lateKnown, comparable }).toEqual({ changed: 1, orders: 1, lateKnown: 0, comparable: 1 });
    expect(after.paidMinor - before.paidMinor).toBe(-800);
    expect(rows).toEqual([{ orderId: "1", from: ["L10"], to: ["L11"], beforeMinor: 1_400, afterMinor: 600 }]);
  });

  test("says nothing of an order in another currency, but counts it", () => {
    const { orders, changed, doubts } = previewed([{ ...far, currency: "USD" }], stored, near);
    expect({ orders, changed, doubts }).toEqual({
      orders: 0,
      changed: 0,
      doubts: { unreadable: 0, otherCurrency: 1, cutShort: 0 },
    });
  });

  test("has no price where nothing ships any more", () => {
    const apart = snapshot({
      assigned: null,
      lines: [line(1, 1, 1), line(2, 2, 1)],
      locations: [location(10, 100), location(11, 100)],
      stock: [stock(1, { 10: 5 }), stock(2, { 11: 5 })],
    });
    const { before, after, comparable, rows } = previewed([apart], stored, { ...near, maxParts: 1 });
    expect([before.waiting, after.waiting, comparable, after.paidMinor]).toEqual([0, 1, 0, 0]);
    expect(rows).toMatchObject([{ from: ["L10", "L11"], to: [], afterMinor: null }]);
  });
});
