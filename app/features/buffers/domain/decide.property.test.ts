import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { InventoryItemId, LocationId } from "../../../core/ids.ts";
import { decide, type BufferedLevel } from "./decide.ts";
import { KINDS, MOST, type BufferRule } from "./rule.ts";

const itemId = "11" as InventoryItemId;
const locationId = "21" as LocationId;

/** A shelf in Shopify, with safety stock of the merchant's own beside ours, and rules that come and go. */
interface Shelf {
  available: number;
  merchants: number;
  held: number;
  heldBy: string | null;
  soldPerDay: number;
  sells: boolean;
  rules: BufferRule[];
}

const levelOf = ({ available, merchants, held, heldBy, soldPerDay, sells }: Shelf): BufferedLevel => ({
  itemId,
  locationId,
  vendor: "Vend",
  tags: ["new"],
  available,
  safetyStock: merchants + held,
  held,
  heldBy,
  soldPerDay,
  sells,
});

/** Decides and carries out until nothing is left to do; says how often it moved. */
function follow(shelf: Shelf): number {
  for (let moves = 0; ; moves += 1) {
    const { ruleId, move } = decide(levelOf(shelf), shelf.rules);
    shelf.heldBy = ruleId;
    if (move === 0) return moves;
    shelf.available -= move;
    shelf.held += move;
    if (moves > 5) return moves;
  }
}

const units = fc.integer({ min: 0, max: 60 });
const rule = fc
  .record({ kind: fc.constantFrom(...KINDS), amount: units, scope: fc.constantFrom("all", "vendor", "tag", "itemAt") })
  .map(({ kind, amount, scope }) => ({ kind, amount: Math.min(amount, MOST[kind]), scope }));
const event = fc.oneof(
  fc.record({ what: fc.constant("sold" as const), units }),
  fc.record({ what: fc.constant("came" as const), units }),
  fc.record({ what: fc.constant("merchant" as const), units }),
  fc.record({ what: fc.constant("average" as const), units }),
  fc.record({ what: fc.constant("rule" as const), rule }),
  fc.record({ what: fc.constant("noRule" as const) }),
  fc.record({ what: fc.constant("location" as const), sells: fc.boolean() }),
);
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never;

function happen(shelf: Shelf, each: Event, number: number): void {
  switch (each.what) {
    case "sold":
      shelf.available -= each.units;
      return;
    case "came":
      shelf.available += each.units;
      return;
    case "merchant":
      shelf.merchants = each.units;
      return;
    case "average":
      shelf.soldPerDay = each.units / 7;
      return;
    case "rule":
      shelf.rules.push({
        ...each.rule,
        ruleId: String(number + 1),
        itemId,
        locationId,
        label: each.rule.scope === "tag" ? "new" : "Vend",
      });
      return;
    case "noRule":
      shelf.rules.shift();
      return;
    case "location":
      shelf.sells = each.sells;
  }
}

const empty = (): Shelf => ({
  available: 20,
  merchants: 3,
  held: 0,
  heldBy: null,
  soldPerDay: 1,
  sells: true,
  rules: [],
});

describe("a buffer, whatever happens to a level", () => {
  test("needs one move at most for each change, and then rests", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const shelf = empty();
        for (const [number, each] of events.entries()) {
          happen(shelf, each, number);
          expect(follow(shelf)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test("never takes units that are not there, nor the merchant's own, and keeps the sum", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const shelf = empty();
        for (const [number, each] of events.entries()) {
          happen(shelf, each, number);
          const before = { ...shelf };
          follow(shelf);
          expect(shelf.available + shelf.held).toBe(before.available + before.held);
          expect(shelf.merchants).toBe(before.merchants);
          expect(shelf.held).toBeGreaterThanOrEqual(0);
          expect(shelf.available).toBeGreaterThanOrEqual(Math.min(0, before.available));
        }
      }),
    );
  });

  test("gives everything back when the rules are gone", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const shelf = empty();
        const without = empty();
        for (const [number, each] of events.entries()) {
          happen(shelf, each, number);
          follow(shelf);
          happen(without, each, number);
        }
        shelf.rules.length = 0;
        follow(shelf);
        expect(shelf).toMatchObject({ held: 0, available: without.available, merchants: without.merchants });
      }),
    );
  });
});

const level = (change: Partial<BufferedLevel>): BufferedLevel => ({ ...levelOf(empty()), ...change });
const one = (change: Partial<BufferRule>): BufferRule => ({
  ruleId: "1",
  scope: "all",
  itemId: null,
  locationId: null,
  label: "",
  kind: "units",
  amount: 5,
  ...change,
});

describe("what is decided", () => {
  test("units in the way of a negative number are given back", () => {
    expect(decide(level({ available: -3, held: 5, safetyStock: 5, heldBy: "1" }), [one({})])).toEqual({
      ruleId: "1",
      target: 2,
      move: -3,
    });
  });

  test("a sale of one does not write for a share, but the last units for sale are not kept back", () => {
    const share = [one({ kind: "percent", amount: 50 })];
    expect(decide(level({ available: 9, held: 10, safetyStock: 10, heldBy: "1" }), share).move).toBe(0);
    expect(decide(level({ available: 0, held: 2, safetyStock: 2, heldBy: "1" }), share).move).toBe(-1);
  });

  test("a changed rule is followed exactly", () => {
    const share = [one({ ruleId: "2", kind: "percent", amount: 45 })];
    expect(decide(level({ available: 10, held: 10, safetyStock: 10, heldBy: "1" }), share).move).toBe(-1);
  });

  test("where nothing is sold online, nothing is kept", () => {
    expect(decide(level({ sells: false, held: 4, safetyStock: 4, heldBy: "1" }), [one({})])).toEqual({
      ruleId: null,
      target: 0,
      move: -4,
    });
  });
});
