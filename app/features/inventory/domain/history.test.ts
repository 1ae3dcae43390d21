import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseId, type InventoryItemId, type LocationId } from "../../../core/ids.ts";
import { explain, oversells, stepsOf, type HistoryEntry } from "./history.ts";

const itemId = parseId<InventoryItemId>("1");
const locationId = parseId<LocationId>("2");
const at = (minute: number) => new Date(Date.UTC(2026, 10, 2, 8, minute)).toISOString();

function entry(
  seq: number,
  minute: number,
  cause: string,
  available: number,
  order: string | null = null,
): HistoryEntry {
  const document = order === null ? null : { kind: "order", id: order };
  const units = cause === "sold" ? { available, committed: -available } : { available };
  return { seq: String(seq), itemId, locationId, cause, document, units, occurredAt: at(minute), since: null };
}

/** Five at first; sold to below zero, somebody took one more, six came back. */
const STORY = [
  entry(1, 1, "sold", -3, "71"),
  entry(2, 5, "sold", -4, "72"),
  entry(3, 9, "outside", -1),
  entry(4, 20, "sold", -1, "73"),
  entry(5, 35, "ours", 6),
];
const expected = { available: 2, committed: 8 };

test("what was there after each entry is counted back from now, in the order of time", () => {
  const late = STORY.with(1, { ...entry(9, 5, "sold", -4, "72") });
  expect(stepsOf(late, expected).map(({ available, onHand }) => [available, onHand])).toEqual([
    [2, 5],
    [-2, 5],
    [-3, 4],
    [-4, 4],
    [2, 10],
  ]);
});

test("a number is its opening, what each cause did, and what nothing explains", () => {
  expect(explain(STORY, { expected, reported: { available: 1, committed: 8 } }, "available")).toEqual({
    state: "available",
    opening: 5,
    causes: [
      { cause: "sold", units: -8, entries: 3 },
      { cause: "ours", units: 6, entries: 1 },
      { cause: "outside", units: -1, entries: 1 },
    ],
    expected: 2,
    reported: 1,
    unexplained: -1,
  });
});

test("opening, causes and the unexplained always add up to what is reported", () => {
  const some = fc.array(
    fc.record({ cause: fc.constantFrom("sold", "ours", "outside"), units: fc.integer({ min: -9, max: 9 }) }),
  );
  fc.assert(
    fc.property(some, fc.integer(), fc.integer(), (entries, now, shown) => {
      const given = entries.map(({ cause, units }, n) => entry(n, n % 60, cause, units));
      const told = explain(given, { expected: { available: now }, reported: { available: shown } }, "available");
      const causes = told.causes.reduce((total, { units }) => total + units, 0);
      expect(told.opening + causes + told.unexplained).toBe(shown);
    }),
  );
});

describe("an oversell", () => {
  test("says which orders took what was not there, what happened meanwhile, and how long it lasted", () => {
    expect(oversells(stepsOf(STORY, expected))).toMatchObject([
      { from: at(5), to: at(35), ms: 30 * 60_000, lowest: -4, orders: ["72", "73"], steps: { length: 4 } },
    ]);
  });

  test("that lasts has no end", () => {
    const lasting = STORY.slice(0, 4);
    expect(oversells(stepsOf(lasting, { available: -4 }))).toMatchObject([{ from: at(5), to: null, ms: null }]);
  });

  test("is none while something was left", () => {
    expect(oversells(stepsOf([entry(1, 1, "sold", -5, "71")], { available: 0, committed: 5 }))).toEqual([]);
  });
});
