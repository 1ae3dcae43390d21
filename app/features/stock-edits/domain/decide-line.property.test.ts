import fc from "fast-check";
import { expect, test } from "vitest";
import { decideLine, type LineDecision, type PlannedLine } from "./decide-line.ts";
import { problemOf, type Change, type EditedLevel } from "./edit.ts";

const AT = new Date("2026-11-02T09:00:00Z");
const LATER = new Date("2026-11-02T09:05:00Z");
const STALE = "CHANGE_FROM_QUANTITY_STALE";

const level = (available: number): EditedLevel => ({
  ...{ available, on_hand: available + 3, damaged: 2, quality_control: 0, reserved: 1, safety_stock: 0 },
  ...{ tracked: true, active: true },
});

const set = (units: number): Change => ({ kind: "set", state: "available", units });
const add = (units: number): Change => ({ kind: "add", state: "available", units });
const line = (change: Change, seen: number, write: PlannedLine["write"] = null): PlannedLine => ({
  change,
  seen,
  write,
});
const stock = fc.integer({ min: 0, max: 50 });

test("a typed number is written over what was seen, and over nothing else, however often it is refused", () => {
  fc.assert(
    fc.property(stock, stock, fc.array(stock, { maxLength: 6 }), (seen, to, shown) => {
      let write: PlannedLine["write"] = null;
      for (const has of [seen, ...shown]) {
        const decision: LineDecision = decideLine(line(set(to), seen, write), level(has), LATER);
        if (decision.do !== "write") {
          expect(decision).toEqual(has === to ? { do: "end", status: "same", problem: "" } : { do: "ask" });
          return;
        }
        expect(has).toBe(seen);
        expect(decision.from).toBe(seen);
        write = { from: seen, at: AT, outcome: { status: "refused", code: STALE } };
      }
    }),
  );
});

test("changes and sales in any order, with lost comparisons, add up", () => {
  const step = fc.oneof(
    stock.map((units) => ({ sold: units })),
    fc.constant({ look: true } as const),
  );
  fc.assert(
    fc.property(fc.integer({ min: -40, max: 40 }), fc.array(step, { maxLength: 12 }), (by, steps) => {
      fc.pre(by !== 0);
      let has = 10;
      let sold = 0;
      let mirror = has;
      let write: PlannedLine["write"] = null;
      let done = false;
      for (const each of [...steps, { look: true }, { look: true }, { look: true }]) {
        if ("sold" in each) {
          has -= each.sold;
          sold += each.sold;
          continue;
        }
        if (done) continue;
        const decision = decideLine(line(add(by), 10, write), level(mirror), LATER);
        if (decision.do === "end") done = decision.status === "written";
        if (decision.do === "write") {
          const stale = decision.from !== has;
          if (!stale) has += by;
          write = {
            from: decision.from,
            at: AT,
            outcome: { status: stale ? "refused" : "done", code: stale ? STALE : "" },
          };
        }
        mirror = has;
      }
      expect(done).toBe(true);
      expect(has).toBe(10 - sold + by);
    }),
  );
});

test("what is under way, and what is refused and not read yet, waits", () => {
  const refused = { from: 5, at: AT, outcome: { status: "refused", code: STALE } } as const;
  expect(decideLine(line(set(8), 5, { ...refused, outcome: null }), level(5), LATER)).toEqual({ do: "wait" });
  expect(decideLine(line(set(8), 5, refused), level(5), AT)).toEqual({ do: "wait" });
  expect(decideLine(line(set(8), 5, refused), level(3), AT)).toEqual({ do: "ask" });
  expect(decideLine(line(add(3), 5, refused), level(3), AT)).toEqual({ do: "write", from: 3 });
});

test("a line beside one at fault is written again; one that Shopify does not take ends with its code", () => {
  const write = { from: 5, at: AT, outcome: { status: "refused", code: "" } } as const;
  expect(decideLine(line(set(8), 5, write), level(5), AT)).toEqual({ do: "write", from: 5 });
  const other = { ...write, outcome: { status: "refused", code: "NON_MUTABLE_INVENTORY_ITEM" } } as const;
  expect(decideLine(line(set(8), 5, other), level(5), AT)).toMatchObject({ do: "end", status: "failed" });
});

test("what comes to on hand is compared and written as available", () => {
  expect(decideLine(line({ kind: "add", state: "on_hand", units: 2 }, 8), level(5), AT)).toEqual({
    do: "write",
    from: 5,
  });
});

test.each<[Change, string | undefined]>([
  [set(-1), "negative"],
  [set(1_000_000_001), "too_many"],
  [add(0), "nothing"],
  [add(-9), undefined],
  [{ kind: "add", state: "on_hand", units: -9 }, "below_zero"],
  [{ kind: "add", state: "damaged", units: -3 }, "below_zero"],
  [{ kind: "move", state: "available", into: "damaged", units: 6 }, "not_enough"],
  [{ kind: "move", state: "available", into: "available", units: 1 }, "same_state"],
  [{ kind: "move", state: "damaged", into: "available", units: 2 }, undefined],
])("of a level with 5 available, 8 on hand, 2 damaged, %o is %s", (change, problem) => {
  expect(problemOf(change, level(5))).toBe(problem);
});

test("what is not stocked or not tracked is not changed", () => {
  expect(problemOf(set(1), undefined)).toBe("inactive");
  expect(problemOf(set(1), { ...level(5), active: false })).toBe("inactive");
  expect(problemOf(set(1), { ...level(5), tracked: false })).toBe("untracked");
});
