import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { itemId, locationId } from "../../../../tests/factories/routing-snapshot.ts";
import { isAtRest, isShock, type StockChange } from "./shock.ts";

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 10, 22, 12);

const change = (override: Partial<StockChange> = {}): StockChange => ({
  itemId: itemId(1),
  locationId: locationId(10),
  came: 0,
  went: 0,
  wantedHere: 0,
  wantedElsewhere: 0,
  firstAt: NOON,
  lastAt: NOON,
  ...override,
});

const wanted = fc.nat({ max: 20 });
const changes = fc.array(
  fc.record({
    itemId: fc.integer({ min: 1, max: 5 }).map(itemId),
    locationId: fc.integer({ min: 10, max: 12 }).map(locationId),
    came: wanted,
    went: wanted,
    wantedHere: wanted,
    wantedElsewhere: wanted,
    firstAt: fc.constant(NOON),
    lastAt: fc.constant(NOON),
  }),
  { maxLength: 8 },
);

describe("a shock of stock", () => {
  test("is a delivery that orders at other locations can use", () => {
    expect(isShock([change({ came: 8, wantedElsewhere: 5 })], 5)).toBe(true);
    expect(isShock([change({ came: 4, wantedElsewhere: 5 })], 5)).toBe(false);
    expect(isShock([change({ came: 8, wantedElsewhere: 4, wantedHere: 9 })], 5)).toBe(false);
  });

  test("is stock that is gone and orders at its location want", () => {
    expect(isShock([change({ went: 8, wantedHere: 5 })], 5)).toBe(true);
    expect(isShock([change({ went: 8, wantedHere: 4, wantedElsewhere: 9 })], 5)).toBe(false);
  });

  test("adds up over the items of one location, and not over locations", () => {
    const three = { came: 3, wantedElsewhere: 3 };
    expect(isShock([change(three), change({ ...three, itemId: itemId(2) })], 6)).toBe(true);
    expect(isShock([change(three), change({ ...three, locationId: locationId(11) })], 6)).toBe(false);
  });

  test("is none below the threshold, however much else changes, and never where the threshold is 0", () => {
    fc.assert(
      fc.property(changes, fc.integer({ min: 1, max: 40 }), (all, least) => {
        expect(isShock(all, 0)).toBe(false);
        const moved = Map.groupBy(all, (each) => each.locationId);
        const most = [...moved.values()].map((of) => of.reduce((sum, each) => sum + each.came + each.went, 0));
        const wantedUnits = all.reduce((sum, each) => sum + each.wantedHere + each.wantedElsewhere, 0);
        if (Math.max(0, ...most) < least || wantedUnits < least) expect(isShock(all, least)).toBe(false);
      }),
    );
  });

  test("stays one when more comes or more is wanted", () => {
    fc.assert(
      fc.property(changes, fc.integer({ min: 1, max: 20 }), fc.nat({ max: 5 }), (all, least, more) => {
        const grown = all.map((each) => ({
          ...each,
          came: each.came + more,
          went: each.went + more,
          wantedHere: each.wantedHere + more,
          wantedElsewhere: each.wantedElsewhere + more,
        }));
        if (isShock(all, least)) expect(isShock(grown, least)).toBe(true);
      }),
    );
  });
});

describe("changes are at rest", () => {
  test("when nothing came for five minutes", () => {
    expect(isAtRest([change()], NOON + 5 * MINUTE)).toBe(true);
    expect(isAtRest([change(), change({ lastAt: NOON + MINUTE })], NOON + 5 * MINUTE)).toBe(false);
  });

  test("after an hour at the latest", () => {
    const busy = [change(), change({ firstAt: NOON + 59 * MINUTE, lastAt: NOON + 59 * MINUTE })];
    expect(isAtRest(busy, NOON + 60 * MINUTE)).toBe(true);
    expect(isAtRest(busy, NOON + 60 * MINUTE - 1)).toBe(false);
  });
});
