import { describe, expect, test } from "vitest";
import { ACTION_KEYS, ACTIONS } from "../actions.ts";
import { blankStep, parametersOf } from "./step.ts";

describe("an action as it is begun", () => {
  test.each(ACTION_KEYS)("%s has what it needs or says what is missing, and nothing else", (key) => {
    const { do: _, ...parameters } = blankStep(key, "EUR");
    const { success, error } = ACTIONS[key].params.safeParse(parameters);
    if (success) return;
    expect(error.issues.map(({ code }) => code)).not.toContain("unrecognized_keys");
    for (const { path } of error.issues) expect(parametersOf(key)).toContain(path[0]);
  });
});
