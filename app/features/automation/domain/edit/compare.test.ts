import { describe, expect, test } from "vitest";
import type { Rule } from "../rule.ts";
import { compareRules, isSame } from "./compare.ts";

const rule = (id: string, change: Partial<Rule> = {}): Rule => ({
  ...{ id, name: id, enabled: true, when: { all: [] }, then: [{ do: "forbidSplit" }] },
  ...change,
});
const [a, b, c, d] = [rule("a"), rule("b"), rule("c"), rule("d")];
const told = (before: readonly Rule[], after: readonly Rule[]) =>
  compareRules(before, after).map(({ kind, rule: { id } }) => `${kind} ${id}`);

describe("two versions of rules", () => {
  test("that are the same have no difference", () => {
    expect(told([a, b, c], [a, b, c])).toEqual([]);
  });

  test("tell which rules are new and which are gone", () => {
    expect(told([a, b], [c, b])).toEqual(["added c", "removed a"]);
  });

  test("tell what of a rule changed", () => {
    const after = rule("b", { name: "B", when: { any: [{ field: "order.isB2B", op: "is", value: true }] } });
    expect(compareRules([a, b], [a, after])).toEqual([
      { kind: "changed", rule: after, before: b, parts: ["name", "when"] },
    ]);
  });

  test("name the fewest rules that moved", () => {
    expect(told([a, b, c, d], [d, a, b, c])).toEqual(["moved d"]);
    expect(told([a, b, c, d], [b, c, d, a])).toEqual(["moved a"]);
    expect(told([a, b, c], [c, d, a, b])).toEqual(["moved c", "added d"]);
  });
});

describe("the same JSON", () => {
  test.each([
    [{ x: 1, y: [1, 2] }, { y: [1, 2], x: 1 }, true],
    [{ x: 1 }, { x: 1, y: 2 }, false],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    [{ x: undefined }, { y: undefined }, false],
    [null, {}, false],
  ])("%j and %j: %s", (one, other, same) => {
    expect(isSame(one, other)).toBe(same);
  });
});
