import type { KnownOperator } from "../condition.ts";
import type { FieldKey } from "../fields.ts";
import { fieldOf } from "../fields.ts";
import type { OperatorName } from "../operators.ts";
import type { TypeName } from "../values.ts";
import type { DraftLeaf } from "./group.ts";

type AnyOperator = { [Type in TypeName]: OperatorName<Type> }[TypeName] | KnownOperator;

/** What an operator is compared with: nothing, one value of the field's type, a part of a text, two ends, some of a list, or a span of time. */
export type Shape = "nothing" | "one" | "part" | "range" | "list" | "span";

const SHAPES: Readonly<Record<AnyOperator, Shape>> = {
  is: "one",
  isNot: "one",
  isMoreThan: "one",
  isAtLeast: "one",
  isLessThan: "one",
  isAtMost: "one",
  isBetween: "range",
  isNotBetween: "range",
  isOneOf: "list",
  isNoneOf: "list",
  hasAnyOf: "list",
  hasAllOf: "list",
  hasNoneOf: "list",
  fitsAnyOf: "list",
  fitsNoneOf: "list",
  startsWith: "part",
  contains: "part",
  doesNotContain: "part",
  isEmpty: "nothing",
  isNotEmpty: "nothing",
  isBefore: "one",
  isFrom: "one",
  isWithinLast: "span",
  isNotWithinLast: "span",
  isKnown: "nothing",
  isUnknown: "nothing",
};

/** What an operator is compared with. One that nobody knows: with nothing. */
export const shapeOf = (op: string): Shape => (op in SHAPES ? SHAPES[op as AnyOperator] : "nothing");

/** What the builder puts in first. Undefined: nothing yet, somebody has to say. */
function blankValue(type: TypeName, op: string, currency: string): unknown {
  const one = type === "money" ? { currency } : type === "yesNo" ? true : undefined;
  switch (shapeOf(op)) {
    case "nothing":
    case "part":
      return undefined;
    case "one":
      return one;
    case "range":
      return one === undefined ? {} : { from: one, to: one };
    case "list":
      return [];
    case "span":
      return { unit: "days" };
  }
}

/** A question about a field as it is begun. */
export function blankLeaf(key: FieldKey, op: string, currency: string): DraftLeaf {
  const { type, named } = fieldOf(key);
  const value = blankValue(type, op, currency);
  return { field: key, op, ...(named && { of: "" }), ...(value !== undefined && { value }) };
}

/** The same question asked otherwise: what was compared with stays where it fits. */
export function withOperator(leaf: DraftLeaf, op: string, currency: string): DraftLeaf {
  if (leaf.field === "") return leaf;
  const { value: before, ...rest } = leaf;
  const shape = shapeOf(op);
  const value = shapeOf(leaf.op) === shape ? before : converted(before, shapeOf(leaf.op), shape);
  const begun = value ?? blankValue(fieldOf(leaf.field).type, op, currency);
  return { ...rest, op, ...(begun !== undefined && { value: begun }) };
}

/** "Is at least 20" becomes "is between 20 and …", "contains x" becomes "is one of x", and back. */
function converted(value: unknown, from: Shape, to: Shape): unknown {
  if (value === undefined) return undefined;
  if (from === "one" && to === "range") return { from: value, to: value };
  if (from === "range" && to === "one") return (value as { readonly from?: unknown }).from;
  if (from === "part" && to === "list") return value === "" ? undefined : [value];
  if (from === "list" && to === "part") return (value as readonly unknown[])[0];
  return undefined;
}
