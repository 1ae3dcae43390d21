import { expect, test } from "vitest";
import { isSettled, stepsOf, type StepFacts } from "./steps.ts";

const NEW: StepFacts = { imported: false, locationsSet: 0, carriers: 0, effectsOn: 0 };
const states = (facts: Partial<StepFacts>, skipped: readonly string[] = []) =>
  stepsOf({ ...NEW, ...facts }, new Set(skipped)).map(({ name, state }) => `${name} ${state}`);

test("all steps of a shop that was just installed are open", () => {
  expect(states({})).toEqual(["see open", "ship open", "act open"]);
});

test("facts do a step, all of its parts", () => {
  expect(states({ imported: true, locationsSet: 1 })).toEqual(["see done", "ship open", "act open"]);
  expect(states({ locationsSet: 1, carriers: 1, effectsOn: 2 })).toEqual(["see open", "ship done", "act done"]);
});

test("a skipped step that is done all the same is done, and one that was undone is as it was", () => {
  expect(states({ carriers: 1, locationsSet: 1 }, ["ship"])).toEqual(["see open", "ship done", "act open"]);
  expect(states({ locationsSet: 1 }, ["ship"])).toEqual(["see open", "ship skipped", "act open"]);
});

test("nothing is left to ask for when each step is done or skipped", () => {
  expect(isSettled(stepsOf({ ...NEW, imported: true }, new Set(["ship"])))).toBe(false);
  expect(isSettled(stepsOf({ ...NEW, imported: true }, new Set(["ship", "act"])))).toBe(true);
});
