import fc from "fast-check";
import { expect, test } from "vitest";
import { parseId, type InventoryItemId, type LocationId } from "../../../core/ids.ts";
import { movesOf, suggest, targetUnits, type ItemToMove, type Place } from "./suggest.ts";

const place = fc.record({
  locationId: fc.integer({ min: 1, max: 6 }).map((id) => parseId<LocationId>(String(id))),
  available: fc.integer({ min: -5, max: 60 }),
  coming: fc.integer({ min: 0, max: 10 }),
  promised: fc.integer({ min: 0, max: 5 }),
  soldPerDay: fc.integer({ min: 0, max: 84 }).map((sold) => sold / 28),
  targetDays: fc.integer({ min: 0, max: 30 }),
});
const item: fc.Arbitrary<ItemToMove> = fc.record({
  itemId: fc.constant(parseId<InventoryItemId>("9")),
  valueMinor: fc.option(fc.integer({ min: 0, max: 5_000 })),
  pack: fc.integer({ min: 1, max: 6 }),
  minimum: fc.integer({ min: 1, max: 12 }),
  places: fc.uniqueArray(place, { selector: ({ locationId }) => locationId, maxLength: 6 }),
});

const moved = (found: ItemToMove, { locationId }: Place, end: "from" | "to") =>
  movesOf(found)
    .filter((move) => move[end].locationId === locationId)
    .reduce((sum, { units }) => sum + units, 0);

test("no location gives what it needs for its own target", () => {
  fc.assert(
    fc.property(item, (one) => {
      for (const at of one.places) {
        const given = moved(one, at, "from");
        if (given > 0) expect(at.available - at.promised - given).toBeGreaterThanOrEqual(targetUnits(at));
      }
    }),
  );
});

test("no location gets more than it needs", () => {
  fc.assert(
    fc.property(item, (one) => {
      for (const at of one.places) {
        const got = moved(one, at, "to");
        if (got > 0) expect(at.available + at.coming + got).toBeLessThanOrEqual(targetUnits(at));
      }
    }),
  );
});

test("every move is a multiple of the pack and not smaller than the minimum", () => {
  fc.assert(
    fc.property(item, (one) => {
      for (const { units } of movesOf(one)) {
        expect(units % one.pack).toBe(0);
        expect(units).toBeGreaterThanOrEqual(Math.max(1, one.minimum));
      }
    }),
  );
});

test("more stock at a destination never leads to a larger move", () => {
  fc.assert(
    fc.property(item, fc.nat(), fc.integer({ min: 1, max: 20 }), (one, at, more) => {
      const chosen = one.places[at % Math.max(1, one.places.length)];
      if (!chosen) return;
      const richer = { ...chosen, available: chosen.available + more };
      const after = { ...one, places: one.places.map((each) => (each === chosen ? richer : each)) };
      expect(moved(after, richer, "to")).toBeLessThanOrEqual(moved(one, chosen, "to"));
    }),
  );
});

test("what is suggested between two places saves more than it costs, wherever values are known", () => {
  const costs = fc.record({ fixedMinor: fc.nat(20_000), perUnitMinor: fc.nat(300) });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 4 }), costs, (items, cost) => {
      const routes = Map.groupBy(
        suggest(items, cost).filter(({ savedMinor }) => savedMinor !== null),
        ({ from, to }) => `${from.locationId} ${to.locationId}`,
      );
      for (const lines of routes.values()) {
        const saved = lines.reduce((sum, { savedMinor }) => sum + (savedMinor ?? 0), 0);
        const paid = lines.reduce((sum, { units }) => sum + units * cost.perUnitMinor, cost.fixedMinor);
        expect(saved).toBeGreaterThan(paid);
      }
    }),
  );
});
