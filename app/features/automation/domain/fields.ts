import { CUSTOMER_FIELDS } from "./fields/customer.ts";
import { DESTINATION_FIELDS } from "./fields/destination.ts";
import type { Field, Scope } from "./fields/field.ts";
import { LINE_FIELDS } from "./fields/line.ts";
import { LOCATION_FIELDS } from "./fields/location.ts";
import { ORDER_FIELDS } from "./fields/order.ts";
import { TIME_FIELDS } from "./fields/time.ts";

/** Everything a rule can ask about, by its key: the part before the point is the group it is shown in. */
export const FIELDS = {
  ...ORDER_FIELDS,
  ...CUSTOMER_FIELDS,
  ...DESTINATION_FIELDS,
  ...TIME_FIELDS,
  ...LINE_FIELDS,
  ...LOCATION_FIELDS,
} satisfies Readonly<Record<string, Field>>;

type Fields = typeof FIELDS;
export type FieldKey = keyof Fields;

/** The keys of the fields of one scope. */
export type FieldKeyOf<In extends Scope> = {
  [Key in FieldKey]: Fields[Key]["scope"] extends In ? Key : never;
}[FieldKey];

export const FIELD_KEYS = Object.keys(FIELDS) as FieldKey[];

/** A field by its key, when which one it is does not matter. */
export const fieldOf = (key: FieldKey): Field => FIELDS[key];
