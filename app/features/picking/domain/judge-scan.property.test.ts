import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toPick, type PickLine } from "./batch.ts";
import { judgeScan, roomToCheck, roomToPick, type Scanned } from "./judge-scan.ts";

const line: fc.Arbitrary<Omit<PickLine, "taskId">> = fc
  .record({
    orderLineId: fc.constant("1"),
    itemId: fc.constantFrom("1", "2", "3"),
    wanted: fc.integer({ min: 0, max: 5 }),
    missing: fc.integer({ min: 0, max: 5 }),
    picked: fc.integer({ min: 0, max: 5 }),
    checked: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ missing, ...each }) => {
    const short = Math.min(missing, each.wanted);
    const picked = Math.min(each.picked, each.wanted - short);
    return { ...each, short, picked, checked: Math.min(each.checked, picked) };
  });
const lines = fc
  .array(line, { maxLength: 8 })
  .map((list) => list.map((each, n): PickLine => ({ ...each, taskId: String(n) })));
const scan: fc.Arbitrary<Scanned> = fc.record({
  itemId: fc.constantFrom("1", "2", "3", "unknown", "several"),
  units: fc.integer({ min: 1, max: 6 }),
});

describe.each([
  ["picking", roomToPick],
  ["packing", roomToCheck],
] as const)("%s", (_, room) => {
  test("takes a scan whole or not at all, never more than a line has room for, the first lines first", () => {
    fc.assert(
      fc.property(lines, scan, (list, scanned) => {
        const judged = judgeScan(list, scanned, room);
        const ofItem = list.filter(({ itemId }) => itemId === scanned.itemId);
        const all = ofItem.reduce((sum, each) => sum + room(each), 0);
        if (judged.verdict !== "taken") {
          expect(judged.verdict === "tooMany").toBe(ofItem.length > 0 && all < scanned.units);
          return;
        }
        expect(judged.lines.reduce((sum, { units }) => sum + units, 0)).toBe(scanned.units);
        for (const { line: each, units } of judged.lines) {
          expect(each.itemId).toBe(scanned.itemId);
          expect(units).toBeLessThanOrEqual(room(each));
        }
        const last = judged.lines.at(-1);
        const before = ofItem.slice(0, last ? ofItem.indexOf(last.line) : 0);
        for (const each of before)
          expect(judged.lines.find(({ line: { taskId } }) => taskId === each.taskId)?.units ?? 0).toBe(room(each));
      }),
    );
  });
});

const WANTED: PickLine = {
  taskId: "1",
  orderLineId: "1",
  itemId: "7",
  wanted: 3,
  picked: 1,
  short: 0,
  checked: 0,
};

test("says what is wrong with a scan", () => {
  const say = (itemId: string, units = 1) => judgeScan([WANTED], { itemId, units }, roomToPick).verdict;
  expect(say("7", 2)).toBe("taken");
  expect(say("7", 3)).toBe("tooMany");
  expect(say("8")).toBe("wrong");
  expect(say("unknown")).toBe("unknown");
  expect(say("several")).toBe("several");
});

test("what was reported as missing is not wanted any more, and what was not picked cannot be packed", () => {
  expect(toPick({ ...WANTED, short: 2 })).toBe(0);
  expect(judgeScan([{ ...WANTED, short: 2 }], { itemId: "7", units: 1 }, roomToPick).verdict).toBe("tooMany");
  expect(judgeScan([WANTED], { itemId: "7", units: 2 }, roomToCheck).verdict).toBe("tooMany");
  expect(judgeScan([WANTED], { itemId: "7", units: 1 }, roomToCheck).verdict).toBe("taken");
});
