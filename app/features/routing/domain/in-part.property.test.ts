import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { line, location, locationId, snapshot, stock } from "../../../../tests/factories/routing-snapshot.ts";
import type { Directives } from "../../automation/domain/directives.ts";
import { decideBy, type Decision } from "./decide.ts";
import type { RoutingSnapshot } from "./snapshot.ts";

const LOCATIONS = [10, 11, 12];
const ITEMS = [1, 2, 3];

/** Small orders of which units are often missing; postage is large enough that parcels are a choice. */
const snapshots = fc
  .record({
    lines: fc.array(fc.record({ item: fc.constantFrom(...ITEMS), quantity: fc.integer({ min: 1, max: 3 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
    units: fc.array(fc.constantFrom(-3, -2, -1, 0, 0, 1, 2), { minLength: 9, maxLength: 9 }),
    km: fc.array(fc.constantFrom(0, 40, 300, 900), { minLength: 3, maxLength: 3 }),
    maxParts: fc.integer({ min: 1, max: 4 }),
    minSavingMinor: fc.constantFrom(0, 50, 400),
    kit: fc.boolean(),
  })
  .map(({ lines, units, km, maxParts, minSavingMinor, kit }) =>
    snapshot({
      lines: lines.map(({ item, quantity }, n) =>
        line(n + 1, item, kit && n < 2 ? 1 : quantity, kit && n < 2 ? { bundle: { id: "k", quantity: 1 } } : {}),
      ),
      locations: LOCATIONS.map((id, n) => location(id, km[n] ?? 0)),
      stock: ITEMS.map((item, i) =>
        stock(item, Object.fromEntries(LOCATIONS.map((id, l) => [id, units[i * 3 + l] ?? 0]))),
      ),
      costModel: { handlingMinor: 0, postageMinor: 30, maxParts, minSavingMinor },
      inPart: { when: "ship", leastPercent: 0 },
    }),
  );

const shippedBy = (decision: Decision): number =>
  "plan" in decision
    ? decision.plan.parts.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0)
    : 0;
/** What a location may ship of an item, told again from the rules. */
function usable(given: RoutingSnapshot, item: string | null, place: string): number {
  const level = given.stock.find(({ itemId }) => itemId === item)?.levels.find((each) => each.locationId === place);
  const own = given.fulfillmentOrder.lines.reduce((sum, each) => sum + (each.itemId === item ? each.quantity : 0), 0);
  return Math.max(0, (level?.available ?? 0) + (place === given.fulfillmentOrder.assignedLocationId ? own : 0));
}

/** The most units that can ship in at most so many parcels, and the least that costs: by trying every location, or none, for everything that is not taken apart. */
function mostByTrying(given: RoutingSnapshot, parcels: number): { units: number; minor: number } {
  const { lines } = given.fulfillmentOrder;
  const kit = lines.filter(({ bundle }) => bundle !== null);
  const pieces = [
    ...(kit.length > 0 ? [kit] : []),
    ...lines
      .filter(({ bundle }) => bundle === null)
      .flatMap((each) => Array.from({ length: each.quantity }, () => [each])),
  ];
  const left = new Map<string, number>(
    given.locations.flatMap(({ id }) =>
      lines.map(({ itemId }) => [`${id} ${itemId}`, usable(given, itemId, id)] as const),
    ),
  );
  let best = { units: 0, minor: 0 };
  const place = (n: number, used: ReadonlySet<string>, units: number, minor: number): void => {
    const piece = pieces[n];
    if (piece === undefined) {
      if (units > best.units || (units === best.units && minor < best.minor)) best = { units, minor };
      return;
    }
    place(n + 1, used, units, minor);
    for (const { id, coordinates } of given.locations) {
      const keys = piece.map(({ itemId }) => `${id} ${itemId}`);
      const opened = new Set([...used, id]);
      const need = new Map(keys.map((key) => [key, keys.filter((each) => each === key).length]));
      if (opened.size > parcels || [...need].some(([key, count]) => (left.get(key) ?? 0) < count)) continue;
      for (const key of keys) left.set(key, (left.get(key) ?? 0) - 1);
      const km = Math.round(((coordinates?.longitude ?? 0) * Math.PI * 6371.0088) / 180);
      const cost = piece.length * (km / 100) * 25 + (used.has(id) ? 0 : 30);
      place(n + 1, opened, units + piece.length, minor + cost);
      for (const key of keys) left.set(key, (left.get(key) ?? 0) + 1);
    }
  };
  place(0, new Set(), 0, 0);
  return best;
}

const saying = (said: Partial<Directives>): Directives => ({
  locations: [],
  split: { forbiddenBy: null, extraParcel: null, minParcelValue: null },
  ship: null,
  holds: [],
  deadline: null,
  priority: null,
  service: null,
  assignee: null,
  effects: [],
  ...said,
});
const COMPLETE = saying({ ship: { mode: "complete", by: "r" } });

describe("shipping in part", () => {
  test("ships as many units as can be shipped, at the least cost unless it stays, and tells each unit once", () => {
    fc.assert(
      fc.property(snapshots, (given) => {
        const decision = decideBy(given, null);
        fc.pre(!("plan" in decision) || decision.outcome === "inPart");
        const best = mostByTrying(given, given.costModel.maxParts - 1);
        expect(shippedBy(decision)).toBe(best.units);
        if (decision.outcome !== "inPart") return;
        const more = decision.plan.cost.totalMinor - Math.round(best.minor);
        const stays = decision.plan.parts.every(({ locationId: at }) => at === locationId(10));
        expect(more).toBeGreaterThanOrEqual(-1);
        expect(more).toBeLessThanOrEqual(stays ? Math.max(1, given.costModel.minSavingMinor) : 1);
        for (const { lineId, quantity } of given.fulfillmentOrder.lines) {
          const ships = decision.plan.parts
            .flatMap(({ lines }) => lines)
            .reduce((sum, each) => sum + (each.lineId === lineId ? each.quantity : 0), 0);
          const waits = decision.rest.find((each) => each.lineId === lineId)?.short ?? 0;
          expect(ships + waits).toBe(quantity);
        }
        expect(decision.rest.length).toBeGreaterThan(0);
      }),
      { numRuns: 400 },
    );
  });

  test("never takes a unit that is not there, nor a kit apart", () => {
    fc.assert(
      fc.property(snapshots, (given) => {
        const decision = decideBy(given, null);
        if (decision.outcome !== "inPart") return;
        const itemOf = new Map(given.fulfillmentOrder.lines.map((each) => [each.lineId, each]));
        for (const { locationId: at, lines } of decision.plan.parts) {
          const taken = Map.groupBy(lines, ({ lineId }) => itemOf.get(lineId)?.itemId ?? null);
          for (const [item, of] of taken)
            expect(of.reduce((sum, { quantity }) => sum + quantity, 0)).toBeLessThanOrEqual(usable(given, item, at));
          const kit = lines.filter(({ lineId }) => itemOf.get(lineId)?.bundle != null).length;
          expect([0, given.fulfillmentOrder.lines.filter(({ bundle }) => bundle !== null).length]).toContain(kit);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("never ships fewer with more stock", () => {
    fc.assert(
      fc.property(snapshots, fc.nat({ max: 8 }), fc.integer({ min: 1, max: 3 }), (given, at, more) => {
        const richer = {
          ...given,
          stock: given.stock.map((item, i) => ({
            ...item,
            levels: item.levels.map((level, l) =>
              i * 3 + l === at ? { ...level, available: level.available + more } : level,
            ),
          })),
        };
        expect(shippedBy(decideBy(richer, null))).toBeGreaterThanOrEqual(shippedBy(decideBy(given, null)));
      }),
      { numRuns: 200 },
    );
  });

  test("never happens to what a rule wants complete, nor in a shop that waits: both decide as if nobody had heard of it", () => {
    fc.assert(
      fc.property(snapshots, (given) => {
        const waits = decideBy({ ...given, inPart: { ...given.inPart, when: "wait" } }, null);
        expect(waits.outcome).not.toBe("inPart");
        expect(waits).not.toHaveProperty("withheld");
        const decision = decideBy(given, null);
        if (decision.outcome !== "inPart") expect(decision).toEqual(waits);
        const { withheld: _, ...complete } = { withheld: null, ...decideBy(given, COMPLETE) };
        expect(complete).toEqual(waits);
      }),
      { numRuns: 200 },
    );
  });

  test("is the same decision however the lists are ordered", () => {
    fc.assert(
      fc.property(snapshots, (given) => {
        const { fulfillmentOrder } = given;
        const reversed = {
          ...given,
          locations: given.locations.toReversed(),
          stock: given.stock.toReversed().map((item) => ({ ...item, levels: item.levels.toReversed() })),
          fulfillmentOrder: { ...fulfillmentOrder, lines: fulfillmentOrder.lines.toReversed() },
        };
        expect(decideBy(reversed, null)).toEqual(decideBy(given, null));
      }),
      { numRuns: 200 },
    );
  });
});
