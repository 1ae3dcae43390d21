import { FIELD_KEYS, fieldOf, type FieldKey } from "./fields.ts";
import type { Rule } from "./rule.ts";

/** Whether any of the rules asks for something personal, which is sealed and opened only then. */
export const asksForPersonal = (rules: readonly Rule[]): boolean =>
  FIELD_KEYS.some((key) => fieldOf(key).personal === true && asksFor(rules, key));

/** Metafields by "namespace.key", of the order and of the products of its lines. */
export interface MetafieldNames {
  readonly order: readonly string[];
  readonly product: readonly string[];
}

/** The metafields that rules ask for, each once. */
export function metafieldsAskedFor(rules: readonly Rule[]): MetafieldNames {
  const order = new Set<string>();
  const product = new Set<string>();
  for (const { field, of } of rules.flatMap(({ when, then }) => [...questionsIn(when), ...questionsIn(then)])) {
    if (fieldOf(field).named !== "metafield") continue;
    (fieldOf(field).scope === "line" ? product : order).add(of);
  }
  return { order: [...order].sort(), product: [...product].sort() };
}

/** What is asked by a name. */
function questionsIn(part: unknown): { readonly field: FieldKey; readonly of: string }[] {
  if (typeof part !== "object" || part === null) return [];
  const { field, of } = part as { readonly field?: unknown; readonly of?: unknown };
  if (isField(field) && typeof of === "string") return [{ field, of }];
  return Object.values(part).flatMap(questionsIn);
}

const isField = (name: unknown): name is FieldKey => FIELD_KEYS.some((key) => key === name);

/** Whether any of the rules asks for a field, in a condition or in what one of its actions is about. */
function asksFor(rules: readonly Rule[], field: FieldKey): boolean {
  return rules.some(({ when, then }) => names(when, field) || names(then, field));
}

function names(part: unknown, field: FieldKey): boolean {
  if (Array.isArray(part)) return part.some((each) => names(each, field));
  if (typeof part !== "object" || part === null) return false;
  return Object.entries(part).some(([key, value]) => (key === "field" && value === field) || names(value, field));
}
