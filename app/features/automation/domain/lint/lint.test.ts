import { describe, expect, test } from "vitest";
import { SEEDED_SHOP } from "../../../../../tests/factories/seeded-rules.ts";
import type { Step } from "../actions.ts";
import type { Condition } from "../condition.ts";
import type { Rule, RuleSet } from "../rule.ts";
import { rulesOf, TEMPLATES } from "../templates.ts";
import { lint } from "./lint.ts";

const ALWAYS: Condition = { all: [] };
const vip: Condition = { field: "order.tags", op: "hasAnyOf", value: ["VIP"] };
const large: Condition = { field: "order.units", op: "isAtLeast", value: 10 };
const small: Condition = { field: "order.units", op: "isLessThan", value: 10 };
const priority = (level: number): Step => ({ do: "priority", level });
const kind = (of: "store" | "warehouse"): Condition<"location"> => ({
  field: "location.kind",
  op: "isOneOf",
  value: [of],
});

const rule = (when: Condition, ...then: Step[]): Pick<Rule, "when" | "then"> => ({ when, then });
/** Rules a, b, c … */
const setOf = (rules: Pick<Rule, "when" | "then">[], more: Partial<RuleSet> = {}): RuleSet => ({
  trigger: "order.routing",
  channels: [],
  handlesAll: false,
  rules: rules.map((each, index) => ({ ...each, id: String.fromCharCode(97 + index), name: "", enabled: true })),
  ...more,
});
const check = (...rules: Pick<Rule, "when" | "then">[]) => lint(setOf(rules), SEEDED_SHOP).findings;

describe("a rule that can never match", () => {
  test("is shown with an order that has all it asks for but one thing", () => {
    const [finding, ...others] = check(rule({ all: [vip, large, { any: [small] }] }, priority(1)));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: "contradiction", ruleIds: ["a"], params: { parts: 2 } });
    expect(finding?.witness.lines.reduce((sum, { quantity }) => sum + quantity, 0)).toBeGreaterThanOrEqual(10);
  });

  test("takes no part in anything else", () => {
    const never: Condition = { all: [large, small] };
    expect(check(rule(never, priority(1), { do: "stop" }), rule(vip, priority(2))).map(({ code }) => code)).toEqual([
      "contradiction",
    ]);
  });
});

describe("a rule that comes too late", () => {
  test("because earlier ones stop is shown with an order it should have had", () => {
    const [finding] = check(rule(large, { do: "stop" }), rule(small, { do: "stop" }), rule(vip, { do: "forbidSplit" }));
    expect(finding).toMatchObject({
      code: "shadowed",
      ruleIds: ["c", "a", "b"],
      witness: { order: { tags: ["VIP"] } },
    });
  });

  test("names only the rules that are in its way", () => {
    const [finding] = check(
      rule(large, { do: "stop" }),
      rule(vip, { do: "stop" }),
      rule({ all: [vip, small] }, { do: "forbidSplit" }),
    );
    expect(finding?.ruleIds).toEqual(["c", "b"]);
  });

  test("for one of its actions still does the others", () => {
    const [finding] = check(rule(ALWAYS, priority(3)), rule(vip, { do: "forbidSplit" }, priority(1)));
    expect(finding).toMatchObject({ code: "actionShadowed", ruleIds: ["b", "a"], params: { action: "priority" } });
  });

  test("is not reported when something unknown lets an order pass the earlier one", () => {
    const heavy: Condition = { field: "order.weight", op: "isMoreThan", value: 1_000 };
    const light: Condition = { not: heavy };
    expect(check(rule({ any: [heavy, light] }, { do: "stop" }), rule(vip, { do: "forbidSplit" }))).toEqual([]);
  });
});

describe("rules that contradict each other", () => {
  test("are shown with an order that both match", () => {
    const [finding] = check(rule(vip, priority(1)), rule(large, priority(2)));
    expect(finding).toMatchObject({ code: "conflict", ruleIds: ["b", "a"], params: { action: "priority" } });
    expect(finding?.witness).toMatchObject({ order: { tags: ["VIP"] }, lines: [{ quantity: 10 }] });
  });

  test("are not an exception and its rule, nor two that say the same", () => {
    expect(check(rule({ all: [vip, large] }, priority(1)), rule(large, priority(2)))).toEqual([]);
    expect(check(rule(vip, priority(1)), rule(large, priority(1)))).toEqual([]);
  });

  test("leave no location to an order: only stores, and only warehouses", () => {
    const [finding] = check(
      rule(vip, { do: "requireLocations", where: kind("store") }),
      rule(large, { do: "requireLocations", where: kind("warehouse") }),
    );
    expect(finding).toMatchObject({ code: "conflict", ruleIds: ["b", "a"] });
    expect(finding?.witness.locations.map(({ kind: of }) => of).sort()).toEqual(["store", "warehouse"]);
  });

  test("can be the actions of one rule", () => {
    const both: Step[] = [
      { do: "requireLocations", where: kind("store") },
      { do: "excludeLocations", where: kind("store") },
    ];
    expect(check(rule(vip, ...both))).toMatchObject([{ code: "inconsistent", ruleIds: ["a"] }]);
  });

  test("about a tag undo each other", () => {
    const [finding] = check(rule(vip, { do: "addTag", tag: "Rush" }), rule(large, { do: "removeTag", tag: "rush" }));
    expect(finding).toMatchObject({ code: "conflict", params: { action: "addTag", tag: "rush" } });
  });
});

describe("in a set that should handle every order", () => {
  const handlesAll = { handlesAll: true };

  test("an order that no rule matches is shown", () => {
    const { findings } = lint(setOf([rule(large, priority(1)), rule(vip, priority(1))], handlesAll), SEEDED_SHOP);
    expect(findings).toMatchObject([{ code: "unhandled", ruleIds: [], witness: { order: { tags: [] } } }]);
  });

  test("nothing is missing when the rules cover all that can be known", () => {
    expect(lint(setOf([rule(large, priority(1)), rule(small, priority(2))], handlesAll), SEEDED_SHOP).findings).toEqual(
      [],
    );
  });

  test("for some channels only their orders count", () => {
    const pos: Condition = { field: "order.channel", op: "isOneOf", value: ["pos"] };
    const rules = [rule(pos, priority(1))];
    expect(lint(setOf(rules, { ...handlesAll, channels: ["pos"] }), SEEDED_SHOP).findings).toEqual([]);
    expect(lint(setOf(rules, { ...handlesAll, channels: ["pos", "web"] }), SEEDED_SHOP).findings).toMatchObject([
      { code: "unhandled", witness: { order: { channel: "web" } } },
    ]);
  });

  test("an order that may ship from none of the shop's locations is shown", () => {
    const abroad: Condition<"location"> = { field: "location.isSameCountry", op: "is", value: false };
    const rules = [rule(ALWAYS, { do: "excludeLocations", where: abroad })];
    const { findings } = lint(setOf(rules, handlesAll), SEEDED_SHOP);
    expect(findings).toMatchObject([{ code: "noLocation", ruleIds: ["a"] }]);
    expect(["ES", "PT"]).not.toContain(findings[0]?.witness.destination.country);
    expect(findings[0]?.witness.locations).toHaveLength(4);
  });
});

describe("rules that have themselves run again", () => {
  const changed = (...rules: Pick<Rule, "when" | "then">[]) =>
    lint(setOf(rules, { trigger: "order.changed" }), SEEDED_SHOP).findings;
  const note: Step = { do: "addNote", text: "seen" };

  test("without an end are shown with an order that goes round", () => {
    const hasX: Condition = { field: "order.tags", op: "hasAnyOf", value: ["x"] };
    const findings = changed(
      rule(hasX, { do: "removeTag", tag: "x" }),
      rule({ not: hasX }, { do: "addTag", tag: "x" }),
    );
    expect(findings).toMatchObject([{ code: "cycle", ruleIds: ["a", "b"] }]);
  });

  test("can be one rule that adds to a note each time", () => {
    expect(changed(rule(vip, note))).toMatchObject([{ code: "cycle", ruleIds: ["a"] }]);
  });

  test("come to rest when their condition no longer holds, or nothing changes any more", () => {
    expect(changed(rule({ field: "order.hasNote", op: "is", value: false }, note))).toEqual([]);
    expect(changed(rule(vip, { do: "addTag", tag: "seen" }))).toEqual([]);
  });

  test("are no matter where their changes run nothing", () => {
    expect(check(rule(vip, note))).toEqual([]);
  });
});

describe("values the shop does not have", () => {
  test("are named, with an order the rule waits for", () => {
    const [finding, ...others] = check(
      rule({ any: [vip, { field: "order.tags", op: "hasAnyOf", value: ["gone"] }] }, priority(1)),
    );
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: "vanished", params: { list: "orderTags", value: "gone" } });
    expect(finding?.witness.order.tags).toContain("gone");
  });

  test("are also looked for in actions", () => {
    const at: Condition<"location"> = { field: "location.location", op: "isOneOf", value: ["99"] };
    expect(check(rule(vip, { do: "excludeLocations", where: at }))).toMatchObject([
      { code: "vanished", params: { list: "locations", value: "99" } },
    ]);
  });

  test("are not tags that the rules add, however they are written", () => {
    const tag = (value: string): Condition => ({ field: "order.tags", op: "hasAnyOf", value: [value] });
    expect(
      check(
        rule(vip, { do: "addTag", tag: "Done" }),
        rule(tag("done"), priority(1)),
        rule(tag("vip"), { do: "forbidSplit" }),
      ),
    ).toEqual([]);
  });

  test("may be a currency: the rule cannot be told", () => {
    const dollars: Condition = { field: "order.total", op: "isMoreThan", value: { minor: 100, currency: "USD" } };
    expect(check(rule(dollars, priority(1)))).toMatchObject([{ code: "otherCurrency", params: { currency: "USD" } }]);
  });
});

test("a rule that matched nothing for long is shown with an order it waits for", () => {
  const { findings } = lint(
    setOf([rule(vip, priority(1)), rule(large, priority(1))]),
    SEEDED_SHOP,
    new Map([
      ["a", 0],
      ["b", 7],
    ]),
  );
  expect(findings).toMatchObject([{ code: "dead", ruleIds: ["a"], witness: { order: { tags: ["VIP"] } } }]);
});

test("rules that are turned off are not looked at", () => {
  const set = setOf([rule({ all: [large, small] }, priority(1))]);
  const off = { ...set, rules: set.rules.map((each) => ({ ...each, enabled: false })) };
  expect(lint(off, SEEDED_SHOP).findings).toEqual([]);
});

describe("of the templates", () => {
  const shop = { ...SEEDED_SHOP, lists: {} };
  const ruleSetOf = (templates: typeof TEMPLATES) =>
    setOf([], {
      rules: templates.flatMap((each) =>
        rulesOf(
          each,
          "EUR",
          (key) => key,
          () => each.key,
        ),
      ),
    });

  test.each(TEMPLATES.map((template) => [template.key, template] as const))(
    "%s has nothing wrong with it",
    (_, template) => {
      expect(lint(ruleSetOf([template]), shop)).toEqual({ findings: [], undecided: 0 });
    },
  );

  test("all together have nothing wrong with them, in either order", () => {
    expect(lint(ruleSetOf(TEMPLATES), shop)).toEqual({ findings: [], undecided: 0 });
    expect(lint(ruleSetOf(TEMPLATES.toReversed()), shop)).toEqual({ findings: [], undecided: 0 });
  });
});
