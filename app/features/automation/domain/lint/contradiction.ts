import type { AnyCondition } from "../condition.ts";
import type { OrderFacts } from "../facts.ts";
import type { Rule } from "../rule.ts";
import type { Finding } from "./finding.ts";
import type { Goal } from "./goal.ts";
import type { Solver } from "./solver.ts";
import { IS_TRUE, NOT_TRUE } from "./want.ts";

/**
 * Why a rule can never match: the parts of its condition that cannot be true together, as few as possible, and an order that has all of them
 * but one. Null when no such order was found.
 */
export function contradictionOf(rule: Rule, always: readonly Goal[], solver: Solver): Finding | null {
  const findAll = (parts: readonly AnyCondition[]) =>
    solver.find([...always, ...parts.map((condition): Goal => ({ condition, want: IS_TRUE }))]);
  let core = partsOfAll(rule.when);
  for (const part of core) {
    const without = core.filter((each) => each !== part);
    if (findAll(without) === "none") core = without;
  }
  const witness = almost(core, findAll) ?? factsOf(solver.find([...always, { condition: rule.when, want: NOT_TRUE }]));
  return witness && { code: "contradiction", ruleIds: [rule.id], params: { parts: core.length }, witness };
}

function almost(
  core: readonly AnyCondition[],
  findAll: (parts: readonly AnyCondition[]) => ReturnType<Solver["find"]>,
): OrderFacts | null {
  for (const part of core.toReversed()) {
    const facts = factsOf(findAll(core.filter((each) => each !== part)));
    if (facts) return facts;
  }
  return null;
}

const factsOf = (found: ReturnType<Solver["find"]>): OrderFacts | null =>
  typeof found === "string" ? null : found.facts;

/** The parts that all have to be true, also where one "all" stands in another. */
function partsOfAll(condition: AnyCondition): readonly AnyCondition[] {
  return "all" in condition ? condition.all.flatMap(partsOfAll) : [condition];
}
