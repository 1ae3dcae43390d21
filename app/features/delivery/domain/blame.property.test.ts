import fc from "fast-check";
import { expect, test } from "vitest";
import { blame, SEGMENTS, type Projection } from "./blame.ts";

const day = fc.integer({ min: 20_000, max: 20_040 });
const projection: fc.Arbitrary<Projection> = fc.record({
  segment: fc.constantFrom(...SEGMENTS.filter((each) => each !== "promise")),
  arrives: day,
  evidence: fc.constant(null),
});
const at = (segment: Projection["segment"], arrives: number): Projection => ({ segment, arrives, evidence: null });
const days = (lost: ReturnType<typeof blame>) => Object.fromEntries(lost.map((each) => [each.segment, each.days]));

test("the days of all segments add up to the lateness, whatever happened in between", () => {
  fc.assert(
    fc.property(day, day, fc.array(projection, { minLength: 1, maxLength: 9 }), (promised, planned, projections) => {
      const lost = blame(promised, planned, projections);
      const late = Math.max(0, (projections.at(-1)?.arrives ?? planned) - promised);
      expect(lost.reduce((sum, each) => sum + each.days, 0)).toBe(late);
      expect(lost.every((each) => each.days > 0)).toBe(true);
    }),
  );
});

test("a segment that took no longer than planned is never blamed", () => {
  fc.assert(
    fc.property(day, day, fc.array(projection, { minLength: 1, maxLength: 9 }), (promised, planned, projections) => {
      const moved = new Set<string>();
      let before = planned;
      for (const { segment, arrives } of projections) {
        if (arrives > before) moved.add(segment);
        before = arrives;
      }
      for (const { segment } of blame(promised, planned, projections))
        if (segment !== "promise") expect(moved).toContain(segment);
    }),
  );
});

test("what was to spare is lost first, and the rest is whose it was", () => {
  // Two days to spare; the pick loses three, the carrier two.
  const projections = [at("payment", 8), at("pick", 11), at("linehaul", 13), at("lastMile", 13)];
  expect(days(blame(10, 8, projections))).toEqual({ pick: 1, linehaul: 2 });
});

test("who hurries makes good for who was late before", () => {
  expect(days(blame(10, 10, [at("pick", 13), at("linehaul", 11), at("lastMile", 12)]))).toEqual({
    pick: 1,
    lastMile: 1,
  });
});

test("more promised than the plan allowed is the promise's", () => {
  expect(days(blame(8, 10, [at("pick", 10), at("lastMile", 10)]))).toEqual({ promise: 2 });
});
