import { z } from "zod";
import { depthOf, KNOWN_OPERATORS, leavesOf, QUANTIFIERS, type AnyCondition, type Condition } from "./condition.ts";
import { FIELD_KEYS, fieldOf, type FieldKey } from "./fields.ts";
import type { Field, Scope } from "./fields/field.ts";
import { OPERATORS } from "./operators.ts";
import type { Operator } from "./operators/operator.ts";

/** Deeper or larger conditions are not written by people, and every one of them is looked at for each order. */
const MOST_DEEP = 8;
const MOST_LEAVES = 200;

/** Name of an attribute, or "namespace.key" of a metafield. */
const NAMES = {
  attribute: z.string().trim().min(1).max(255),
  metafield: z.string().regex(/^[\w$:-]{1,255}\.[\w-]{1,64}$/),
} as const;

/** The operators of a field with the schema of what each is compared with; null: with nothing. */
export function operatorsOf(field: Field): ReadonlyMap<string, z.ZodType | null> {
  const typed: Readonly<Record<string, Operator<unknown, unknown>>> = OPERATORS[field.type];
  const choices = field.choices ? z.array(z.enum(field.choices)).min(1) : null;
  return new Map([
    ...Object.entries(typed).map(([name, { given }]): [string, z.ZodType | null] => [name, choices ?? given]),
    ...(field.always ? [] : KNOWN_OPERATORS.map((name): [string, null] => [name, null])),
  ]);
}

function leafSchema(key: FieldKey) {
  const field = fieldOf(key);
  const shape = { field: z.literal(key), ...(field.named && { of: NAMES[field.named] }) };
  const [first, ...others] = [...operatorsOf(field)].map(([name, given]) =>
    z.strictObject({ ...shape, op: z.literal(name), ...(given && { value: given }) }),
  );
  if (first === undefined) throw new RangeError(`${key} cannot be asked anything`);
  return z.discriminatedUnion("op", [first, ...others]);
}

/** The kinds of condition, told apart by the one property that each has and no other. */
export const CONDITION_KINDS = ["all", "any", "not", "lines", "locations", "field"] as const;

function conditionSchemaOf(scope: Scope): z.ZodType {
  const condition: z.ZodType = z.lazy(() => union);
  const [first, ...others] = FIELD_KEYS.filter((key) => fieldOf(key).scope === scope).map(leafSchema);
  if (first === undefined) throw new RangeError(`no field of ${scope}`);
  const quantifier = z.enum(QUANTIFIERS);
  const kinds = {
    all: z.strictObject({ all: z.array(condition).max(MOST_LEAVES) }),
    any: z.strictObject({ any: z.array(condition).min(1).max(MOST_LEAVES) }),
    not: z.strictObject({ not: condition }),
    ...(scope === "order" && {
      lines: z.strictObject({ lines: quantifier, where: lineCondition }),
      locations: z.strictObject({ locations: quantifier, where: locationCondition }),
    }),
    field: z.discriminatedUnion("field", [first, ...others]),
  };
  const union = z.union(CONDITION_KINDS.flatMap((kind) => kinds[kind] ?? []));
  return condition;
}

const lineCondition = conditionSchemaOf("line").meta({ id: "LineCondition" });
const locationCondition = conditionSchemaOf("location").meta({ id: "LocationCondition" });
const orderCondition = conditionSchemaOf("order").meta({ id: "OrderCondition" });

/** What every whole condition must be, wherever it stands. */
function whole<Whole extends AnyCondition>(schema: z.ZodType): z.ZodType<Whole> {
  return (schema as z.ZodType<AnyCondition>)
    .refine((condition) => depthOf(condition) <= MOST_DEEP, { params: { fault: "tooDeep" } })
    .refine((condition) => leavesOf(condition).length <= MOST_LEAVES, {
      params: { fault: "tooLarge" },
    }) as z.ZodType<Whole>;
}

export const conditionSchema = whole<Condition>(orderCondition);
export const locationConditionSchema = whole<Condition<"location">>(locationCondition);
