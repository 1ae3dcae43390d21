import { readScopedRule, type RuleFaults, type TypedScope } from "../../../core/rule-scope.ts";
import { KINDS, MOST, type Kind } from "./rule.ts";

/** A rule as it was typed, before its item is looked up by its SKU. */
export interface TypedRule extends TypedScope {
  readonly kind: Kind;
  readonly amount: number;
}

/** Reads the fields of a rule; only those of its scope count. */
export function readRule(
  texts: Readonly<Record<string, string>>,
): { readonly rule: TypedRule } | { readonly faults: RuleFaults } {
  const kind = KINDS.find((each) => each === texts["kind"]) ?? "units";
  const read = readScopedRule(texts, MOST[kind]);
  return "faults" in read ? read : { rule: { ...read.rule, kind } };
}
