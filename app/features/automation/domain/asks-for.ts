import { FIELD_KEYS, fieldOf, type FieldKey } from "./fields.ts";
import type { Rule } from "./rule.ts";

/** Whether any of the rules asks for something personal, which is sealed and opened only then. */
export const asksForPersonal = (rules: readonly Rule[]): boolean =>
  FIELD_KEYS.some((key) => fieldOf(key).personal === true && asksFor(rules, key));

/** Whether any of the rules asks for a field, in a condition or in what one of its actions is about. */
function asksFor(rules: readonly Rule[], field: FieldKey): boolean {
  return rules.some(({ when, then }) => names(when, field) || names(then, field));
}

function names(part: unknown, field: FieldKey): boolean {
  if (Array.isArray(part)) return part.some((each) => names(each, field));
  if (typeof part !== "object" || part === null) return false;
  return Object.entries(part).some(([key, value]) => (key === "field" && value === field) || names(value, field));
}
