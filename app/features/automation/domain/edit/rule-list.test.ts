import { describe, expect, test } from "vitest";
import type { Rule } from "../rule.ts";
import { actOnRules, type RuleAct } from "./rule-list.ts";

const rule = (id: string, enabled = true): Rule => ({
  ...{ id, name: id, enabled },
  ...{ when: { all: [] }, then: [{ do: "forbidSplit" }] },
});
const RULES = [rule("a"), rule("b", false), rule("c")];
const after = (id: string, act: RuleAct) =>
  actOnRules(RULES, id, act, ({ name }) => ({ id: "new", name: `${name} (copy)` }));
const ids = (id: string, act: RuleAct) =>
  after(id, act)
    ?.map((each) => each.id)
    .join(" ");

describe("what somebody does to one of several rules", () => {
  test.each<[string, RuleAct, string | undefined]>([
    ["b", "up", "b a c"],
    ["b", "down", "a c b"],
    ["b", "delete", "a c"],
    ["b", "duplicate", "a b new c"],
    ["a", "up", undefined],
    ["c", "down", undefined],
    ["x", "delete", undefined],
  ])("%s %s: %s", (id, act, order) => {
    expect(ids(id, act)).toBe(order);
  });

  test("a rule is turned on or off, once", () => {
    expect(after("b", "enable")?.[1]).toEqual(rule("b"));
    expect(after("a", "disable")?.[0]).toEqual(rule("a", false));
    expect(after("a", "enable")).toBeUndefined();
  });

  test("a copy has an id and a name of its own", () => {
    expect(after("b", "duplicate")?.[2]).toEqual({ ...rule("new", false), name: "b (copy)" });
  });
});
