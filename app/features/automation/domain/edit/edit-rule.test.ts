import { describe, expect, test } from "vitest";
import { compile } from "../compile.ts";
import type { Condition } from "../condition.ts";
import { PLAIN_ORDER } from "../plain-order.ts";
import { readRuleSet } from "../read.ts";
import { editRule, startEditing, type DraftRule, type Edit } from "./edit-rule.ts";
import type { DraftCondition } from "./group.ts";

const RULE: DraftRule = { id: "r", name: "Heavy", enabled: true, when: { all: [] }, then: [{ do: "forbidSplit" }] };
const WEIGHT = { field: "order.weight", op: "isMoreThan", value: 20_000 } as const;
const TAGS = { field: "order.tags", op: "hasAnyOf", value: ["vip"] } as const;

const edited = (rule: DraftRule, ...edits: Edit[]) =>
  edits.reduce((state, edit) => editRule(state, edit, "EUR"), startEditing(rule));
const whenOf = (when: DraftCondition, ...edits: Edit[]) => edited({ ...RULE, when }, ...edits).rule.when;

/** What is wrong with a rule, as codes and places. */
const faultsOf = (rule: DraftRule) => {
  const read = readRuleSet({ trigger: "order.routing", channels: [], handlesAll: false, rules: [rule] });
  return "faults" in read ? read.faults.map(({ code, path }) => `${code} ${path.slice(2).join(".")}`) : [];
};

describe("a rule as the builder shows it", () => {
  test.each<[string, DraftCondition, DraftCondition]>([
    ["a single question is a group of one", WEIGHT, { all: [WEIGHT] }],
    ["a group stays as it is", { any: [WEIGHT, TAGS] }, { any: [WEIGHT, TAGS] }],
    ["what is negated is a group", { not: WEIGHT }, { not: { any: [WEIGHT] } }],
    ["twice negated too", { not: { not: TAGS } }, { not: { any: [{ not: { any: [TAGS] } }] } }],
    [
      "and what lines are like",
      { lines: "all", where: { field: "line.stock", op: "isAtLeast", value: 1 } },
      { all: [{ lines: "all", where: { all: [{ field: "line.stock", op: "isAtLeast", value: 1 }] } }] },
    ],
  ])("%s", (_, when, shown) => {
    expect(whenOf(when)).toEqual(shown);
  });

  test("means the same as before", () => {
    for (const when of [WEIGHT, { not: WEIGHT }, { not: { not: WEIGHT } }, { any: [{ not: { all: [WEIGHT, TAGS] } }] }])
      expect(compile(whenOf(when) as Condition).judge(PLAIN_ORDER, PLAIN_ORDER)).toBe(
        compile(when as Condition).judge(PLAIN_ORDER, PLAIN_ORDER),
      );
  });

  test("shows the conditions inside of actions as groups", () => {
    const where = { field: "location.kind", op: "isOneOf", value: ["store"] };
    const release = { until: "condition", when: WEIGHT };
    const { then } = edited({
      ...RULE,
      then: [
        { do: "requireLocations", where },
        { do: "hold", reason: "OTHER", note: "", release },
      ],
    }).rule;
    expect(then).toMatchObject([
      { where: { all: [where] } },
      { release: { until: "condition", when: { all: [WEIGHT] } } },
    ]);
  });
});

describe("editing", () => {
  test("a rule is built with choices alone, and is right when all are made", () => {
    const state = edited(
      { ...RULE, then: [] },
      { do: "rename", name: "VIP" },
      { do: "addQuestion", at: ["when"] },
      { do: "setField", at: ["when", "all", 0], scope: "order", field: "customer.tags" },
      { do: "set", at: ["when", "all", 0, "value"], value: ["VIP"] },
      { do: "addStep", key: "preferLocations" },
      { do: "addQuestion", at: ["then", 0, "where"] },
      { do: "setField", at: ["then", 0, "where", "all", 0], scope: "location", field: "location.hasAll" },
      { do: "set", at: ["then", 0, "by", "minor"], value: 400 },
    );
    expect(state.rule).toEqual({
      ...{ id: "r", name: "VIP", enabled: true },
      when: { all: [{ field: "customer.tags", op: "hasAnyOf", value: ["VIP"] }] },
      then: [
        {
          do: "preferLocations",
          where: { all: [{ field: "location.hasAll", op: "is", value: true }] },
          by: { minor: 400, currency: "EUR" },
        },
      ],
    });
    expect(faultsOf(state.rule)).toEqual([]);
  });

  test("what is not chosen yet is a fault where it is missing", () => {
    const { rule } = edited(
      RULE,
      { do: "addQuestion", at: ["when"] },
      { do: "addQuestion", at: ["when"] },
      { do: "setField", at: ["when", "all", 1], scope: "order", field: "order.weight" },
    );
    expect(faultsOf(rule)).toEqual(["unknownField when.all.0.field", "missing when.all.1.value"]);
  });

  test("a group changes how its parts go together and keeps them", () => {
    const modes = (["any", "none", "notAll", "all"] as const).map((mode) =>
      whenOf({ all: [WEIGHT, TAGS] }, { do: "setMode", at: ["when"], mode }),
    );
    expect(modes).toEqual([
      { any: [WEIGHT, TAGS] },
      { not: { any: [WEIGHT, TAGS] } },
      { not: { all: [WEIGHT, TAGS] } },
      { all: [WEIGHT, TAGS] },
    ]);
  });

  test("groups are added inside of groups, also of negated ones", () => {
    const when = whenOf(
      { not: { any: [WEIGHT] } },
      { do: "addGroup", at: ["when"] },
      { do: "addQuestion", at: ["when", "not", "any", 1] },
      { do: "setField", at: ["when", "not", "any", 1, "any", 0], scope: "order", field: "order.isB2B" },
    );
    expect(when).toEqual({ not: { any: [WEIGHT, { any: [{ field: "order.isB2B", op: "is", value: true }] }] } });
  });

  test("a field of lines or locations chosen among questions about the order asks whether there is one", () => {
    const begun: Edit = { do: "addQuestion", at: ["when"] };
    const choose = (field: "line.vendor" | "location.isOpen"): Edit => ({
      ...{ do: "setField", at: ["when", "all", 0], scope: "order" },
      field,
    });
    expect(whenOf({ all: [] }, begun, choose("line.vendor"))).toEqual({
      all: [{ lines: "any", where: { all: [{ field: "line.vendor", op: "isOneOf", value: [] }] } }],
    });
    expect(whenOf({ all: [] }, begun, choose("location.isOpen"))).toMatchObject({ all: [{ locations: "any" }] });
  });

  test("another field of the same kind keeps the comparison, any other begins anew", () => {
    const change = (field: "line.weight" | "order.subtotal" | "order.total"): Edit => ({
      ...{ do: "setField", at: ["when", "all", 0], scope: "line" },
      field,
    });
    const total = { field: "order.total", op: "isAtLeast", value: { minor: 1, currency: "SEK" } } as const;
    expect(whenOf(total, change("order.subtotal"))).toEqual({ all: [{ ...total, field: "order.subtotal" }] });
    expect(whenOf(total, change("line.weight"))).toEqual({ all: [{ field: "line.weight", op: "is" }] });
  });

  test("a named field begins without its name", () => {
    const when = whenOf(
      { all: [WEIGHT] },
      { do: "setField", at: ["when", "all", 0], scope: "order", field: "order.metafieldYesNo" },
    );
    expect(when).toEqual({ all: [{ field: "order.metafieldYesNo", of: "", op: "is", value: true }] });
  });

  test("removing gives the keyboard to the list it was in, moving takes it along", () => {
    const rule = { ...RULE, when: { any: [WEIGHT, TAGS] } };
    const removed = edited(rule, { do: "remove", at: ["when", "any", 0] });
    expect(removed).toMatchObject({ rule: { when: { any: [TAGS] } }, focus: "when.any" });
    const moved = edited(rule, { do: "move", at: ["when", "any", 0], by: 1 });
    expect(moved).toMatchObject({ rule: { when: { any: [TAGS, WEIGHT] } }, focus: "when.any.1" });
  });

  test("the first cannot go further up, the last not further down", () => {
    for (const [index, by] of [
      [0, -1],
      [1, 1],
    ] as const)
      expect(whenOf({ any: [WEIGHT, TAGS] }, { do: "move", at: ["when", "any", index], by })).toEqual({
        any: [WEIGHT, TAGS],
      });
  });

  test("another action keeps the parameters it shares", () => {
    const where = { all: [{ field: "location.hasAll", op: "is", value: true }] };
    const { rule } = edited(
      { ...RULE, then: [{ do: "preferLocations", where, by: { minor: 400, currency: "EUR" } }] },
      { do: "setStep", at: ["then", 0], key: "excludeLocations" },
    );
    expect(rule.then).toEqual([{ do: "excludeLocations", where }]);
  });

  test("a value taken away is not there", () => {
    expect(whenOf({ all: [WEIGHT] }, { do: "set", at: ["when", "all", 0, "value"], value: undefined })).toStrictEqual({
      all: [{ field: "order.weight", op: "isMoreThan" }],
    });
  });
});
