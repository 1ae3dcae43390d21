import fc from "fast-check";
import { expect, test } from "vitest";
import { choicesOf, type ChoiceFacts } from "./choices.ts";

const day = fc.integer({ min: 1, max: 28 }).map((each) => `2026-11-${String(each).padStart(2, "0")}`);
const facts: fc.Arbitrary<ChoiceFacts> = fc.record({
  cancelled: fc.boolean(),
  arrived: fc.boolean(),
  today: day,
  promise: fc.option(
    fc.record({
      promiseId: fc.constantFrom("1", "2"),
      to: fc.option(day),
      first: fc.option(day),
      reason: fc.option(fc.constant("carrier_delay")),
    }),
  ),
  waiting: fc.array(
    fc.record({
      lineId: fc.uuid(),
      title: fc.constant("Shirt"),
      units: fc.integer({ min: 1, max: 9 }),
      freeHere: fc.option(fc.integer({ min: -20, max: 20 })),
      freeElsewhere: fc.integer({ min: -5, max: 20 }),
      others: fc.array(
        fc.record({ variantId: fc.uuid(), title: fc.constant("Blue"), free: fc.integer({ min: -3, max: 12 }) }),
      ),
    }),
    { maxLength: 5 },
  ),
  underWay: fc.boolean(),
  last: fc.option(
    fc.record({
      state: fc.constantFrom("asked" as const, "doing" as const, "done" as const, "declined" as const),
      promiseId: fc.option(fc.constantFrom("1", "2")),
    }),
  ),
});

test("what is offered can be done: a split sends some and leaves some, and all units are in it", () => {
  fc.assert(
    fc.property(facts, (given) => {
      const units = given.waiting.reduce((all, each) => all + each.units, 0);
      for (const choice of choicesOf(given)) {
        if (choice.kind !== "wait") expect(given.underWay).toBe(false);
        if (choice.kind !== "split") continue;
        expect(choice.now).toBeGreaterThan(0);
        expect(choice.later).toBeGreaterThan(0);
        expect((choice.now ?? 0) + (choice.later ?? 0)).toBe(units);
      }
    }),
  );
});

test("each kind is offered at most once, and a swap has something to take", () => {
  fc.assert(
    fc.property(facts, (given) => {
      const offered = choicesOf(given);
      expect(new Set(offered.map(({ kind }) => kind)).size).toBe(offered.length);
      for (const { swaps = [] } of offered) for (const swap of swaps) expect(swap.variants.length).toBeGreaterThan(0);
    }),
  );
});
