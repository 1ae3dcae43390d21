import type { ActionKey } from "../actions.ts";
import { operatorsOf } from "../condition-schema.ts";
import { fieldOf, type FieldKey } from "../fields.ts";
import type { Scope } from "../fields/field.ts";
import { asGroup, conditionOf, groupOf, PARTS_AT, type DraftCondition, type DraftLeaf, type Mode } from "./group.ts";
import { keyOf, valueAt, withAt, type Path } from "./path.ts";
import { blankLeaf, withOperator } from "./shape.ts";
import { blankStep, conditionsIn, type DraftStep } from "./step.ts";

/** A rule while somebody builds it: shaped like one (rule.ts), with values that may be missing or wrong. `readRuleSet` says what is. */
export interface DraftRule {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly when: DraftCondition;
  readonly then: readonly DraftStep[];
}

export interface Editing {
  readonly rule: DraftRule;
  /** What gets the keyboard next, as a key of its path; changes of the rule that keep it where it is leave it null. */
  readonly focus: string | null;
}

export type Edit =
  | { readonly do: "rename"; readonly name: string }
  | { readonly do: "enable"; readonly enabled: boolean }
  /** A question that has to be chosen, or an empty group, at the end of the group at `at`. */
  | { readonly do: "addQuestion" | "addGroup"; readonly at: Path }
  | { readonly do: "setMode"; readonly at: Path; readonly mode: Mode }
  /** `scope`: what the conditions around it are about. */
  | { readonly do: "setField"; readonly at: Path; readonly scope: Scope; readonly field: FieldKey }
  | { readonly do: "setOperator"; readonly at: Path; readonly op: string }
  | { readonly do: "addStep"; readonly key: ActionKey }
  | { readonly do: "setStep"; readonly at: Path; readonly key: ActionKey }
  /** Any value: what is compared with, a name, how many lines, a parameter. Undefined takes it away. */
  | { readonly do: "set"; readonly at: Path; readonly value: unknown }
  /** A part of a group, or an action. */
  | { readonly do: "remove"; readonly at: Path }
  | { readonly do: "move"; readonly at: Path; readonly by: -1 | 1 };

/** The rule as the builder shows it. */
export function startEditing(rule: DraftRule): Editing {
  const shown: DraftRule = { ...rule, when: asGroup(rule.when), then: rule.then.map(asShown) };
  return { rule: shown, focus: null };
}

function asShown(step: DraftStep): DraftStep {
  return conditionsIn(step).reduce(
    (whole, at) => withAt(whole, at, asGroup(valueAt(whole, at) as DraftCondition)),
    step,
  );
}

/** One change. `currency`: the shop's, in which amounts begin. */
export function editRule({ rule }: Editing, edit: Edit, currency: string): Editing {
  const stay = (changed: DraftRule): Editing => ({ rule: changed, focus: null });
  const go = (changed: DraftRule, focus: Path): Editing => ({ rule: changed, focus: keyOf(focus) });
  switch (edit.do) {
    case "rename":
      return stay({ ...rule, name: edit.name });
    case "enable":
      return stay({ ...rule, enabled: edit.enabled });
    case "addQuestion":
      return add(rule, edit.at, { field: "", op: "" });
    case "addGroup":
      return add(rule, edit.at, { any: [] });
    case "setMode": {
      const group = groupOf(valueAt(rule, edit.at) as DraftCondition);
      if (group === undefined) return stay(rule);
      return stay(withAt(rule, edit.at, conditionOf({ ...group, mode: edit.mode })));
    }
    case "setField":
      return setField(rule, edit, currency);
    case "setOperator": {
      const leaf = valueAt(rule, edit.at) as DraftLeaf;
      return stay(withAt(rule, edit.at, withOperator(leaf, edit.op, currency)));
    }
    case "addStep":
      return go({ ...rule, then: [...rule.then, blankStep(edit.key, currency)] }, ["then", rule.then.length]);
    case "setStep": {
      const before = valueAt(rule, edit.at) as DraftStep;
      return stay(withAt(rule, edit.at, blankStep(edit.key, currency, before)));
    }
    case "set":
      return stay(withAt(rule, edit.at, edit.value));
    case "remove":
      return remove(rule, edit.at);
    case "move":
      return move(rule, edit.at, edit.by);
  }
}

function add(rule: DraftRule, at: Path, part: DraftCondition): Editing {
  const group = groupOf(valueAt(rule, at) as DraftCondition);
  if (group === undefined) return { rule, focus: null };
  const parts = [...at, ...PARTS_AT[group.mode]];
  return {
    rule: withAt(rule, parts, [...group.parts, part]),
    focus: keyOf([...parts, group.parts.length]),
  };
}

/** A field of lines or locations among questions about the order becomes "at least one line where …". */
function setField(rule: DraftRule, { at, scope, field }: Extract<Edit, { do: "setField" }>, currency: string): Editing {
  const leaf = questionAbout(field, valueAt(rule, at) as DraftLeaf, currency);
  const own = fieldOf(field).scope;
  if (scope !== "order" || own === "order") return { rule: withAt(rule, at, leaf), focus: null };
  const where = { all: [leaf] };
  const over: DraftCondition = own === "line" ? { lines: "any", where } : { locations: "any", where };
  return { rule: withAt(rule, at, over), focus: keyOf([...at, "where", "all", 0]) };
}

/** The operator and what is compared with stay where the new field knows them and means the same. */
function questionAbout(field: FieldKey, before: DraftLeaf, currency: string): DraftLeaf {
  const known = [...operatorsOf(fieldOf(field)).keys()];
  const same = before.field !== "" && kindOf(before.field) === kindOf(field) && known.includes(before.op);
  const op = same ? before.op : (known[0] ?? "");
  const leaf = blankLeaf(field, op, currency);
  return same && before.value !== undefined ? { ...leaf, value: before.value } : leaf;
}

function kindOf(key: FieldKey): string {
  const { type, list, choices } = fieldOf(key);
  return [type, list, choices].join(" ");
}

function remove(rule: DraftRule, at: Path): Editing {
  const { list, index, parts } = placeOf(rule, at);
  return { rule: withAt(rule, list, parts.toSpliced(index, 1)), focus: keyOf(list) };
}

function move(rule: DraftRule, at: Path, by: -1 | 1): Editing {
  const { list, index, parts } = placeOf(rule, at);
  const to = index + by;
  if (to < 0 || to >= parts.length) return { rule, focus: null };
  const moved = parts.toSpliced(index, 1).toSpliced(to, 0, parts[index]);
  return { rule: withAt(rule, list, moved), focus: keyOf([...list, to]) };
}

function placeOf(rule: DraftRule, at: Path) {
  const list = at.slice(0, -1);
  return { list, index: Number(at.at(-1)), parts: valueAt(rule, list) as readonly unknown[] };
}
