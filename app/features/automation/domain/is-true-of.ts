import { compile } from "./compile.ts";
import type { Condition } from "./condition.ts";
import type { OrderFacts } from "./facts.ts";
import { TRUE } from "./truth.ts";

/** Whether an order is like this; what cannot be told is not. For a condition that is asked once (a hold's release): rules are compiled. */
export const isTrueOf = (when: Condition, facts: OrderFacts): boolean => compile(when).judge(facts, facts) === TRUE;
