import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideTarget, type Target } from "./decide-target.ts";
import { guessColumns, unitsOf } from "./feed.ts";
import { judgeFeed, type FeedSummary } from "./judge.ts";
import { rowReader } from "./read-row.ts";

describe("the stated stock", () => {
  test.each([
    [100, { percent: 29, minus: 0, cap: null }, 29],
    [9, { percent: 50, minus: 0, cap: null }, 4],
    [9, { percent: 100, minus: 3, cap: 5 }, 5],
    [2, { percent: 100, minus: 3, cap: null }, 0],
  ])("%i with %o is %i", (stated, rules, units) => {
    expect(unitsOf(stated, rules)).toBe(units);
  });
});

describe("the lines of a file", () => {
  const headings = ["Warehouse", "EAN", "Stock", "Estado"];
  const columns = { code: "EAN", quantity: "Stock", location: "Warehouse", state: "Estado" };

  test("columns are guessed by their words, in either language", () => {
    expect(guessColumns(headings)).toEqual(columns);
    expect(guessColumns(["Referencia", "Existencias"])).toMatchObject({ code: "Referencia", quantity: "Existencias" });
  });

  test("a row is what it says; a bad one says which field, and why", () => {
    const read = rowReader(headings, columns);
    expect(read?.(2, ["M", "841", "12,00", ""])).toEqual({ line: 2, code: "841", stated: 12, location: "M" });
    expect(read?.(3, ["M", "841", "12", "damaged"])).toBe("skipped");
    const problems = [
      ["M", "", "1"],
      ["M", "8", ""],
      ["M", "8", "1,200"],
      ["M", "8", "10+"],
      ["M", "8", "-1"],
      ["M", "8", "2000000"],
      ["", "8", "1"],
    ];
    expect(problems.map((cells, n) => read?.(n, cells))).toMatchObject([
      { field: "EAN", code: "no_code" },
      { field: "Stock", code: "no_quantity" },
      { field: "Stock", code: "not_whole", text: "1,200" },
      { field: "Stock", code: "not_whole" },
      { field: "Stock", code: "negative" },
      { field: "Stock", code: "too_many" },
      { field: "Warehouse", code: "no_location" },
    ]);
  });

  test("a file without a column it needs cannot be read", () => {
    expect(rowReader(["EAN", "Stock"], columns)).toBeUndefined();
  });
});

describe("a file as a whole", () => {
  const good: FeedSummary = {
    ...{ rows: 100, skipped: 0, matched: 100, unmatched: 0, doubled: 0, invalid: 0, changes: 40 },
    ...{ stocked: 100, units: 1_000, zeroed: 0, zeroedUnits: 0, unitsAfter: 1_000 },
  };
  const limits = { mostBad: 5, mostZeroed: 20, mostDrop: 50 };
  test.each<[string, Partial<FeedSummary>, boolean, string]>([
    ["is ready up to its limits", { invalid: 5, zeroed: 20, zeroedUnits: 200, unitsAfter: 500 }, false, "ready"],
    ["with more bad rows is refused", { invalid: 4, unmatched: 1, doubled: 1 }, false, "too_many_bad"],
    ["of somebody who sells more than we do is not bad", { unmatched: 90 }, true, "ready"],
    ["of another shop is refused", { matched: 0, unmatched: 100 }, true, "nothing_matched"],
    ["that empties shelves asks", { zeroed: 21 }, false, "zeroes_much"],
    ["that empties the few full shelves asks", { zeroed: 1, zeroedUnits: 300 }, false, "zeroes_much"],
    ["that loses most units asks", { unitsAfter: 499 }, false, "drops_much"],
  ])("%s", (_what, change, knowsMore, verdict) => {
    const judged = judgeFeed({ ...good, ...change }, limits, knowsMore);
    expect("problem" in judged ? judged.problem : judged.status).toBe(verdict);
  });

  test("never zeroes everything by itself, whatever the limits are", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.integer({ min: 1, max: 100_000 }),
        fc.nat(100),
        (stocked, units, percent) => {
          const all = { ...good, stocked, units, zeroed: stocked, zeroedUnits: units, unitsAfter: 0 };
          const open = { mostBad: 100, mostZeroed: percent, mostDrop: percent };
          expect(judgeFeed(all, open, true).status).toBe("asks");
        },
      ),
    );
  });
});

describe("a level", () => {
  const now = new Date(1_000_000);
  const level = { tracked: true, active: true, available: 5 };
  const target: Target = { to: 8, newest: true, write: null };
  const refused = (code: string, from: number, at = now): Target => ({
    ...target,
    write: { from, at, outcome: { status: "refused", code } },
  });

  test("is written from what Shopify has, and left when it is right", () => {
    expect(decideTarget(target, level, now)).toEqual({ do: "write", from: 5 });
    expect(decideTarget({ ...target, to: 5 }, level, now)).toMatchObject({ do: "end", status: "same" });
  });

  test("that changed meanwhile is decided again from what it is then, while its file is the newest", () => {
    const stale = refused("CHANGE_FROM_QUANTITY_STALE", 6);
    expect(decideTarget(stale, level, now)).toEqual({ do: "write", from: 5 });
    expect(decideTarget({ ...stale, newest: false }, level, now)).toMatchObject({ do: "end", status: "dropped" });
    expect(decideTarget(refused("CHANGE_FROM_QUANTITY_STALE", 5), level, now)).toEqual({ do: "wait" });
    expect(decideTarget(refused("CHANGE_FROM_QUANTITY_STALE", 5, new Date(0)), level, now)).toMatchObject({
      do: "write",
    });
  });

  test("that Shopify does not take, or that is gone, says so", () => {
    expect(decideTarget(refused("INVALID_REASON", 6), level, now)).toMatchObject({
      status: "failed",
      problem: "INVALID_REASON",
    });
    expect(decideTarget(target, undefined, now)).toMatchObject({ status: "failed", problem: "inactive" });
    expect(decideTarget(target, { ...level, tracked: false }, now)).toMatchObject({ problem: "untracked" });
  });
});
