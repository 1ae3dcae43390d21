import type { Fault } from "../fault.ts";
import { readRuleSet, type Read } from "../read.ts";
import type { Rule, TriggerKey } from "../rule.ts";
import { emptyConditionsIn } from "./step.ts";

/** Reads one rule as the builder made it; faults have paths inside of the rule. */
export function readRule(trigger: TriggerKey, typed: unknown): Read<Rule> {
  const read = readRuleSet({ trigger, channels: [], handlesAll: false, rules: [typed] });
  if ("faults" in read) return { faults: read.faults.map((fault) => ({ ...fault, path: fault.path.slice(2) })) };
  const [rule] = read.value.rules;
  if (rule === undefined) throw new RangeError("a rule was read and is not there");
  const faults = emptyConditionsIn(rule.then).map((path): Fault => ({ code: "missing", path, params: {} }));
  return faults.length > 0 ? { faults } : { value: rule };
}
