import type { FieldKey } from "../fields.ts";
import type { Quantifier } from "../condition.ts";
import type { Path } from "./path.ts";

/** A condition while somebody builds it: shaped like one (condition.ts), with values that may be missing or wrong. */
export type DraftCondition =
  | { readonly all: readonly DraftCondition[] }
  | { readonly any: readonly DraftCondition[] }
  | { readonly not: DraftCondition }
  | { readonly lines: Quantifier; readonly where: DraftCondition }
  | { readonly locations: Quantifier; readonly where: DraftCondition }
  | DraftLeaf;

export interface DraftLeaf {
  /** Empty until one is chosen. */
  readonly field: FieldKey | "";
  readonly op: string;
  readonly of?: string;
  readonly value?: unknown;
}

/** How the parts of a group go together. `notAll` and `none` are `all` and `any` inside a `not`. */
export const MODES = ["all", "any", "none", "notAll"] as const;
export type Mode = (typeof MODES)[number];

export interface Group {
  readonly mode: Mode;
  readonly parts: readonly DraftCondition[];
}

/** A condition as a group, or undefined when it is a question or one over lines or locations. */
export function groupOf(condition: DraftCondition): Group | undefined {
  if ("all" in condition) return { mode: "all", parts: condition.all };
  if ("any" in condition) return { mode: "any", parts: condition.any };
  if (!("not" in condition)) return undefined;
  if ("all" in condition.not) return { mode: "notAll", parts: condition.not.all };
  return { mode: "none", parts: "any" in condition.not ? condition.not.any : [condition.not] };
}

/** The condition of a group. */
export function conditionOf({ mode, parts }: Group): DraftCondition {
  switch (mode) {
    case "all":
      return { all: parts };
    case "any":
      return { any: parts };
    case "none":
      return { not: { any: parts } };
    case "notAll":
      return { not: { all: parts } };
  }
}

/** Where the parts of a group stand inside of it. */
export const PARTS_AT: Readonly<Record<Mode, Path>> = {
  all: ["all"],
  any: ["any"],
  none: ["not", "any"],
  notAll: ["not", "all"],
};

/**
 * The same condition as the builder shows it: the whole and everything behind "where" is a group, and what is negated too. True of the same
 * orders.
 */
export function asGroup(condition: DraftCondition): DraftCondition {
  const inside = withGroups(condition);
  return groupOf(inside) === undefined ? { all: [inside] } : inside;
}

function withGroups(condition: DraftCondition): DraftCondition {
  if ("where" in condition) return { ...condition, where: asGroup(condition.where) };
  const group = groupOf(condition);
  return group ? conditionOf({ mode: group.mode, parts: group.parts.map(withGroups) }) : condition;
}
