import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { batchFaults, batchTicks } from "../../../../../tests/oracle/batch-rules.ts";
import { batches } from "../../../../../tests/oracle/random-batches.ts";
import { optimiseBatch } from "./optimise.ts";
import { reoptimiseBatch } from "./reoptimise.ts";

const tries = (count: number) => ({ tries: count, spent: () => 0 });

/** A batch whose orders were planned before some stock came and some orders were there. */
const lateBatches = batches({ capped: true }).chain((problem) =>
  fc.record({
    problem: fc.constant(problem),
    present: fc
      .tuple(...problem.stock.map((row) => fc.tuple(...row.map((units) => fc.integer({ min: 0, max: units })))))
      .map((stock) => optimiseBatch({ ...problem, stock }, tries(0)).plan),
    minSaving: fc.integer({ min: 0, max: 3_000 }),
  }),
);

describe("what is worth moving of open orders", () => {
  test("any of the exchanges can be made without the others; each saves what it says, more than asked; no line loses a unit", () => {
    fc.assert(
      fc.property(lateBatches, fc.infiniteStream(fc.boolean()), ({ problem, present, minSaving }, picks) => {
        const exchanges = reoptimiseBatch(problem, present, minSaving, tries(50));
        const picked = exchanges.filter(() => picks.next().value);
        const plan = [...present];
        for (const { moves } of picked) for (const move of moves) plan[move.order] = move.plan;
        expect(batchFaults(problem, plan)).toEqual([]);
        const saved = picked.reduce((sum, { savingTicks }) => sum + savingTicks, 0);
        expect(batchTicks(present) - batchTicks(plan)).toBe(saved);
        for (const { moves, savingTicks } of exchanges) {
          expect(savingTicks).toBe(moves.reduce((sum, move) => sum + move.savingTicks, 0));
          expect(savingTicks).toBeGreaterThan(minSaving * moves.length);
          for (const move of moves) {
            for (const [line, units] of move.plan.unfilled.entries()) {
              expect(units).toBeLessThanOrEqual(present[move.order]?.unfilled[line] ?? 0);
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test("a plan that is proven to be the cheapest is left as it is", () => {
    fc.assert(
      fc.property(batches({ capped: true }), (problem) => {
        const { plan, gap } = optimiseBatch(problem, tries(100));
        fc.pre(gap === 0);
        expect(reoptimiseBatch(problem, plan, 0, tries(100))).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});
