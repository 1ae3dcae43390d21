import { isOfPlace, readScopedRule, type RuleFaults, type TypedScope } from "../../../core/rule-scope.ts";
import { KINDS, MOST, type Kind } from "./rule.ts";

/** A rule as it was typed, before its item is looked up by its SKU. */
export interface TypedRule extends TypedScope {
  readonly pooled: boolean;
  readonly kind: Kind;
  readonly amount: number;
}

/** Reads the fields of a rule; a rule of stock-outs has no number, and one of a location cannot speak of all of them together. */
export function readRule(
  texts: Readonly<Record<string, string>>,
): { readonly rule: TypedRule } | { readonly faults: RuleFaults } {
  const kind = KINDS.find((each) => each === texts["kind"]) ?? "days";
  const read = readScopedRule(texts, kind === "out" ? null : MOST[kind]);
  if ("faults" in read) return read;
  return { rule: { ...read.rule, pooled: texts["places"] === "together" && !isOfPlace(read.rule.scope), kind } };
}
