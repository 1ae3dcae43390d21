import type { Step } from "../actions.ts";
import type { AnyCondition, AnyLeaf } from "../condition.ts";
import type { EffectDirective } from "../directives.ts";
import type { OrderFacts } from "../facts.ts";
import { fold } from "../fold.ts";

const ALWAYS: AnyCondition = { all: [] };
const NEVER: AnyCondition = { not: ALWAYS };

/** What an order must be like so that it is like `condition` once these actions are carried out (Dijkstra's weakest precondition). */
export function beforeSteps(condition: AnyCondition, steps: readonly Step[]): AnyCondition {
  return steps.reduceRight(beforeStep, condition);
}

function beforeStep(condition: AnyCondition, step: Step): AnyCondition {
  if ("all" in condition) return { all: condition.all.map((part) => beforeStep(part, step)) };
  if ("any" in condition) return { any: condition.any.map((part) => beforeStep(part, step)) };
  if ("not" in condition) return { not: beforeStep(condition.not, step) };
  return "field" in condition ? beforeLeaf(condition, step) : condition;
}

function beforeLeaf(leaf: AnyLeaf, step: Step): AnyCondition {
  if (step.do === "addNote" && leaf.field === "order.hasNote") {
    return leaf.op === "isKnown" || leaf.value === true ? ALWAYS : NEVER;
  }
  if ((step.do !== "addTag" && step.do !== "removeTag") || leaf.field !== "order.tags") return leaf;
  const labels = leaf.value as readonly string[] | undefined;
  if (!labels?.some((label) => fold(label) === fold(step.tag))) return leaf;
  const others = labels.filter((label) => fold(label) !== fold(step.tag));
  const isThere = step.do === "addTag";
  const rest: AnyCondition =
    others.length === 0 ? (leaf.op === "hasAnyOf" ? NEVER : ALWAYS) : { ...leaf, value: others };
  switch (leaf.op) {
    case "hasAnyOf":
      return isThere ? ALWAYS : rest;
    case "hasAllOf":
      return isThere ? rest : NEVER;
    default:
      return isThere ? NEVER : rest;
  }
}

/** The order after the effects, and whether anything changed; a note that grows is a change. */
export function afterEffects(
  facts: OrderFacts,
  effects: readonly EffectDirective[],
): { readonly facts: OrderFacts; readonly changed: boolean } {
  let tags = facts.order.tags ?? [];
  let hasNote = facts.order.hasNote;
  let changed = false;
  for (const effect of effects) {
    if (effect.do === "addNote") {
      hasNote = true;
      changed = true;
    }
    if (effect.do !== "addTag" && effect.do !== "removeTag") continue;
    const others = tags.filter((tag) => fold(tag) !== fold(effect.tag));
    const isThere = others.length < tags.length;
    if (isThere === (effect.do === "addTag")) continue;
    tags = isThere ? others : [...tags, effect.tag];
    changed = true;
  }
  return { facts: { ...facts, order: { ...facts.order, tags, hasNote } }, changed };
}
