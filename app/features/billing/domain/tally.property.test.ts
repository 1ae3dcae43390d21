import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FREE, PLANS } from "./plans.ts";
import type { Terms } from "./subscription.ts";
import { count, NOTHING, type NewOrder, type Tally } from "./tally.ts";

const months = fc.constantFrom("2026-10", "2026-11", "2026-12");
const someOrders = fc.uniqueArray(fc.record({ orderId: fc.nat().map(String), month: months }), {
  selector: ({ orderId }) => orderId,
  maxLength: 200,
});
const someTerms: fc.Arbitrary<Terms> = fc.record({
  plan: fc.option(
    fc.record({
      handle: fc.constantFrom(...PLANS.map(({ handle }) => handle)),
      included: fc.nat(60),
      monthlyCents: fc.nat(),
      extraCents: fc.constant(null),
      trialDays: fc.constant(0),
    }),
  ),
  free: fc.boolean(),
  trial: fc.boolean(),
  extraCents: fc.option(fc.integer({ min: 1, max: 100 })),
});

/** The orders in parts, each counted on what came before. */
function countInParts(orders: readonly NewOrder[], cuts: readonly number[], terms: readonly [Terms, ...Terms[]]) {
  let held: ReadonlyMap<string, Tally> = new Map();
  const extra: string[] = [];
  const edges = [...cuts.map((cut) => cut % (orders.length + 1)).sort((a, b) => a - b), orders.length];
  let from = 0;
  for (const [index, to] of edges.entries()) {
    const step = count(held, orders.slice(from, to), terms[index % terms.length] ?? terms[0]);
    held = step.months;
    extra.push(...step.counted.flatMap((order) => (order.extra ? [order.orderId] : [])));
    from = to;
  }
  return { months: held, extra };
}

const total = (held: ReadonlyMap<string, Tally>) =>
  [...held.values()].reduce(
    (sum, each) => ({
      orders: sum.orders + each.orders,
      extra: sum.extra + each.extra,
      costCents: sum.costCents + each.costCents,
    }),
    NOTHING,
  );

describe("counting", () => {
  test("gives the same months, whatever order the orders come in and however many at once", () => {
    const shuffled = someOrders.chain((orders) =>
      fc.tuple(fc.constant(orders), fc.shuffledSubarray(orders, { minLength: orders.length }), fc.array(fc.nat())),
    );
    fc.assert(
      fc.property(shuffled, someTerms, ([orders, mixed, cuts], terms) => {
        const sorted = (held: ReadonlyMap<string, Tally>) => Object.fromEntries([...held].sort());
        expect(sorted(countInParts(mixed, cuts, [terms]).months)).toEqual(
          sorted(countInParts(orders, [], [terms]).months),
        );
      }),
    );
  });

  test("never loses an order: the months hold as many as there are, and as many extra ones as it says", () => {
    fc.assert(
      fc.property(
        someOrders,
        fc.array(fc.nat(), { maxLength: 6 }),
        someTerms,
        fc.array(someTerms, { maxLength: 3 }),
        (orders, cuts, first, others) => {
          const { months: held, extra } = countInParts(orders, cuts, [first, ...others]);
          expect(total(held).orders).toBe(orders.length);
          expect(total(held).extra).toBe(extra.length);
          expect(new Set(extra).size).toBe(extra.length);
        },
      ),
    );
  });

  test("charges those beyond what is included and no others, each once", () => {
    fc.assert(
      fc.property(fc.nat(150), fc.nat(60), fc.integer({ min: 1, max: 50 }), (orders, included, extraCents) => {
        const plan = { ...FREE, included };
        const terms = { plan, free: false, trial: false, extraCents };
        const all = Array.from({ length: orders }, (_, index) => ({ orderId: String(index), month: "2026-11" }));
        const { extra, costCents } = total(count(new Map(), all, terms).months);
        expect(extra).toBe(Math.max(0, orders - included));
        expect(costCents).toBe(extra * extraCents);
      }),
    );
  });

  test("goes on from where the month is when the plan changes, in both directions", () => {
    const [, grow, scale] = PLANS;
    const termsOf = (plan: typeof grow) => ({ plan: plan ?? null, free: false, trial: false, extraCents: 5 });
    const one = [{ orderId: "1", month: "2026-11" }];
    const at = (orders: number) => new Map([["2026-11", { orders, extra: 0, costCents: 0 }]]);
    expect(count(at(600), one, termsOf(grow)).counted).toMatchObject([{ extra: true }]);
    expect(count(at(600), one, termsOf(scale)).counted).toMatchObject([{ extra: false }]);
    expect(count(at(499), one, termsOf(grow)).counted).toMatchObject([{ extra: false }]);
    expect(count(at(500), one, termsOf(grow)).counted).toMatchObject([{ extra: true }]);
  });
});
