import { z } from "zod";
import { AMOUNT, DECIMAL, MONEY, PERCENT, WHOLE } from "./operators/number.ts";
import { operator, type Operator } from "./operators/operator.ts";
import { CHOICE, POSTAL_CODE, SET, TEXT } from "./operators/text.ts";
import { DATE, MOMENT, TIME_OF_DAY } from "./operators/time.ts";
import { truthOf } from "./truth.ts";
import type { TypeName, Values } from "./values.ts";

/** How each type can be asked. `isKnown` and `isUnknown` (condition.ts) fit every type. */
export const OPERATORS = {
  yesNo: { is: operator<boolean, boolean>(z.boolean(), (wanted) => (value) => truthOf(value === wanted)) },
  whole: WHOLE,
  money: MONEY,
  weight: WHOLE,
  distance: AMOUNT,
  hours: AMOUNT,
  minutes: WHOLE,
  percent: PERCENT,
  decimal: DECIMAL,
  text: TEXT,
  choice: CHOICE,
  set: SET,
  postalCode: POSTAL_CODE,
  moment: MOMENT,
  timeOfDay: TIME_OF_DAY,
  date: DATE,
} satisfies { readonly [Type in TypeName]: Readonly<Record<string, Operator<Values[Type], unknown>>> };

type Operators = typeof OPERATORS;
/** The names of a type's operators. */
export type OperatorName<Type extends TypeName> = keyof Operators[Type] & string;
/** What a type's operator is compared with; null when with nothing. */
export type Given<Type extends TypeName, Name extends OperatorName<Type>> =
  Operators[Type][Name] extends Operator<Values[Type], infer Value> ? Value : never;
