import { expect, test } from "vitest";
import { decideLine, type AcceptedLine, type CountedLevel } from "./decide-line.ts";
import type { Movement } from "./since-count.ts";

const at = (minute: number) => new Date(minute * 60_000);
const NOW = at(100);
const line: AcceptedLine = { counted: 7, countedAt: at(50), sure: false, write: null };
const level: CountedLevel = {
  exists: true,
  tracked: true,
  active: true,
  onHand: 5,
  expected: 5,
};
const moved = (minute: number, onHand: number, change: Partial<Movement> = {}): Movement => ({
  cause: "shipped",
  documentKind: "order",
  onHand,
  since: null,
  occurredAt: at(minute),
  ...change,
});
const refused = (code: string, from = 5, minute = 99.9): AcceptedLine => ({
  ...line,
  write: { from, at: at(minute), outcome: { status: "refused", code } },
});

test("what was counted is written over what Shopify has", () => {
  expect(decideLine(line, level, [], NOW)).toEqual({ do: "write", from: 5, to: 7 });
});

test("what left after the count is taken off, what left before is not, and another count moved nothing", () => {
  const movements = [moved(49, -1), moved(60, -2), moved(70, 4, { cause: "ours", documentKind: "Count" })];
  expect(decideLine(line, level, movements, NOW)).toEqual({ do: "same" });
});

test("a number that the ledger does not explain yet waits", () => {
  expect(decideLine(line, { ...level, onHand: 4 }, [], NOW)).toEqual({ do: "wait" });
  expect(decideLine(line, { ...level, onHand: 4, expected: 4 }, [moved(60, -1)], NOW)).toEqual({
    do: "write",
    from: 4,
    to: 6,
  });
});

test("an outside change around the count asks a person, who may be sure", () => {
  const around = [moved(60, 3, { cause: "outside", documentKind: null, since: at(45) })];
  expect(decideLine(line, level, around, NOW)).toEqual({ do: "fail", problem: "outside" });
  expect(decideLine({ ...line, sure: true }, level, around, NOW)).toEqual({ do: "write", from: 5, to: 7 });
});

test("a refused comparison is decided again when the number is another one, or was surely read", () => {
  expect(decideLine(refused("CHANGE_FROM_QUANTITY_STALE"), level, [], NOW)).toEqual({ do: "wait" });
  expect(decideLine(refused("CHANGE_FROM_QUANTITY_STALE", 6), level, [], NOW)).toMatchObject({ do: "write", from: 5 });
  expect(decideLine(refused("CHANGE_FROM_QUANTITY_STALE", 5, 98), level, [], NOW)).toMatchObject({ do: "write" });
});

test("a line that others dragged down is sent again at once; what Shopify refuses for another reason asks a person", () => {
  expect(decideLine(refused(""), level, [], NOW)).toMatchObject({ do: "write" });
  expect(decideLine(refused("ITEM_NOT_STOCKED_AT_LOCATION"), level, [], NOW)).toEqual({
    do: "fail",
    problem: "ITEM_NOT_STOCKED_AT_LOCATION",
  });
});

test.each(["asks", "cancelled"] as const)("a write that ended as %s asks a person", (status) => {
  const ended = { ...line, write: { from: 5, at: at(99), outcome: { status, code: "" } } };
  expect(decideLine(ended, level, [], NOW)).toEqual({ do: "fail", problem: status });
});

test.each([
  ["deleted", { exists: false }],
  ["untracked", { tracked: false }],
  ["inactive", { active: false }],
])("nothing is written to a level that is %s", (problem, change) => {
  expect(decideLine(line, { ...level, ...change }, [], NOW)).toEqual({ do: "fail", problem });
});
