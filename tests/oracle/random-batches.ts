/** Batches for property tests: small enough for HiGHS, with everything that a batch may have. */
import fc from "fast-check";
import type { BatchOrder, BatchProblem } from "../../app/features/routing/domain/batch/problem.ts";

/** Above every price of shipping: leaving a unit out is the last resort. */
const DEAR = 1_000_000;

const mayNot = (each: fc.Arbitrary<number>) => fc.oneof({ weight: 9, arbitrary: each }, fc.constant(Infinity));

function order(locations: number, items: number): fc.Arbitrary<BatchOrder> {
  const list = (each: fc.Arbitrary<number>) => fc.array(each, { minLength: locations, maxLength: locations });
  const line = (item: number) =>
    fc.record({
      item: fc.constant(item),
      demand: fc.integer({ min: 1, max: 3 }),
      ticks: list(mayNot(fc.integer({ min: 0, max: 3_000 }))),
      unfilledTicks: fc.constant(DEAR),
    });
  return fc.record({
    parcelTicks: list(mayNot(fc.integer({ min: 0, max: 9_000 }))),
    extraParcelTicks: fc.constantFrom(0, 0, 500),
    maxParcels: fc.integer({ min: 1, max: locations }),
    lines: fc
      .subarray([...Array(items).keys()], { minLength: 1, maxLength: Math.min(3, items) })
      .chain((some) => fc.tuple(...some.map((item) => line(item)))),
  });
}

/** Up to five locations, four items and eight orders; `capped`: with capacities at times. */
export function batches({ capped }: { capped: boolean }): fc.Arbitrary<BatchProblem> {
  return fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 })).chain(([locations, items]) =>
    fc.record({
      capacity: fc.array(capped ? mayNot(fc.integer({ min: 0, max: 9 })) : fc.constant(Infinity), {
        minLength: locations,
        maxLength: locations,
      }),
      stock: fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: locations, maxLength: locations }), {
        minLength: items,
        maxLength: items,
      }),
      orders: fc.array(order(locations, items), { minLength: 1, maxLength: 8 }),
    }),
  );
}
