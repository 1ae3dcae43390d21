import { describe, expect, test } from "vitest";
import { readRuleSet } from "./read.ts";

const STOP = [{ do: "stop" }];
const rule = (when: unknown, then: unknown = STOP, id = "a") => ({ id, name: "n", enabled: true, when, then });
const set = (...rules: unknown[]) => ({ trigger: "order.routing", channels: [], handlesAll: false, rules });
const faults = (json: unknown) => {
  const read = readRuleSet(json);
  return "faults" in read ? read.faults.map(({ code, path }) => `${code} ${path.join(".")}`) : [];
};
const whenFaults = (when: unknown) => faults(set(rule(when)));
const thenFaults = (...then: unknown[]) => faults(set(rule({ all: [] }, then)));

test("rules that are right are read as they are", () => {
  const json = set(rule({ any: [{ field: "order.units", op: "isMoreThan", value: 3 }, { not: { all: [] } }] }));
  expect(readRuleSet(json)).toEqual({ value: json });
});

describe("a condition is refused with the place and the reason", () => {
  test.each<[unknown, string]>([
    [{ field: "order.totl", op: "is", value: 1 }, "unknownField rules.0.when.field"],
    [{ field: "order.total", op: "iz", value: 1 }, "unknownOperator rules.0.when.op"],
    [{ field: "order.units", op: "startsWith", value: "1" }, "unknownOperator rules.0.when.op"],
    [{ field: "order.units", op: "isMoreThan", value: "12" }, "wrongType rules.0.when.value"],
    [{ field: "order.units", op: "is", value: 1.5 }, "wrongType rules.0.when.value"],
    [{ field: "order.units", op: "is", value: -1 }, "tooSmall rules.0.when.value"],
    [{ field: "order.units", op: "is" }, "missing rules.0.when.value"],
    [{ field: "order.units", op: "isUnknown" }, "unknownOperator rules.0.when.op"],
    [{ field: "order.total", op: "is", value: 1 }, "wrongType rules.0.when.value"],
    [
      { field: "order.total", op: "is", value: { minor: 1, currency: "eur" } },
      "wrongFormat rules.0.when.value.currency",
    ],
    [
      { all: [{ any: [{ field: "order.risk", op: "isOneOf", value: ["HIGH"] }] }] },
      "notInList rules.0.when.all.0.any.0.value.0",
    ],
    [{ field: "order.tags", op: "hasAnyOf", value: [] }, "tooSmall rules.0.when.value"],
    [{ field: "order.placedAt", op: "isBefore", value: "2026-01-01T10:00:00" }, "wrongFormat rules.0.when.value"],
    [{ field: "time.date", op: "isFrom", value: "2026-02-30" }, "wrongFormat rules.0.when.value"],
    [
      { field: "time.timeOfDay", op: "isBetween", value: { from: "9:00", to: "24:00" } },
      "wrongFormat rules.0.when.value.from",
    ],
    [
      { field: "time.timeOfDay", op: "isBetween", value: { from: "09:00", to: "09:00" } },
      "emptyRange rules.0.when.value",
    ],
    [{ field: "order.units", op: "isBetween", value: { from: 3, to: 1 } }, "backwards rules.0.when.value"],
    [{ field: "destination.postalCode", op: "fitsAnyOf", value: ["*28"] }, "postalPattern rules.0.when.value.0"],
    [{ field: "order.metafieldText", op: "isEmpty" }, "missing rules.0.when.of"],
    [{ field: "order.metafieldText", of: "custom", op: "isEmpty" }, "wrongFormat rules.0.when.of"],
    [{ lines: "any", where: { field: "order.total", op: "is", value: 1 } }, "wrongScope rules.0.when.where.field"],
    [{ lines: "most", where: { all: [] } }, "notInList rules.0.when.lines"],
    [{ lines: "any", where: { locations: "any", where: { all: [] } } }, "noCondition rules.0.when.where"],
    [{ field: "order.units", op: "is", value: 3, extra: 1 }, "unknownProperty rules.0.when"],
    [{ all: [], any: [{ all: [] }] }, "unknownProperty rules.0.when"],
    [{ any: [] }, "tooSmall rules.0.when.any"],
    [{}, "noCondition rules.0.when"],
    [null, "noCondition rules.0.when"],
    ["order.total > 100", "noCondition rules.0.when"],
  ])("%j", (when, fault) => {
    expect(whenFaults(when)[0]).toBe(fault);
  });

  test("when it is deeper than eight levels", () => {
    const nested = (levels: number) =>
      Array.from({ length: levels - 1 }).reduce<unknown>((inner) => ({ not: inner }), { all: [] });
    expect(whenFaults(nested(8))).toEqual([]);
    expect(whenFaults(nested(9))).toEqual(["tooDeep rules.0.when"]);
    expect(whenFaults(nested(50_000))).toEqual(["tooDeep "]);
  });

  test("when it asks more than 200 questions", () => {
    const leaf = { field: "order.units", op: "is", value: 1 };
    const many = (count: number) => ({ all: [{ all: Array(100).fill(leaf) }, { any: Array(count - 100).fill(leaf) }] });
    expect(whenFaults(many(200))).toEqual([]);
    expect(whenFaults(many(201))).toEqual(["tooLarge rules.0.when"]);
  });
});

test.each<[unknown, string]>([
  [{ do: "explode" }, "unknownAction rules.0.then.0.do"],
  [{}, "missing rules.0.then.0.do"],
  [{ do: "stop", now: true }, "unknownProperty rules.0.then.0"],
  [{ do: "hold", reason: "X", note: "", release: { until: "person" } }, "notInList rules.0.then.0.reason"],
  [{ do: "hold", reason: "OTHER", note: "", release: { until: "never" } }, "notInList rules.0.then.0.release.until"],
  [
    { do: "requireLocations", where: { field: "order.units", op: "is", value: 1 } },
    "wrongScope rules.0.then.0.where.field",
  ],
  [{ do: "priority", level: 6 }, "tooBig rules.0.then.0.level"],
  [{ do: "notify", to: { kind: "email", email: "me" }, text: "" }, "wrongFormat rules.0.then.0.to.email"],
])("the action %j is refused", (step, fault) => {
  expect(thenFaults(step)).toEqual([fault]);
});

test("a rule has something to do, an id of its own, and nothing its trigger has no use for", () => {
  expect(thenFaults()).toEqual(["tooSmall rules.0.then"]);
  expect(faults(set(rule({ all: [] }), rule({ all: [] })))).toEqual(["sameId rules.1.id"]);
  const placed = {
    ...set(rule({ all: [] }, [{ do: "addTag", tag: "x" }, { do: "forbidSplit" }])),
    trigger: "order.placed",
  };
  expect(faults(placed)).toEqual(["wrongTrigger rules.0.then.1.do"]);
});

test("everything that is wrong is told at once", () => {
  expect(faults(set(rule({ all: [{}, { field: "x" }] }, [{ do: "y" }])))).toEqual([
    "noCondition rules.0.when.all.0",
    "unknownField rules.0.when.all.1.field",
    "unknownAction rules.0.then.0.do",
  ]);
});
