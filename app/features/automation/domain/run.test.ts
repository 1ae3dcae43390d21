import { describe, expect, test } from "vitest";
import type { LocationId } from "../../../core/ids.ts";
import type { Step } from "./actions.ts";
import type { Condition } from "./condition.ts";
import type { LocationFacts, OrderFacts } from "./facts.ts";
import { PLAIN_LINE, PLAIN_LOCATION, PLAIN_ORDER } from "./plain-order.ts";
import type { Rule } from "./rule.ts";
import { compileRules, runRules, type Outcome } from "./run.ts";

const ALWAYS: Condition = { all: [] };
const NEVER: Condition = { not: ALWAYS };
const eur = (minor: number) => ({ minor, currency: "EUR" });
const kind = (of: "store" | "warehouse" | "service"): Condition<"location"> => ({
  field: "location.kind",
  op: "isOneOf",
  value: [of],
});
const store: LocationFacts = { ...PLAIN_LOCATION, id: "2" as LocationId, kind: "store", distance: 3 };
const unclear: LocationFacts = { ...PLAIN_LOCATION, id: "3" as LocationId, kind: null };
const FACTS: OrderFacts = { ...PLAIN_ORDER, lines: [PLAIN_LINE], locations: [PLAIN_LOCATION, store, unclear] };

const rule = (when: Condition, ...then: Step[]): Pick<Rule, "when" | "then"> => ({ when, then });
/** Rules a, b, c … */
const rules = (...each: Pick<Rule, "when" | "then">[]): Rule[] =>
  each.map((one, index) => ({ ...one, id: String.fromCharCode(97 + index), name: "", enabled: true }));
const run = (list: readonly Rule[], facts = FACTS): Outcome => runRules(compileRules(list), facts);

test("rules that do not match do nothing", () => {
  const { directives, matched } = run(rules(rule(NEVER, { do: "forbidSplit" })));
  expect(matched).toEqual([]);
  expect(directives.split.forbiddenBy).toBeNull();
});

test("a rule that is turned off is not asked", () => {
  const list = rules(rule(ALWAYS, { do: "forbidSplit" })).map((each) => ({ ...each, enabled: false }));
  expect(run(list).matched).toEqual([]);
});

test("no later rule is asked after one that stops, and its own actions are all carried out", () => {
  const { matched, directives } = run(
    rules(rule(ALWAYS, { do: "stop" }, { do: "priority", level: 2 }), rule(ALWAYS, { do: "forbidSplit" })),
  );
  expect(matched.map(({ ruleId }) => ruleId)).toEqual(["a"]);
  expect(directives.priority).toEqual({ level: 2, by: "a" });
});

describe("of several rules", () => {
  test("the first one's priority, deadline, way to ship, service and assignee stand", () => {
    const hours = (count: number): Step => ({ do: "deadline", within: { unit: "hours", hours: count } });
    const { directives, matched } = run(
      rules(
        rule(
          ALWAYS,
          { do: "priority", level: 3 },
          hours(4),
          { do: "ship", mode: "complete" },
          { do: "assign", staff: "1" },
        ),
        rule(
          ALWAYS,
          { do: "priority", level: 1 },
          hours(2),
          { do: "ship", mode: "inPart" },
          { do: "assign", staff: "2" },
        ),
      ),
    );
    expect(directives).toMatchObject({
      priority: { level: 3, by: "a" },
      deadline: { within: { hours: 4 }, by: "a" },
      ship: { mode: "complete", by: "a" },
      assignee: { staff: "1", by: "a" },
    });
    expect(matched[1]?.overruled).toEqual(["priority", "deadline", "ship", "assign"]);
  });

  test("the strictest amount stands, whichever comes first", () => {
    const { directives, matched } = run(
      rules(
        rule(ALWAYS, { do: "minParcelValue", value: eur(2_000) }, { do: "priceExtraParcel", by: eur(100) }),
        rule(ALWAYS, { do: "minParcelValue", value: eur(3_000) }, { do: "priceExtraParcel", by: eur(50) }),
      ),
    );
    expect(directives.split).toEqual({
      forbiddenBy: null,
      extraParcel: { minor: 100, by: "a" },
      minParcelValue: { minor: 3_000, by: "b" },
    });
    expect(matched.map(({ overruled }) => overruled)).toEqual([[], ["priceExtraParcel"]]);
  });

  test("holds, tags and prices of locations add up", () => {
    const hold = (reason: "OTHER" | "AWAITING_PAYMENT"): Step => ({
      do: "hold",
      reason,
      note: "",
      release: { until: "person" },
    });
    const { directives } = run(
      rules(
        rule(
          ALWAYS,
          hold("OTHER"),
          { do: "addTag", tag: "x" },
          { do: "preferLocations", where: kind("store"), by: eur(200) },
        ),
        rule(ALWAYS, hold("AWAITING_PAYMENT"), { do: "penaliseLocations", where: kind("store"), by: eur(50) }),
      ),
    );
    expect(directives.holds.map(({ reason, by }) => [reason, by])).toEqual([
      ["OTHER", "a"],
      ["AWAITING_PAYMENT", "b"],
    ]);
    expect(directives.effects).toEqual([{ do: "addTag", tag: "x", by: "a" }]);
    expect(directives.locations[1]).toEqual({
      locationId: "2",
      ruledOut: null,
      cost: -150,
      costs: [
        { minor: -200, by: "a" },
        { minor: 50, by: "b" },
      ],
    });
  });
});

describe("locations", () => {
  const ruledOut = ({ directives }: Outcome) => directives.locations.map((each) => each.ruledOut);

  test("that are required rule out all others, also those of which it is not known", () => {
    const outcome = run(rules(rule(ALWAYS, { do: "requireLocations", where: kind("warehouse") })));
    expect(ruledOut(outcome)).toEqual([null, { as: "notRequired", by: "a" }, { as: "notRequired", by: "a" }]);
    expect(outcome.unknown).toEqual([{ ruleId: "a", about: "then", fields: ["location.kind"] }]);
  });

  test("that are excluded are those of which it is known, and the first reason is kept", () => {
    const exclude: Step = { do: "excludeLocations", where: kind("store") };
    expect(ruledOut(run(rules(rule(ALWAYS, exclude), rule(ALWAYS, exclude))))).toEqual([
      null,
      { as: "excluded", by: "a" },
      null,
    ]);
  });
});

test("a rule of which it cannot be told does not match, and says what would have to be known", () => {
  const risky: Condition = { field: "order.risk", op: "isOneOf", value: ["CANCEL"] };
  const { matched, unknown } = run(rules(rule(risky, { do: "forbidSplit" })), {
    ...FACTS,
    order: { ...FACTS.order, risk: null },
  });
  expect(matched).toEqual([]);
  expect(unknown).toEqual([{ ruleId: "a", about: "when", fields: ["order.risk"] }]);
});

test("amounts of another currency change nothing and are told", () => {
  const usd = { minor: 500, currency: "USD" };
  const { directives, unknown } = run(
    rules(rule(ALWAYS, { do: "minParcelValue", value: usd }, { do: "preferLocations", where: kind("store"), by: usd })),
  );
  expect(directives.split.minParcelValue).toBeNull();
  expect(directives.locations.map(({ cost }) => cost)).toEqual([0, 0, 0]);
  expect(unknown).toEqual([{ ruleId: "a", about: "then", fields: ["order.currency", "location.kind"] }]);
});

test("a rule whose hold was released does not hold the order again", () => {
  const list = rules(rule(ALWAYS, { do: "hold", reason: "OTHER", note: "", release: { until: "person" } }));
  expect(run(list).directives.holds).toHaveLength(1);
  const outcome = run(list, { ...FACTS, releasedHolds: ["a"] });
  expect(outcome.directives.holds).toEqual([]);
  expect(outcome.matched.map(({ ruleId }) => ruleId)).toEqual(["a"]);
});
