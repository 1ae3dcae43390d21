import { describe, expect, test } from "vitest";
import { ACTION_KEYS, ACTIONS } from "../actions.ts";
import { blankStep, emptyConditionsIn, parametersOf } from "./step.ts";

describe("an action as it is begun", () => {
  test.each(ACTION_KEYS)("%s has what it needs or says what is missing, and nothing else", (key) => {
    const { do: _, ...parameters } = blankStep(key, "EUR");
    const { success, error } = ACTIONS[key].params.safeParse(parameters);
    if (success) return;
    expect(error.issues.map(({ code }) => code)).not.toContain("unrecognized_keys");
    for (const { path } of error.issues) expect(parametersOf(key)).toContain(path[0]);
  });
});

describe("conditions of actions that nobody has filled in", () => {
  const IS_STORE = { field: "location.kind", op: "isOneOf", value: ["store"] };

  test("are found where they stand", () => {
    expect(
      emptyConditionsIn([
        { do: "requireLocations", where: { all: [] } },
        { do: "excludeLocations", where: { not: { any: [] } } },
        { do: "hold", reason: "OTHER", note: "", release: { until: "condition", when: { all: [] } } },
      ]),
    ).toEqual([
      ["then", 0, "where", "all"],
      ["then", 1, "where", "not", "any"],
      ["then", 2, "release", "when", "all"],
    ]);
  });

  test("are not those that are filled in, nor actions without any", () => {
    const filled = [
      { do: "requireLocations", where: { all: [IS_STORE] } },
      { do: "excludeLocations", where: IS_STORE },
      { do: "hold", reason: "OTHER", note: "", release: { until: "person" } },
      { do: "forbidSplit" },
    ] as const;
    expect(emptyConditionsIn(filled)).toEqual([]);
  });
});
