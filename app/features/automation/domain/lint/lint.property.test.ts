import { describe, expect, test } from "vitest";
import { chanceOf } from "../../../../../tests/factories/chance.ts";
import { bandedSet, placingSet, ringSet, type FaultySet } from "../../../../../tests/factories/faulty-sets.ts";
import { SEEDED_SHOP, seededRules } from "../../../../../tests/factories/seeded-rules.ts";
import { readRuleSet } from "../read.ts";
import { lint } from "./lint.ts";

const names = (list: readonly { readonly code: string; readonly ruleId: string }[]) =>
  list.map(({ code, ruleId }) => `${code} ${ruleId}`).sort();

describe("of faults that were put in on purpose between rules with which nothing is wrong", () => {
  test.each(Array.from({ length: 25 }, (_, index) => index + 1))("exactly those are found (%i)", (seed) => {
    const { set, matched, expected } = seededRules(seed, 50, 1 + (seed % 2));
    expect(readRuleSet(set)).toEqual({ value: set });
    const { findings, undecided } = lint(set, SEEDED_SHOP, matched);
    const found = findings.map(({ code, ruleIds: [ruleId = ""] }) => ({ code, ruleId }));
    expect(names(found)).toEqual(names(expected));
    expect(undecided).toBe(0);
  });
});

describe.each<[string, (seed: number) => FaultySet]>([
  ["bands of orders", (seed) => bandedSet(chanceOf(seed))],
  ["locations that are ruled out", (seed) => placingSet(chanceOf(seed))],
  ["rules that have others run again", (seed) => ringSet(chanceOf(seed))],
])("in sets of %s", (_, make) => {
  const sets = Array.from({ length: 60 }, (__, seed) => make(seed + 1));

  test("the fault is found, and nothing where there is none", () => {
    for (const { set, expected } of sets) {
      expect(readRuleSet(set)).toEqual({ value: set });
      const codes = lint(set, { ...SEEDED_SHOP, lists: {} }).findings.map(({ code }) => code);
      // A ring of rules that hand an order on by its tags also undo each other's tags when an order has two of them.
      if (expected === null) expect(codes, JSON.stringify(set)).toEqual([]);
      else expect(codes, JSON.stringify(set)).toContain(expected);
    }
    expect(new Set(sets.map(({ expected }) => expected)).size).toBe(2);
  });
});
