import type { Condition } from "../condition.ts";
import { operatorsOf } from "../condition-schema.ts";
import { fieldOf } from "../fields.ts";
import { groupOf, conditionOf, type DraftCondition, type DraftLeaf } from "./group.ts";
import { isField } from "./values-in.ts";

/** What of a condition can be said already, and how many questions are still open. */
export interface Sayable {
  /** Null: nothing yet. */
  readonly condition: Condition | null;
  readonly open: number;
}

/** Leaves out the questions that have no answer yet or a wrong one, and the groups that are empty without them. */
export function sayable(draft: DraftCondition): Sayable {
  const { condition, open } = prune(draft);
  // Every question in it was just read by the schema.
  return { condition: condition as Condition | null, open };
}

function prune(draft: DraftCondition): { readonly condition: DraftCondition | null; readonly open: number } {
  const group = groupOf(draft);
  if (group !== undefined) {
    const parts = group.parts.map(prune);
    const open = parts.reduce((sum, part) => sum + part.open, 0);
    const kept = parts.flatMap(({ condition }) => (condition === null ? [] : [condition]));
    // "All of nothing" is every order; other groups need something inside.
    const isSaid = kept.length > 0 || (group.mode === "all" && group.parts.length === 0);
    const isOpen = group.parts.length === 0 && group.mode !== "all";
    return { condition: isSaid ? conditionOf({ mode: group.mode, parts: kept }) : null, open: open + (isOpen ? 1 : 0) };
  }
  if ("where" in draft) {
    const { condition, open } = prune(draft.where);
    return { condition: condition && { ...draft, where: condition }, open };
  }
  return isAnswered(draft as DraftLeaf) ? { condition: draft, open: 0 } : { condition: null, open: 1 };
}

function isAnswered({ field, op, of, value }: DraftLeaf): boolean {
  if (!isField(field) || (fieldOf(field).named !== undefined && (of ?? "") === "")) return false;
  const given = operatorsOf(fieldOf(field)).get(op);
  return given !== undefined && (given === null || given.safeParse(value).success);
}
