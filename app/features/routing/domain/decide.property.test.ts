import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { line, location, locationId, snapshot, stock } from "../../../../tests/factories/routing-snapshot.ts";
import type { Decision } from "./decide.ts";
import { decide } from "./decide.ts";
import type { RoutingSnapshot } from "./snapshot.ts";
import { traceOf } from "./trace.ts";

const LOCATIONS = [10, 11, 12, 13];

/** Small orders with every trap: two lines on one item, custom lines, oversold and claimed stock, closed and refused locations. */
const snapshots = fc
  .record({
    assigned: fc.constantFrom(10, 10, 10, 11, null),
    km: fc.array(fc.constantFrom(0, 40, 40, 300, 900), { minLength: 4, maxLength: 4 }),
    abroad: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    unplaced: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 }),
    active: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 }),
    refused: fc.subarray(LOCATIONS, { maxLength: 1 }),
    lines: fc.array(
      fc.record({
        item: fc.constantFrom(1, 1, 2, 3, null),
        quantity: fc.integer({ min: 1, max: 3 }),
        grams: fc.constantFrom(null, 0, 200, 5_000, 40_000),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    levels: fc.array(
      fc.record({
        available: fc.integer({ min: -2, max: 4 }),
        claimed: fc.constantFrom(0, 0, 1),
        perDay: fc.constant(null),
      }),
      {
        minLength: 12,
        maxLength: 12,
      },
    ),
    tracked: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 }),
    postageMinor: fc.constantFrom(0, 30, 350),
    crossBorderMinor: fc.constantFrom(0, 600),
    minSavingMinor: fc.constantFrom(0, 0, 50, 400),
    maxParts: fc.constantFrom(1, 2, 3, 4),
    canHold: fc.boolean(),
  })
  .map((seed) =>
    snapshot({
      assigned: seed.assigned,
      lines: seed.lines.map(({ item, quantity, grams }, index) =>
        line(index + 1, item ?? 1, quantity, { grams, ...(item === null ? { itemId: null } : {}) }),
      ),
      locations: LOCATIONS.map((id, index) =>
        location(id, seed.km[index] ?? 0, {
          country: seed.abroad[index] === true ? "PT" : "ES",
          active: seed.active[index] !== 0,
          ...(seed.unplaced[index] === 0 ? { coordinates: null } : {}),
        }),
      ),
      stock: [1, 2, 3].map((item, index) =>
        stock(
          item,
          {},
          {
            tracked: seed.tracked[index] !== 0,
            levels: seed.levels
              .slice(index * 4, index * 4 + 4)
              .map((level, position) => ({ locationId: locationId(LOCATIONS[position] ?? 0), ...level })),
          },
        ),
      ),
      refusals: seed.refused.map((id) => ({ locationId: locationId(id), code: "notMovable" })),
      costModel: {
        handlingMinor: 0,
        postageMinor: seed.postageMinor,
        crossBorderMinor: seed.crossBorderMinor,
        minSavingMinor: seed.minSavingMinor,
        maxParts: seed.maxParts,
      },
      canHold: seed.canHold,
    }),
  );

/** What a location may ship of an item, told again from the rules. Infinity: not counted. */
function usableUnits(given: RoutingSnapshot, item: string | null, place: string): number {
  const entry = given.stock.find((candidate) => candidate.itemId === item);
  if (item === null || entry?.tracked === false) return Infinity;
  const level = entry?.levels.find((candidate) => candidate.locationId === place);
  const own = given.fulfillmentOrder.lines.filter((candidate) => candidate.itemId === item);
  const mine =
    place === given.fulfillmentOrder.assignedLocationId ? own.reduce((sum, each) => sum + each.quantity, 0) : 0;
  return Math.max(0, (level?.available ?? 0) - (level?.claimed ?? 0) + mine);
}

const mayShip = (given: RoutingSnapshot): string[] =>
  given.locations
    .filter((place) => place.active && !given.refusals.some((refusal) => refusal.locationId === place.id))
    .map((place) => place.id);

/**
 * The cheapest way to ship everything, by trying every location for every single unit; prices are those of the cost model's
 * formula in floating point, rounded to minor units at the end. Null when no assignment fits.
 */
function cheapestByBruteForce(given: RoutingSnapshot): number | null {
  const places = mayShip(given).map((id) => {
    const place = given.locations.find((candidate) => candidate.id === id);
    const km =
      place?.coordinates == null ? 1_500 : Math.round((place.coordinates.longitude * Math.PI * 6371.0088) / 180);
    const { postageMinor, crossBorderMinor } = given.costModel;
    return { id, perKg: (km / 100) * 25, parcel: postageMinor + (place?.country === "PT" ? crossBorderMinor : 0) };
  });
  const units = given.fulfillmentOrder.lines.flatMap((each) =>
    Array.from({ length: each.quantity }, () => ({ item: each.itemId, kg: (each.grams ?? 500) / 1_000 })),
  );
  const left = new Map<string, number>();
  let best: number | null = null;
  const place = (index: number, used: ReadonlySet<string>, cost: number): void => {
    const unit = units[index];
    if (unit === undefined) {
      best = best === null ? cost : Math.min(best, cost);
      return;
    }
    for (const { id, perKg, parcel } of places) {
      const key = `${unit.item ?? `line`}@${id}`;
      const units_ = left.get(key) ?? usableUnits(given, unit.item, id);
      const opened = used.has(id) ? used : new Set([...used, id]);
      if (units_ < 1 || opened.size > given.costModel.maxParts) continue;
      left.set(key, units_ - 1);
      place(index + 1, opened, cost + unit.kg * perKg + (used.has(id) ? 0 : parcel));
      left.set(key, units_);
    }
  };
  place(0, new Set(), 0);
  return best;
}

const planned = (decision: Decision): { place: string; line: string; quantity: number }[] =>
  "plan" in decision
    ? decision.plan.parts.flatMap((part) =>
        part.lines.map((each) => ({ place: part.locationId, line: each.lineId, quantity: each.quantity })),
      )
    : [];

/** The cheapest plan the decision knew of, also when it stayed because the saving was too small. */
const cheapestKnown = (decision: Decision): number =>
  "plan" in decision
    ? decision.plan.cost.totalMinor - (decision.outcome === "stay" ? decision.savingMinor : 0)
    : Infinity;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

describe("every decision", () => {
  test("ships all units of all lines, or says by how many which lines are short", () => {
    fc.assert(
      fc.property(snapshots, (given) => {
        const decision = decide(given);
        for (const each of given.fulfillmentOrder.lines) {
          const shipped = sum(
            planned(decision)
              .filter((part) => part.line === each.lineId)
              .map((part) => part.quantity),
          );
          expect(shipped).toBe("plan" in decision ? each.quantity : 0);
        }
        if ("plan" in decision) return;
        expect(decision.outcome).toBe(given.canHold ? "hold" : "unroutable");
        for (const item of new Set(given.fulfillmentOrder.lines.map((each) => each.itemId))) {
          const lines = given.fulfillmentOrder.lines.filter((each) => each.itemId === item);
          if (decision.reason === "rule") throw new Error("no rule was asked");
          const short = decision.shortfalls.filter((each) => lines.some((other) => other.lineId === each.lineId));
          const there = sum(mayShip(given).map((place) => usableUnits(given, item, place)));
          const wanted = sum(lines.map((each) => each.quantity));
          expect(sum(short.map((each) => each.short))).toBe(Math.max(0, wanted - there));
        }
      }),
    );
  });

  test("takes no more from a location than it may use", () => {
    fc.assert(
      fc.property(snapshots, (given) => {
        const parts = planned(decide(given));
        for (const place of given.locations) {
          for (const item of [1, 2, 3].map(String)) {
            const lines = given.fulfillmentOrder.lines
              .filter((each) => each.itemId === item)
              .map((each) => each.lineId);
            const taken = parts.filter((part) => part.place === place.id && lines.some((id) => id === part.line));
            expect(sum(taken.map((part) => part.quantity))).toBeLessThanOrEqual(usableUnits(given, item, place.id));
          }
        }
      }),
    );
  });

  test("leaves closed and refused locations out", () => {
    fc.assert(
      fc.property(snapshots, (given) => {
        const open = mayShip(given);
        for (const part of planned(decide(given))) expect(open).toContain(part.place);
      }),
    );
  });

  test("costs what the best of all assignments costs, unless staying is dearer by less than the threshold", () => {
    fc.assert(
      fc.property(snapshots, (given) => {
        const decision = decide(given);
        const best = cheapestByBruteForce(given);
        expect("plan" in decision).toBe(best !== null);
        if (best === null || !("plan" in decision)) return;
        expect(decision.proof).toEqual({ kind: "exact" });
        // Half a minor unit for rounding, a hair for the floating point of the brute force.
        expect(Math.abs(cheapestKnown(decision) - best)).toBeLessThanOrEqual(0.5 + 1e-6);
        if (decision.outcome === "stay" && decision.savingMinor > 0) {
          expect(decision.savingMinor).toBeLessThan(given.costModel.minSavingMinor);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("is the same however lines, locations, stock and refusals are listed", () => {
    const shuffled = snapshots.chain((given) =>
      fc
        .tuple(
          fc.shuffledSubarray([...given.locations], { minLength: given.locations.length }),
          fc.shuffledSubarray([...given.stock], { minLength: given.stock.length }),
          fc.shuffledSubarray([...given.fulfillmentOrder.lines], { minLength: given.fulfillmentOrder.lines.length }),
        )
        .map(([locations, levels, lines]) => ({
          given,
          other: { ...given, locations, stock: levels, fulfillmentOrder: { ...given.fulfillmentOrder, lines } },
        })),
    );
    fc.assert(
      fc.property(shuffled, ({ given, other }) => {
        const decision = decide(given);
        expect(decide(other)).toEqual(decision);
        expect(traceOf(other, decision)).toEqual(traceOf(given, decision));
      }),
    );
  });
});

describe("more stock", () => {
  const withMore = fc.record({
    given: snapshots,
    item: fc.constantFrom(0, 1, 2),
    place: fc.constantFrom(0, 1, 2, 3),
    more: fc.integer({ min: 1, max: 5 }),
  });

  test("never raises the cost of the cheapest plan, and the decision's by less than the threshold", () => {
    fc.assert(
      fc.property(withMore, ({ given, item, place, more }) => {
        const richer = structuredClone(given);
        const level = richer.stock[item]?.levels[place];
        if (level !== undefined) Object.assign(level, { available: level.available + more });
        const [before, after] = [decide(given), decide(richer)];
        expect(cheapestKnown(after)).toBeLessThanOrEqual(cheapestKnown(before));
        if (!("plan" in before)) return;
        if (!("plan" in after)) throw new Error("a plan became impossible");
        const rise = after.plan.cost.totalMinor - before.plan.cost.totalMinor;
        expect(rise).toBeLessThan(Math.max(1, given.costModel.minSavingMinor));
      }),
      { numRuns: 300 },
    );
  });
});

describe("the trace", () => {
  test("names each location exactly once, survives JSON, and calls nothing dearer that is cheaper", () => {
    fc.assert(
      fc.property(snapshots, (given) => {
        const decision = decide(given);
        const trace = traceOf(given, decision);
        const ids = trace.locations.map((entry) => entry.locationId);
        expect(ids.toSorted()).toEqual(given.locations.map((place) => place.id).toSorted());
        expect(JSON.parse(JSON.stringify(trace))).toEqual(trace);
        const chosen = trace.locations.filter((entry) => entry.outcome === "chosen").map((entry) => entry.part);
        expect(chosen).toEqual("plan" in decision ? decision.plan.parts : []);
        for (const entry of trace.locations) {
          if (entry.outcome === "dearer") expect(entry.gapMinor).toBeGreaterThanOrEqual(0);
          if (entry.outcome === "savesTooLittle") {
            expect(decision).toMatchObject({ outcome: "stay", reason: "savesTooLittle" });
            expect(entry.savingMinor).toBeLessThanOrEqual("savingMinor" in decision ? (decision.savingMinor ?? 0) : 0);
          }
        }
      }),
    );
  });
});
