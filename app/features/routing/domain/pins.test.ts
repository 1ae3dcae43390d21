import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineItemId, locationId } from "../../../../tests/factories/routing-snapshot.ts";
import type { FulfillmentOrderId } from "../../../core/ids.ts";
import { parseId } from "../../../core/ids.ts";
import type { OwnMove, SeenFulfillmentOrder } from "./pins.ts";
import { pinsOf } from "./pins.ts";

/** `seen(1, 10, { 5: 2 })`: fulfillment order 1 at location 10 with 2 units of line 5. */
function seen(id: number, at: number | null, lines: Readonly<Record<number, number>>): SeenFulfillmentOrder {
  return {
    id: parseId<FulfillmentOrderId>(String(id)),
    assignedLocationId: at === null ? null : locationId(at),
    lines: Object.entries(lines).map(([line, remainingQuantity]) => ({
      lineItemId: lineItemId(Number(line)),
      remainingQuantity,
    })),
  };
}

function ownMove(line: number, from: number | null, to: number, quantity: number): OwnMove {
  return {
    lineItemId: lineItemId(line),
    fromLocationId: from === null ? null : locationId(from),
    toLocationId: locationId(to),
    quantity,
  };
}

describe("somebody else's choice", () => {
  test("a move that no intent of ours explains pins the fulfillment order that has the units now", () => {
    expect(pinsOf([seen(1, 10, { 5: 2 })], [seen(1, 20, { 5: 2 })], [])).toEqual({
      moves: [{ lineItemId: "5", toLocationId: "20", quantity: 2 }],
      fulfillmentOrderIds: ["1"],
    });
  });

  test("moving back what we moved is a choice too", () => {
    const pins = pinsOf([seen(2, 20, { 5: 2 })], [seen(3, 10, { 5: 2 })], [ownMove(5, 10, 20, 2)]);
    expect(pins.fulfillmentOrderIds).toEqual(["3"]);
  });

  test("moving on what we moved is, even when we never saw our own move", () => {
    const pins = pinsOf([seen(1, 10, { 5: 2 })], [seen(2, 30, { 5: 2 })], [ownMove(5, 10, 20, 2)]);
    expect(pins.moves).toEqual([{ lineItemId: "5", toLocationId: "30", quantity: 2 }]);
  });

  test("of a larger move only what exceeds ours is theirs", () => {
    const pins = pinsOf([seen(1, 10, { 5: 3 })], [seen(2, 20, { 5: 3 })], [ownMove(5, 10, 20, 1)]);
    expect(pins.moves).toEqual([{ lineItemId: "5", toLocationId: "20", quantity: 2 }]);
  });

  test("units added to the order at the same time are not counted as moved", () => {
    const pins = pinsOf([seen(1, 10, { 5: 1 })], [seen(2, 20, { 5: 3 })], []);
    expect(pins.moves).toEqual([{ lineItemId: "5", toLocationId: "20", quantity: 1 }]);
  });

  test("a fulfillment order with nothing left of the line is not pinned", () => {
    const after = [seen(2, 20, { 5: 0 }), seen(3, 20, { 5: 1 })];
    expect(pinsOf([seen(1, 10, { 5: 1 })], after, []).fulfillmentOrderIds).toEqual(["3"]);
  });

  test("only the fulfillment orders at the new place with that line are pinned", () => {
    const before = [seen(1, 10, { 5: 1, 6: 1, 7: 1 })];
    const after = [seen(1, 10, { 5: 1 }), seen(2, 20, { 6: 1 }), seen(3, 20, { 7: 1 })];
    expect(pinsOf(before, after, [ownMove(7, 10, 20, 1)]).fulfillmentOrderIds).toEqual(["2"]);
  });
});

describe("not a choice", () => {
  test("our own move, whose ids have changed", () => {
    const after = [seen(1, 10, { 5: 1 }), seen(2, 20, { 5: 1 })];
    expect(pinsOf([seen(1, 10, { 5: 2 })], after, [ownMove(5, 10, 20, 1)]).moves).toEqual([]);
  });

  test("our own move away from a location that is gone", () => {
    expect(pinsOf([seen(1, null, { 5: 1 })], [seen(2, 20, { 5: 1 })], [ownMove(5, null, 20, 1)]).moves).toEqual([]);
  });

  test.each([
    ["a fulfillment order seen for the first time", [], [seen(1, 10, { 5: 2 })]],
    ["a shipped unit", [seen(1, 10, { 5: 2 })], [seen(1, 10, { 5: 1 })]],
    ["a cancelled fulfillment order", [seen(1, 10, { 5: 2 })], []],
    ["a line added to the order", [seen(1, 10, { 5: 2 })], [seen(1, 10, { 5: 2 }), seen(2, 20, { 6: 1 })]],
    ["a split in place", [seen(1, 10, { 5: 2 })], [seen(1, 10, { 5: 1 }), seen(2, 10, { 5: 1 })]],
    ["a location that disappeared", [seen(1, 10, { 5: 2 })], [seen(1, null, { 5: 2 })]],
  ])("%s", (_, before, after) => {
    expect(pinsOf(before, after, [])).toEqual({ moves: [], fulfillmentOrderIds: [] });
  });

  test("anything that our moves did, in any order and number", () => {
    const places = [10, 20, 30];
    const moves = fc.array(
      fc.record({ from: fc.constantFrom(10), to: fc.constantFrom(20, 30), quantity: fc.integer({ min: 1, max: 3 }) }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(moves, (made) => {
        const units = new Map([
          [10, 20],
          [20, 1],
          [30, 0],
        ]);
        for (const { from, to, quantity } of made) {
          units.set(from, (units.get(from) ?? 0) - quantity);
          units.set(to, (units.get(to) ?? 0) + quantity);
        }
        const before = [seen(1, 10, { 5: 20 }), seen(2, 20, { 5: 1 })];
        const after = places.map((place, index) => seen(7 + index, place, { 5: units.get(place) ?? 0 }));
        const own = made.map(({ from, to, quantity }) => ownMove(5, from, to, quantity));
        expect(pinsOf(before, after, own).moves).toEqual([]);
      }),
    );
  });
});
