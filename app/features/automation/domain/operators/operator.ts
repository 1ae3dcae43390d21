import type { z } from "zod";
import type { OrderFacts } from "../facts.ts";
import type { Truth } from "../truth.ts";

/** Asks a known value. */
export type Test<Value> = {
  // Written as a method: a list of operators of all types is one of operators of some type.
  ask(value: Value, facts: OrderFacts): Truth;
}["ask"];

/** One way to ask a value of a type. */
export interface Operator<Value, Given> {
  /** What the rule compares with; null when it needs nothing. */
  readonly given: z.ZodType<Given> | null;
  /** Prepares the question once, so that asking it costs no more than the comparison. */
  test(given: Given): Test<Value>;
}

export const operator = <Value, Given>(
  given: z.ZodType<Given>,
  test: (given: Given) => Test<Value>,
): Operator<Value, Given> => ({ given, test });

/** A question that needs nothing to compare with. */
export const plain = <Value>(test: Test<Value>): Operator<Value, null> => ({ given: null, test: () => test });
