import type { FIELDS, FieldKey, FieldKeyOf } from "./fields.ts";
import type { Field, Scope } from "./fields/field.ts";
import type { Given, OperatorName } from "./operators.ts";
import type { TypeName } from "./values.ts";

/** What an order (a line, a location) must be like. Without anything in it, `all` is true of every order. */
export type Condition<In extends Scope = "order"> = {
  readonly order: OrderCondition;
  readonly line: LineCondition;
  readonly location: LocationCondition;
}[In];

// Three types by name and not one with a parameter: of that the compiler says that it is too complex to represent.
type OrderCondition =
  | All<OrderCondition>
  | Any<OrderCondition>
  | Not<OrderCondition>
  | Leaf<FieldKeyOf<"order">>
  | OverLines
  | OverLocations;
type LineCondition = All<LineCondition> | Any<LineCondition> | Not<LineCondition> | Leaf<FieldKeyOf<"line">>;
type LocationCondition =
  All<LocationCondition> | Any<LocationCondition> | Not<LocationCondition> | Leaf<FieldKeyOf<"location">>;

interface All<Part> {
  readonly all: readonly Part[];
}
interface Any<Part> {
  readonly any: readonly Part[];
}
interface Not<Part> {
  readonly not: Part;
}

/** How many of them must be like that. `all` and `none` are true of an order without any. */
export const QUANTIFIERS = ["any", "all", "none"] as const;
export type Quantifier = (typeof QUANTIFIERS)[number];

export interface OverLines {
  readonly lines: Quantifier;
  readonly where: Condition<"line">;
}
/** Over the locations that a routing may choose from. */
export interface OverLocations {
  readonly locations: Quantifier;
  readonly where: Condition<"location">;
}

/** One question about one field. */
export type Leaf<Key extends FieldKey = FieldKey> = { [Each in Key]: LeafOf<Each, (typeof FIELDS)[Each]> }[Key];

type LeafOf<Key, Of extends Field> =
  | Ask<Key, Of, Of extends { readonly choices: readonly string[] } ? "choice" : Of["type"]>
  | (Of extends { readonly always: true } ? never : Flat<Asked<Key, Of> & { readonly op: KnownOperator }>);

/** Operators that compare with the same kind of value are one member: six times fewer than one for each. */
type Ask<Key, Of extends Field, Type extends TypeName> =
  GivensOf<Type> extends infer Each
    ? Each extends Box<infer Value>
      ? Flat<Asked<Key, Of> & { readonly op: OperatorWith<Type, Value> } & Compared<Of, Value>>
      : never
    : never;

/** In a box so that `boolean` is not taken apart. */
interface Box<Value> {
  readonly value: Value;
}
type GivensOf<Type extends TypeName> = { [Name in OperatorName<Type>]: Box<Given<Type, Name>> }[OperatorName<Type>];

type OperatorWith<Type extends TypeName, Value> = {
  [Name in OperatorName<Type>]: Box<Given<Type, Name>> extends Box<Value>
    ? Box<Value> extends Box<Given<Type, Name>>
      ? Name
      : never
    : never;
}[OperatorName<Type>];

type Compared<Of, Value> = [Value] extends [null]
  ? unknown
  : { readonly value: Of extends { readonly choices: readonly (infer Choice)[] } ? readonly Choice[] : Value };

type Asked<Key, Of> = { readonly field: Key } & (Of extends { readonly named: string }
  ? { readonly of: string }
  : unknown);

/** One object type instead of several: the compiler tells unions of those apart much faster. */
type Flat<Type> = { [Key in keyof Type]: Type[Key] };

/** Whether there is a value at all: true or false whatever is unknown. They fit every field that may be unknown. */
export const KNOWN_OPERATORS = ["isKnown", "isUnknown"] as const;
export type KnownOperator = (typeof KNOWN_OPERATORS)[number];

/** A condition of whatever scope, for functions that only walk through it. */
export type AnyCondition =
  | { readonly all: readonly AnyCondition[] }
  | { readonly any: readonly AnyCondition[] }
  | { readonly not: AnyCondition }
  | { readonly lines: Quantifier; readonly where: AnyCondition }
  | { readonly locations: Quantifier; readonly where: AnyCondition }
  | AnyLeaf;

export interface AnyLeaf {
  readonly field: FieldKey;
  readonly op: string;
  readonly of?: string;
  readonly value?: unknown;
}

/** The conditions directly inside of one. */
function partsOf(condition: AnyCondition): readonly AnyCondition[] {
  if ("all" in condition) return condition.all;
  if ("any" in condition) return condition.any;
  if ("not" in condition) return [condition.not];
  return "where" in condition ? [condition.where] : [];
}

/** Every question in it, from left to right. */
export function leavesOf(condition: AnyCondition): readonly AnyLeaf[] {
  return "field" in condition ? [condition] : partsOf(condition).flatMap(leavesOf);
}

/** 1 for a single question. */
export function depthOf(condition: AnyCondition): number {
  return 1 + Math.max(0, ...partsOf(condition).map(depthOf));
}
