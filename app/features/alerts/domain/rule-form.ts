import { readScope, type TypedScope } from "../../../core/rule-scope.ts";
import { KINDS, MOST, type Kind } from "./rule.ts";

/** A rule as it was typed, before its item is looked up by its SKU. */
export interface TypedRule extends TypedScope {
  readonly pooled: boolean;
  readonly kind: Kind;
  readonly amount: number;
}

/** What is wrong with a field. `noItem`, `severalItems`: the SKU names none, or more than one. */
export type FieldError = "missing" | "whole" | "range" | "noItem" | "severalItems";
export type RuleFields = Readonly<Partial<Record<"sku" | "location" | "vendor" | "tag" | "amount", FieldError>>>;

/** Reads the fields of a rule; a rule of stock-outs has no number, and one of a location cannot speak of all of them together. */
export function readRule(
  texts: Readonly<Record<string, string>>,
): { readonly rule: TypedRule } | { readonly fields: RuleFields } {
  const { typed, missing } = readScope(texts);
  const kind = KINDS.find((each) => each === texts["kind"]) ?? "days";
  const pooled = texts["places"] === "together" && typed.scope !== "itemAt" && typed.scope !== "location";
  const fields: { -readonly [Field in keyof RuleFields]: FieldError } = {};
  for (const field of missing) fields[field] = "missing";
  const amount = kind === "out" ? "0" : (texts["amount"] ?? "").trim();
  if (amount === "") fields.amount = "missing";
  else if (!/^\d{1,9}$/.test(amount)) fields.amount = "whole";
  else if (Number(amount) > MOST[kind]) fields.amount = "range";
  return Object.keys(fields).length > 0 ? { fields } : { rule: { ...typed, pooled, kind, amount: Number(amount) } };
}
