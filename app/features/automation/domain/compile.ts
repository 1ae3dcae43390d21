import type { AnyCondition, AnyLeaf, Condition, Quantifier } from "./condition.ts";
import type { LineFacts, LocationFacts, OrderFacts } from "./facts.ts";
import { fieldOf, type FieldKey } from "./fields.ts";
import type { Scope, Subjects } from "./fields/field.ts";
import { OPERATORS } from "./operators.ts";
import type { Operator } from "./operators/operator.ts";
import { FALSE, not, TRUE, truthOf, UNKNOWN, type Truth } from "./truth.ts";

/** A condition as a function, made once: asking it costs some 10 ns per leaf. */
export interface Compiled<In extends Scope = "order"> {
  judge(subject: Subjects[In], facts: OrderFacts): Truth;
  /** Adds the fields whose values would have to be known to tell; call it only when `judge` says UNKNOWN. */
  blame(subject: Subjects[In], facts: OrderFacts, into: Set<FieldKey>): void;
}

/** Compiles a condition that was read by the schema (schema.ts). Unknown values follow Kleene's logic (truth.ts). */
export function compile(condition: Condition): Compiled;
export function compile(condition: Condition<"line">): Compiled<"line">;
export function compile(condition: Condition<"location">): Compiled<"location">;
export function compile(condition: AnyCondition): AnyCompiled;
export function compile(condition: AnyCondition): AnyCompiled {
  return compileAny(condition);
}

type AnyCompiled = Compiled<Scope>;
type AnySubject = Subjects[Scope];

function compileAny(condition: AnyCondition): AnyCompiled {
  if ("all" in condition) return allOf(condition.all.map(compileAny));
  if ("any" in condition) return anyOf(condition.any.map(compileAny));
  if ("not" in condition) return opposite(compileAny(condition.not));
  if ("lines" in condition) return over(condition.lines, ({ lines }) => lines, compileAny(condition.where));
  if ("locations" in condition) {
    return over(condition.locations, ({ locations }) => locations, compileAny(condition.where));
  }
  return compileLeaf(condition);
}

/** The least of its parts. */
function allOf(parts: readonly AnyCompiled[]): AnyCompiled {
  return {
    judge(subject, facts) {
      let truth: Truth = TRUE;
      for (const part of parts) {
        const one = part.judge(subject, facts);
        if (one === FALSE) return FALSE;
        if (one === UNKNOWN) truth = UNKNOWN;
      }
      return truth;
    },
    blame: blameUnknown(parts),
  };
}

/** The greatest of its parts. */
function anyOf(parts: readonly AnyCompiled[]): AnyCompiled {
  return {
    judge(subject, facts) {
      let truth: Truth = FALSE;
      for (const part of parts) {
        const one = part.judge(subject, facts);
        if (one === TRUE) return TRUE;
        if (one === UNKNOWN) truth = UNKNOWN;
      }
      return truth;
    },
    blame: blameUnknown(parts),
  };
}

function blameUnknown(parts: readonly AnyCompiled[]): AnyCompiled["blame"] {
  return (subject, facts, into) => {
    for (const part of parts) if (part.judge(subject, facts) === UNKNOWN) part.blame(subject, facts, into);
  };
}

function opposite(part: AnyCompiled): AnyCompiled {
  return {
    judge: (subject, facts) => not(part.judge(subject, facts)),
    blame: (subject, facts, into) => part.blame(subject, facts, into),
  };
}

function over(
  quantifier: Quantifier,
  membersOf: (facts: OrderFacts) => readonly (LineFacts | LocationFacts)[],
  where: AnyCompiled,
): AnyCompiled {
  // "All" ends at the first that is not, "any" and "none" at the first that is.
  const ends = quantifier === "all" ? FALSE : TRUE;
  const found = quantifier === "any" ? TRUE : FALSE;
  const notFound = not(found);
  return {
    judge(_, facts) {
      let isUnknown = false;
      for (const member of membersOf(facts)) {
        const one = where.judge(member, facts);
        if (one === ends) return found;
        if (one === UNKNOWN) isUnknown = true;
      }
      return isUnknown ? UNKNOWN : notFound;
    },
    blame(_, facts, into) {
      for (const member of membersOf(facts)) {
        if (where.judge(member, facts) === UNKNOWN) where.blame(member, facts, into);
      }
    },
  };
}

function compileLeaf({ field: key, op, of = "", value }: AnyLeaf): AnyCompiled {
  const field = fieldOf(key);
  const blame: AnyCompiled["blame"] = (_subject, _facts, into) => void into.add(key);
  const valueOf = (subject: AnySubject, facts: OrderFacts) => field.read(subject, facts, of);
  if (op === "isKnown" || op === "isUnknown") {
    const wanted = op === "isKnown";
    return { judge: (subject, facts) => truthOf((valueOf(subject, facts) !== null) === wanted), blame };
  }
  const operators: Readonly<Record<string, Operator<unknown, unknown>>> = OPERATORS[field.type];
  const operator = operators[op];
  if (operator === undefined) throw new RangeError(`${key} cannot be asked ${op}`);
  const test = operator.test(value);
  return {
    judge(subject, facts) {
      const found = valueOf(subject, facts);
      return found === null ? UNKNOWN : test(found, facts);
    },
    blame,
  };
}
